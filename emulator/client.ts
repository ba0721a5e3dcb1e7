import type { CallAnswer, CallRecord } from "./calls.js";
import { CONTROL_PREFIX, VERBS, type Verb } from "./control/verbs.js";
import type { Fault } from "./faults.js";
import type { ForcedStatus } from "./force.js";
import type { HeldCall } from "./holds.js";
import type { RuleSet } from "./image-contents.js";
import type { MeterReport } from "./meter.js";
import type { Notification } from "./notifications.js";
import type { Outcomes } from "./outcomes.js";
import type { Pending } from "./pending.js";
import type { StateReport } from "./state.js";
import type { StreamRecord } from "./streams/records.js";
import type { Switches } from "./switches.js";

const REQUEST_TIMEOUT_MS = 10_000;

/** Asks and steers an emulator that runs in another process. Each method is a request of the control API. */
export interface ControlClient {
  /** Everything there is, of all accounts and Regions. */
  state(): Promise<StateReport>;
  /** What AWS would bill so far. */
  meter(): Promise<MeterReport>;
  /** What was to be published to SNS topics so far. It is sent only with `--sns-endpoint`. */
  notifications(): Promise<readonly Notification[]>;
  /** What was to be put to Kinesis data streams so far, the latest 10,000. It is put only with `--kinesis-endpoint`. */
  records(): Promise<readonly StreamRecord[]>;
  /** The calls so far, in order, or those with a higher `seq` than `since`, or the `last` of them. The latest 50,000 are kept. */
  calls(query?: { readonly since?: number; readonly last?: number }): Promise<readonly CallRecord[]>;
  /** What was answered to the call with this `seq`: kept of the latest 200 calls, but for objects of S3. */
  answer(call: { readonly seq: number }): Promise<CallAnswer>;
  /** Forgets the calls so far. */
  clearCalls(): Promise<void>;
  /** Adds faults, to be met by calls to come. Of those that match a call, the first one is met. */
  addFaults(faults: { readonly add: readonly Fault[] }): Promise<void>;
  /** Removes all faults. Held calls stay held. */
  clearFaults(): Promise<void>;
  /** The calls that `holdBefore` and `holdAfter` hold back now. */
  held(): Promise<readonly HeldCall[]>;
  /** Lets held calls go on, by their ids; default: all. */
  release(held?: { readonly ids?: readonly number[] }): Promise<void>;
  /** Decides how operations to come end. Each outcome is used once, in order. */
  script(outcomes: Outcomes): Promise<void>;
  /** The faults and outcomes that have not been used up, and how fast time passes. */
  pending(): Promise<Pending>;
  /** What images and videos hold: the rules set here, then those that the emulator was started with. */
  rules(): Promise<RuleSet>;
  /** Sets rules for what images and videos hold, in place of those set before. They go before those it was started with. */
  setRules(rules: RuleSet): Promise<void>;
  /** Puts a model, a dataset or a stream processor into a state at once, for states that no call leads to. */
  forceStatus(forced: ForcedStatus): Promise<void>;
  /**
   * Lets `advanceMs` of virtual time pass at once, or changes how many virtual seconds pass per real second from now on
   * (`scale`; 0 stops time). Answers the virtual time, in milliseconds since the epoch.
   */
  clock(change?: { readonly advanceMs?: number; readonly scale?: number }): Promise<{ readonly nowMs: number }>;
  /** How the emulator does what AWS does not document, by switch. */
  switches(): Promise<Readonly<Switches>>;
  /** Changes some switches. */
  setSwitches(switches: Partial<Switches>): Promise<void>;
  /** Forgets everything but the clock, the switches, and the rules that the emulator was started with. */
  reset(): Promise<void>;
}

export interface ControlClientOptions {
  /** What the emulator printed at its start, if it listens beyond this machine. */
  readonly token?: string;
}

/**
 * A client of the control API, for an emulator that runs in another process.
 * @param url what the emulator prints, for example `http://127.0.0.1:4566`
 */
export function controlClient(url: string, { token }: ControlClientOptions = {}): ControlClient {
  const headers = token === undefined ? {} : { "x-emulator-token": token };
  const methods = Object.entries(VERBS).map(([name, verb]) => [name, (args?: object) => ask(url, headers, verb, args)]);
  return Object.fromEntries(methods) as ControlClient;
}

async function ask(
  url: string,
  headers: Readonly<Record<string, string>>,
  { method, path }: Verb,
  args: object = {},
): Promise<unknown> {
  const target = new URL(CONTROL_PREFIX + path, url);
  const isRead = method === "GET";
  if (isRead) for (const [name, value] of Object.entries(args)) target.searchParams.set(name, String(value));
  const response = await fetch(target, {
    method,
    signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    headers: isRead ? headers : { ...headers, "content-type": "application/json" },
    ...(isRead ? {} : { body: JSON.stringify(args) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`The emulator answers ${response.status} to ${method} ${path}: ${text}`);
  return JSON.parse(text);
}
