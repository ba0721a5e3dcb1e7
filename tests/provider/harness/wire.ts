import { AsyncLocalStorage } from "node:async_hooks";
import { Readable } from "node:stream";
import type { HttpRequest, HttpResponse } from "@smithy/types";
import type { Transport } from "../../../provider/aws/exchange/bounded-handler.js";

/** A call on its way. */
export interface WireCall {
  /** As in "DescribeProjects"; STS's calls too. */
  readonly operation: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What is asked, as it is sent. */
  readonly body: string;
}

/** An answer on its way. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** What comes after the body, which is then not whole: nothing any more, or the end of the connection. */
  readonly then?: "silence" | "reset";
}

/** Stands between a process and the service: `send` passes the call on and gives the service's own answer. */
export type Wire = (call: WireCall, send: () => Promise<WireAnswer>) => Promise<WireAnswer | "silence">;

const stalled = new AsyncLocalStorage<() => void>();

/** Runs a call that virtual time waits for, until the wire says that there is nothing to wait for. */
export function untilStalled<T>(stall: () => void, call: () => Promise<T>): Promise<T> {
  return stalled.run(stall, call);
}

/** Puts a wire in front of the real transport; asked for again for each call, undefined leaves it as it is. */
export function wired(wire: () => Wire | undefined): (transport: Transport) => Transport {
  return (transport) => ({
    metadata: { handlerProtocol: "http/1.1" },
    destroy: () => {
      transport.destroy();
    },
    async handle(request, options) {
      const spoil = wire();
      if (spoil === undefined) return transport.handle(request, options);
      const signal = options?.abortSignal as AbortSignal | undefined;
      const send = async (): Promise<WireAnswer> => plain((await transport.handle(request, options)).response);
      const answer = await spoil(callOf(request), send);
      if (answer === "silence") return silence(signal);
      const response = { statusCode: answer.status, headers: { ...answer.headers }, body: bodyOf(answer) };
      return { response: response };
    },
  });
}

function callOf({ headers, body }: HttpRequest): WireCall {
  const text = typeof body === "string" ? body : new TextDecoder().decode(body as Uint8Array);
  const target = headers["x-amz-target"];
  const operation = target?.split(".").at(-1) ?? new URLSearchParams(text).get("Action") ?? "";
  return { operation, headers, body: text };
}

async function plain({ statusCode, headers, body }: HttpResponse): Promise<WireAnswer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return { status: statusCode, headers, body: Buffer.concat(chunks).toString("utf8") };
}

function bodyOf({ body, then }: WireAnswer): Readable {
  const stream = new Readable({ read: () => undefined });
  stream.push(body);
  if (then === undefined) stream.push(null);
  if (then === "silence") stalled.getStore()?.();
  // What was pushed is read before the error.
  if (then === "reset") setImmediate(() => stream.destroy(Object.assign(new Error("aborted"), { code: "ECONNRESET" })));
  return stream;
}

function silence(signal: AbortSignal | undefined): Promise<never> {
  stalled.getStore()?.();
  return new Promise((_, reject) => {
    signal?.addEventListener("abort", () => {
      reject(new Error("aborted"));
    });
  });
}
