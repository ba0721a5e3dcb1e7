import { AsyncLocalStorage } from "node:async_hooks";
import { type Bounds, NEVER } from "../../base/bounds.js";

/** What bounds one attempt at a call. */
export interface CallLimits extends Bounds {
  /** A call that changes something may answer after the end: that it was sent can no longer be undone. */
  readonly isMutation: boolean;
  /** How often the call is made, this one included. */
  readonly attempt: number;
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
export function currentLimits(): CallLimits {
  return current.getStore() ?? UNLIMITED;
}
