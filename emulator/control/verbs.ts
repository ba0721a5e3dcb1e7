import * as z from "zod";
import { CallRecord } from "../calls.js";
import { Fault } from "../faults.js";
import { ForcedStatus } from "../force.js";
import { HeldCall } from "../holds.js";
import { MeterReport } from "../meter.js";
import { Notification } from "../notifications.js";
import { Outcomes } from "../outcomes.js";
import { StateReport } from "../state.js";
import { SwitchChanges, Switches } from "../switches.js";

/** The path under which the emulator itself is asked and steered. */
export const CONTROL_PREFIX = "/_emulator/";

/** How an emulator is asked and steered, in the program that started it. */
export interface Control {
  /** Virtual time in milliseconds since the epoch. */
  nowMs(): number;
  /** Lets `ms` of virtual time pass at once. */
  advance(ms: number): void;
  /** Virtual seconds per real second from now on; 0 stops time. */
  setTimeScale(scale: number): void;
  /** Calls with a higher number than `since`; default: all. */
  calls(since?: number): readonly CallRecord[];
  clearCalls(): void;
  state(): StateReport;
  meter(): MeterReport;
  /** What would have been published to SNS topics so far. */
  notifications(): readonly Notification[];
  addFault(fault: Fault): void;
  clearFaults(): void;
  /** The calls that `holdBefore` and `holdAfter` hold back now. */
  held(): readonly HeldCall[];
  /** Lets held calls go on, by their ids; default: all. */
  release(ids?: readonly number[]): void;
  /** Decides the outcome of operations to come. */
  script(outcomes: Outcomes): void;
  /** Puts a model or a stream processor into a state at once, for states that no call leads to. */
  forceStatus(forced: ForcedStatus): void;
  switches(): Readonly<Switches>;
  setSwitches(switches: Partial<Switches>): void;
  /** Forgets everything but the clock and the switches. */
  reset(): void;
}

/** Asks and steers an emulator that runs in another process. Each method is a request of the control API. */
export interface ControlClient {
  /** Everything there is, of all accounts and Regions. */
  state(): Promise<StateReport>;
  /** What AWS would bill so far. */
  meter(): Promise<MeterReport>;
  /** What would have been published to SNS topics so far. Nothing is sent anywhere. */
  notifications(): Promise<readonly Notification[]>;
  /** The calls so far, in order. The latest 50,000 are kept. */
  calls(args?: {
    /** Only calls with a higher `seq`. */
    readonly since?: number | undefined;
  }): Promise<readonly CallRecord[]>;
  /** Forgets the calls so far. */
  clearCalls(): Promise<Done>;
  /** Adds faults, to be met by calls to come. */
  addFaults(args: {
    /** The faults; of those that match a call, the first one is met. */
    readonly add: readonly Fault[];
  }): Promise<Done>;
  /** Removes all faults. Held calls stay held. */
  clearFaults(): Promise<Done>;
  /** The calls that `holdBefore` and `holdAfter` hold back now. */
  held(): Promise<readonly HeldCall[]>;
  /** Lets held calls go on. */
  release(args?: {
    /** The ids of the calls; default: all that are held. */
    readonly ids?: readonly number[] | undefined;
  }): Promise<Done>;
  /** Decides how operations to come end. Each outcome is used once, in order. */
  script(args: Outcomes): Promise<Done>;
  /** Puts a model, a dataset or a stream processor into a state at once, for states that no call leads to. */
  forceStatus(args: ForcedStatus): Promise<Done>;
  /** Changes how time passes, and says what time it is. */
  clock(args?: {
    /** Lets so many milliseconds of virtual time pass at once. */
    readonly advanceMs?: number | undefined;
    /** Virtual seconds per real second from now on; 0 stops time. */
    readonly scale?: number | undefined;
  }): Promise<{
    /** Virtual time in milliseconds since the epoch. */
    readonly nowMs: number;
  }>;
  /** How the emulator does what AWS does not document, by switch. */
  switches(): Promise<Switches>;
  /** Changes some switches. */
  setSwitches(args: Partial<Switches>): Promise<Done>;
  /** Forgets everything but the clock and the switches. */
  reset(): Promise<Done>;
}

/** The answer to what only changes something. */
interface Done {
  readonly ok: true;
}

