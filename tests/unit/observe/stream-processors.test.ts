import { expect } from "chai";
import type { Gateway } from "../../../provider/aws/gateway.js";
import { Changes } from "../../../provider/aws/changes.js";
import { SharedDescriptions } from "../../../provider/observe/broker.js";
import { VirtualTime } from "../../provider/harness/virtual-time.js";

/** A service with so many stream processors that start, which counts what it is asked. */
class Starting {
  readonly names: readonly string[];
  asked: string[] = [];
  status = "STARTING";

  constructor(count: number) {
    this.names = Array.from({ length: count }, (_, index) => `door${String(index)}`);
  }

  readonly #send = (operation: string, { Name = "" }: { readonly Name?: string }): Promise<object> => {
    this.asked.push([operation, Name].join(" ").trim());
    const seen = (name: string): object => ({ Name: name, Status: this.status, StreamProcessorArn: `arn of ${name}` });
    return Promise.resolve(
      operation === "ListStreamProcessors" ? { StreamProcessors: this.names.map(seen) } : seen(Name),
    );
  };

  readonly gateway = {
    inTurn: (operation: string, attempt: (send: (input: object) => Promise<object>) => Promise<object>) =>
      attempt((input) => this.#send(operation, input)),
    lastFailure: () => undefined,
  } as unknown as Gateway;
}

describe("stream processors that are waited for", () => {
  /** What a look at the first of them asks for, and sees, while the others are waited for. */
  async function lookedAtAgain(count: number): Promise<{ asked: string[]; seen: string | undefined }> {
    let nowMs = 0;
    const time = new VirtualTime({ nowMs: () => nowMs, advance: (ms) => (nowMs += ms) });
    const service = new Starting(count);
    const shared = new SharedDescriptions(time.ofProcess(), new Changes(), service.gateway);
    const bounds = { signal: new AbortController().signal, deadline: Infinity };
    const waits = service.names.map((name) => ({ name, broker: shared.brokerFor(service.gateway, bounds, "on") }));
    for (const { name, broker } of waits) await broker.streamProcessor(name);
    service.asked = [];
    service.status = "RUNNING";
    const again = waits.map(async ({ name, broker }, index) => {
      await broker.rest(index === 0 ? 10_000 : 60_000);
      return index === 0 ? (await broker.streamProcessor(name))?.Status : undefined;
    });
    const [seen] = await Promise.all(again);
    return { seen, asked: service.asked };
  }

  it("are described one by one, while there are three of them", async () => {
    expect(await lookedAtAgain(3)).to.deep.equal({ seen: "RUNNING", asked: ["DescribeStreamProcessor door0"] });
  });

  for (const count of [4, 20]) {
    it(`are all told of by one list, once there are ${String(count)} of them`, async () => {
      expect(await lookedAtAgain(count)).to.deep.equal({ seen: "RUNNING", asked: ["ListStreamProcessors"] });
    });
  }
});
