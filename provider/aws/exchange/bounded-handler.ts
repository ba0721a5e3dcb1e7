import { AsyncLocalStorage } from "node:async_hooks";
import { Readable } from "node:stream";
import type { HttpHandlerOptions, HttpRequest, HttpResponse } from "@smithy/types";
import { type Bounds, lookMs, NEVER, unlessEnded } from "../../base/bounds.js";
import type { Clock } from "../../base/clock.js";
import { assertAwsAnswer, type Protocol, type RawAnswer } from "./aws-answer.js";

/** What bounds one attempt at a call. */
export interface CallLimits extends Bounds {
  /** A call that changes something may answer after the end: that it was sent can no longer be undone. */
  readonly isMutation: boolean;
  /** How often the call is made, this one included. */
  readonly attempt: number;
  /** How much longer than others the exchange may take, for what it sends, in milliseconds. */
  readonly moreMs?: number;
}

/** For calls that are made on nobody's behalf. */
export const UNLIMITED: CallLimits = {
  signal: NEVER,
  deadline: Infinity,
  isMutation: false,
  attempt: 1,
};

/* The SDK hands nothing of ours from a call to its socket without putting its middleware together for each call. */
const current = new AsyncLocalStorage<CallLimits>();

/** Runs a call of the SDK within limits. */
export function within<T>(limits: CallLimits, call: () => Promise<T>): Promise<T> {
  return current.run(limits, call);
}

/** The limits of the call that is being made. */
function currentLimits(): CallLimits {
  return current.getStore() ?? UNLIMITED;
}

/** For one request and its whole answer, from the connection to the last byte. */
export const EXCHANGE_MS = 30_000;
/** What has been sent and changes something may still answer for so long once its operation is aborted. */
const GRACE_MS = 1_500;

/** As much of an HTTP handler as the SDK's clients need. */
export interface Transport {
  readonly metadata?: { readonly handlerProtocol: string };
  handle(request: HttpRequest, options?: HttpHandlerOptions): Promise<{ response: HttpResponse }>;
  destroy(): void;
}

/** No whole answer came in time. */
export class NoAnswerInTime extends Error {
  override readonly name = "TimeoutError";

  constructor(limitMs: number) {
    super(`no whole answer within ${String(Math.round(limitMs / 1_000))} s`);
  }
}

/** The operation was aborted before an answer came. */
export class CutOff extends Error {
  override readonly name = "AbortError";
  readonly wasSent: boolean;

  constructor(reason: unknown, wasSent: boolean) {
    super("The call was cut off.", { cause: reason });
    this.wasSent = wasSent;
  }
}

/** Makes each exchange end: by the time for it, the operation's deadline or its abortion; what came is an answer of AWS. */
export class BoundedHandler implements Transport {
  readonly metadata = { handlerProtocol: "http/1.1" };
  readonly #transport: Transport;
  readonly #clock: Clock;
  readonly #protocol: Protocol;
  readonly #mayBeEmpty: (operation: string) => boolean;

  constructor(transport: Transport, clock: Clock, protocol: Protocol, mayBeEmpty: (operation: string) => boolean) {
    this.#transport = transport;
    this.#clock = clock;
    this.#protocol = protocol;
    this.#mayBeEmpty = mayBeEmpty;
  }

  destroy(): void {
    this.#transport.destroy();
  }

  async handle(request: HttpRequest, options: HttpHandlerOptions = {}): Promise<{ response: HttpResponse }> {
    const { response, body } = await bounded(this.#clock, currentLimits(), async (signal) => {
      const { response } = await this.#transport.handle(request, { ...options, abortSignal: signal });
      return { response, body: await wholeBody(response.body, signal) };
    });
    const answer: RawAnswer = { status: response.statusCode, headers: lowerCased(response.headers), body };
    assertAwsAnswer(this.#protocol, answer, this.#mayBeEmpty(operationOf(request)));
    return { response: Object.assign(response, { body: this.#protocol === "bytes" ? Readable.from([body]) : body }) };
  }
}

/** Runs an exchange that ends by its limits; the signal that it is given tells the socket. */
async function bounded<T>(clock: Clock, limits: CallLimits, exchange: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const { signal, isMutation } = limits;
  if (signal.aborted) throw new CutOff(signal.reason, false);
  const limitMs = limitOf(clock, limits);
  const socket = new AbortController();
  try {
    return await unlessEnded(exchange(socket.signal), clock, {
      signal,
      aborted: () => new CutOff(signal.reason, true),
      graceMs: isMutation ? GRACE_MS * clock.rate : 0,
      limitMs,
      late: () => new NoAnswerInTime(limitMs / clock.rate),
    });
  } catch (error) {
    socket.abort(error);
    throw error;
  }
}

/** A socket's time is real: where our clock runs faster, so many of its milliseconds are given. */
function limitOf(clock: Clock, limits: CallLimits): number {
  const wholeMs = (EXCHANGE_MS + (limits.moreMs ?? 0)) * clock.rate;
  return limits.isMutation ? wholeMs : Math.min(wholeMs, lookMs(clock, limits));
}

async function wholeBody(body: unknown, signal: AbortSignal): Promise<Buffer> {
  if (body instanceof Uint8Array) return Buffer.from(body);
  if (body === undefined || body === null) return Buffer.alloc(0);
  const stream = body as AsyncIterable<Uint8Array> & { destroy(error?: Error): void };
  const chunks: Uint8Array[] = [];
  const destroy = (): void => {
    stream.destroy();
  };
  signal.addEventListener("abort", destroy, { once: true });
  try {
    for await (const chunk of stream) chunks.push(chunk);
  } finally {
    signal.removeEventListener("abort", destroy);
  }
  return Buffer.concat(chunks);
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** The operation that a request is for; empty where it names none. */
function operationOf({ headers }: HttpRequest): string {
  return headers["x-amz-target"]?.split(".").at(-1) ?? "";
}
