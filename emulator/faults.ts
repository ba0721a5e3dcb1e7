import type { Caller } from "./protocol/signature.js";

export const FAULT_KINDS = [
  "throttle",
  "internalError",
  "reset",
  "lostResponse",
  "deny",
  "expiredCredentials",
  "hang",
  "holdBefore",
  "holdAfter",
] as const;

/**
 * What goes wrong: `throttle` ThrottlingException · `internalError` HTTP 500 · `reset` the connection breaks before
 * anything happened · `lostResponse` it breaks after · `deny` AccessDeniedException · `expiredCredentials`
 * ExpiredTokenException until the caller comes with other credentials · `hang` no answer at all · `holdBefore` the call
 * waits before anything happens, `holdAfter` after it has happened and before it is answered, each until it is released; a
 * call whose caller hangs up meanwhile never happens, or is never answered.
 */
export type FaultKind = (typeof FAULT_KINDS)[number];

/** A fault to be met by calls to come. */
export interface Fault {
  /** An operation's name, or `*` for every operation. */
  readonly operation: string;
  readonly kind: FaultKind;
  /** How many calls meet it; default: all until it is cleared. */
  readonly times?: number;
  /** How many matching calls are let through first; default 0. */
  readonly skip?: number;
  /** 0 to 1, how likely a matching call meets it; default 1. Drawn from a sequence that is the same on every run. */
  readonly probability?: number;
  /** Instead of AWS's own text. */
  readonly message?: string;
}

interface ArmedFault {
  readonly fault: Fault;
  skip: number;
  times: number;
  /** The credentials that have expired: the first ones that met the fault. */
  credentials: string | undefined;
}

/** The faults that wait for their calls. */
export class Faults {
  #armed: ArmedFault[] = [];
  readonly #chance: () => number;

  constructor(chance: () => number) {
    this.#chance = chance;
  }

  add(fault: Fault): void {
    this.#armed.push({ fault, skip: fault.skip ?? 0, times: fault.times ?? Infinity, credentials: undefined });
  }

  /** What calls will still meet. */
  list(): readonly Fault[] {
    return this.#armed.map(({ fault, skip, times }) => ({ ...fault, skip, ...(times === Infinity ? {} : { times }) }));
  }

  clear(): void {
    this.#armed = [];
  }

  /** The fault this call meets, if any; a fault that has been met as often as it should is gone. */
  take(operation: string, caller: Caller): Fault | undefined {
    if (this.#armed.length === 0) return undefined;
    const met = this.#armed.find((armed) => this.#meets(armed, operation, caller));
    if (met === undefined) return undefined;
    met.times -= 1;
    if (met.times <= 0) this.#armed = this.#armed.filter((armed) => armed !== met);
    return met.fault;
  }

  #meets(armed: ArmedFault, operation: string, caller: Caller): boolean {
    const { fault } = armed;
    if (fault.operation !== "*" && fault.operation !== operation) return false;
    if (fault.kind === "expiredCredentials") {
      const credentials = `${caller.accessKeyId}/${caller.sessionToken ?? ""}`;
      if (armed.credentials !== undefined && armed.credentials !== credentials) return false;
      if (armed.skip === 0) armed.credentials = credentials;
    }
    if (armed.skip > 0) {
      armed.skip -= 1;
      return false;
    }
    return fault.probability === undefined || this.#chance() < fault.probability;
  }
}
