import { Readable } from "node:stream";
import type { HttpHandlerOptions, HttpRequest, HttpResponse } from "@smithy/types";
import { expect } from "chai";
import type { Protocol } from "../../../provider/aws/exchange/aws-answer.js";
import {
  BoundedHandler,
  type CallLimits,
  CutOff,
  UNLIMITED,
  within,
} from "../../../provider/aws/exchange/bounded-handler.js";
import { RekognitionError } from "../../../provider/base/errors.js";
import { failureOf } from "../../provider/harness/failure.js";
import { VirtualTime } from "../../provider/harness/virtual-time.js";

const REQUEST = { headers: { "x-amz-target": "RekognitionService.DescribeProjects" } } as unknown as HttpRequest;

describe("an exchange with the service", () => {
  let nowMs: number;
  let clock: ReturnType<VirtualTime["ofProcess"]>;
  let socket: AbortSignal | undefined;
  let aborted: AbortController;
  beforeEach(() => {
    nowMs = 0;
    socket = undefined;
    aborted = new AbortController();
    clock = new VirtualTime({ nowMs: () => nowMs, advance: (ms) => (nowMs += ms) }).ofProcess();
  });

  /** An answer whose headers come at once, and whose body never ends. */
  const endlessBody = (): Readable => {
    const body = new Readable({ read: () => undefined });
    body.push('{"ProjectDescr');
    return body;
  };

  function exchange(body: () => Promise<unknown>, limits: Partial<CallLimits> = {}, rate = 1): Promise<unknown> {
    return handled("json", body, limits, rate);
  }

  function handled(
    protocol: Protocol,
    body: () => Promise<unknown>,
    limits: Partial<CallLimits> = {},
    rate = 1,
  ): Promise<{ response: HttpResponse }> {
    const transport = {
      handle: async (_: HttpRequest, options?: HttpHandlerOptions) => {
        socket = options?.abortSignal as AbortSignal;
        const response = { statusCode: 200, headers: {}, body: await body() } as HttpResponse;
        return { response };
      },
      destroy: () => undefined,
    };
    const handler = new BoundedHandler(transport, { ...clock, rate }, protocol, () => false);
    return within({ ...UNLIMITED, signal: aborted.signal, ...limits }, () => handler.handle(REQUEST));
  }

  const never = (): Promise<never> => new Promise(() => undefined);
  const half = (): Promise<Readable> => Promise.resolve(endlessBody());
  const reason = new RekognitionError("EngineGone", "The engine is gone");

  for (const { what, body } of [
    { what: "no headers", body: never },
    { what: "half a body", body: half },
  ]) {
    describe(`that brings ${what}`, () => {
      it("ends after 30 seconds, and the socket with it", async () => {
        expect(await failureOf(exchange(body))).to.equal("no whole answer within 30 s");
        expect([nowMs, socket?.aborted]).to.deep.equal([30_000, true]);
      });

      it("ends with the operation's time, where it only looks", async () => {
        await failureOf(exchange(body, { deadline: 12_000 }));
        expect(nowMs).to.equal(12_000);
      });

      it("has a moment even after the operation's time: a last look must be able to succeed", async () => {
        await failureOf(exchange(body, { deadline: -1 }));
        expect(nowMs).to.equal(2_000);
      });

      it("has its whole time where it changes something", async () => {
        await failureOf(exchange(body, { deadline: 12_000, isMutation: true }));
        expect(nowMs).to.equal(30_000);
      });

      it("has real time, where our clock runs faster", async () => {
        await failureOf(exchange(body, {}, 1_000));
        expect(nowMs).to.equal(30_000_000);
      });

      it("is cut off at once, where it only looks", async () => {
        const failure = exchange(body).catch((error: unknown) => error);
        aborted.abort(reason);
        const error = await failure;
        expect(error).to.be.instanceOf(CutOff).with.property("cause", reason);
        expect([nowMs, socket?.aborted]).to.deep.equal([0, true]);
      });

      it("may still answer for a second and a half, where it changes something", async () => {
        const failure = exchange(body, { isMutation: true }).catch((error: unknown) => error);
        aborted.abort(reason);
        expect(await failure)
          .to.be.instanceOf(CutOff)
          .with.property("wasSent", true);
        expect([nowMs, socket?.aborted]).to.deep.equal([1_500, true]);
      });
    });
  }

  it("is not begun any more after the abortion", async () => {
    aborted.abort(reason);
    const error = await exchange(half, { isMutation: true }).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(CutOff).with.property("wasSent", false);
    expect(socket).to.equal(undefined);
  });

  it("of bytes has them as they came, whatever they look like", async () => {
    const { response } = await handled("bytes", () =>
      Promise.resolve(Readable.from([Buffer.from("<ht"), Buffer.from("ml>")])),
    );
    const pieces: Buffer[] = [];
    for await (const piece of response.body as AsyncIterable<Buffer>) pieces.push(piece);
    expect(Buffer.concat(pieces).toString()).to.equal("<html>");
  });

  it("may be one of many at once that nothing aborts, without Node warning of a leak", async () => {
    const warnings: Error[] = [];
    const listen = (warning: Error): number => warnings.push(warning);
    process.on("warning", listen);
    const answer = (): Promise<Buffer> => Promise.resolve(Buffer.from("{}"));
    await Promise.all(Array.from({ length: 50 }, () => exchange(answer, { signal: UNLIMITED.signal })));
    await new Promise((resolve) => setImmediate(resolve));
    process.off("warning", listen);
    expect(warnings).to.deep.equal([]);
  });

  it("that ends in time leaves no timer behind", async () => {
    await exchange(() => Promise.resolve(Buffer.from('{"ProjectDescriptions":[]}')));
    await clock.sleep(100_000);
    expect(nowMs).to.equal(100_000);
  });
});