/** One request of the control API. */
export interface Verb<Args = unknown, Result = unknown> {
  readonly method: "GET" | "POST" | "DELETE";
  /** Under `/_emulator/`. */
  readonly path: string;
  /** Members of the query with GET, of a JSON object in the body otherwise. */
  readonly args: z.ZodType<Args>;
  readonly result: z.ZodType<Result>;
  run(emulator: Control, args: Args): Result;
}

type VerbOf<Method extends (args: never) => Promise<unknown>> = Verb<
  Parameters<Method> extends [] ? object : NonNullable<Parameters<Method>[0]>,
  Awaited<ReturnType<Method>>
>;

const none = z.object({});
const Done = z.object({ ok: z.literal(true) });
const DONE = { ok: true } as const;

/** Everything that the emulator can be asked over HTTP: its server, its client and its reference page are made of this. */
export const VERBS: { readonly [Name in keyof ControlClient]: VerbOf<ControlClient[Name]> } = {
  state: {
    method: "GET",
    path: "state",
    args: none,
    result: StateReport,
    run: (emulator) => emulator.state(),
  },
  meter: {
    method: "GET",
    path: "meter",
    args: none,
    result: MeterReport,
    run: (emulator) => emulator.meter(),
  },
  notifications: {
    method: "GET",
    path: "notifications",
    args: none,
    result: z.array(Notification).readonly(),
    run: (emulator) => emulator.notifications(),
  },
  calls: {
    method: "GET",
    path: "calls",
    args: z.object({
      since: z.coerce.number().optional(),
    }),
    result: z.array(CallRecord).readonly(),
    run: (emulator, { since }) => emulator.calls(since),
  },
  clearCalls: {
    method: "DELETE",
    path: "calls",
    args: none,
    result: Done,
    run: (emulator) => {
      emulator.clearCalls();
      return DONE;
    },
  },
  addFaults: {
    method: "POST",
    path: "faults",
    args: z.object({
      add: z.array(Fault).readonly(),
    }),
    result: Done,
    run: (emulator, { add }) => {
      for (const fault of add) emulator.addFault(fault);
      return DONE;
    },
  },
  clearFaults: {
    method: "DELETE",
    path: "faults",
    args: none,
    result: Done,
    run: (emulator) => {
      emulator.clearFaults();
      return DONE;
    },
  },
  held: {
    method: "GET",
    path: "held",
    args: none,
    result: z.array(HeldCall).readonly(),
    run: (emulator) => emulator.held(),
  },
  release: {
    method: "POST",
    path: "release",
    args: z.object({
      ids: z.array(z.number()).readonly().optional(),
    }),
    result: Done,
    run: (emulator, { ids }) => {
      emulator.release(ids);
      return DONE;
    },
  },
  script: {
    method: "POST",
    path: "outcomes",
    args: Outcomes,
    result: Done,
    run: (emulator, outcomes) => {
      emulator.script(outcomes);
      return DONE;
    },
  },
  forceStatus: {
    method: "POST",
    path: "status",
    args: ForcedStatus,
    result: Done,
    run: (emulator, forced) => {
      emulator.forceStatus(forced);
      return DONE;
    },
  },
  clock: {
    method: "POST",
    path: "clock",
    args: z.object({
      advanceMs: z.number().min(0).optional(),
      scale: z.number().min(0).optional(),
    }),
    result: z.object({
      nowMs: z.number(),
    }),
    run: (emulator, { advanceMs, scale }) => {
      if (advanceMs !== undefined) emulator.advance(advanceMs);
      if (scale !== undefined) emulator.setTimeScale(scale);
      return { nowMs: emulator.nowMs() };
    },
  },
  switches: {
    method: "GET",
    path: "switches",
    args: none,
    result: Switches,
    run: (emulator) => emulator.switches(),
  },
  setSwitches: {
    method: "POST",
    path: "switches",
    args: SwitchChanges,
    result: Done,
    run: (emulator, switches) => {
      emulator.setSwitches(switches);
      return DONE;
    },
  },
  reset: {
    method: "POST",
    path: "reset",
    args: none,
    result: Done,
    run: (emulator) => {
      emulator.reset();
      return DONE;
    },
  },
};
