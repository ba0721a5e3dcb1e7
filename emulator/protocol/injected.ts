import type { Fault } from "../faults.js";
import type { Runtime } from "../runtime.js";
import type { Answer } from "./answer.js";
import { ApiError, accessDenied, frameworkError, serviceError } from "./errors.js";
import type { Caller } from "./signature.js";

/** AWS answers throttling with 400 and this text, or with 500 and "Service Unavailable". */
const SLOW_DOWN = "Slow down; sudden increase in rate of requests.";

/** A call as far as holding it back goes. */
export interface Holdable {
  readonly fault: Fault | undefined;
  readonly caller: Caller | undefined;
  readonly operation: string;
  readonly callerGone: AbortSignal;
}

/** Holds a call back if its fault says so; answers whether somebody still waits for the answer. */
export async function heldBack(runtime: Runtime, phase: "before" | "after", call: Holdable): Promise<boolean> {
  const { fault, caller, operation, callerGone } = call;
  if (caller === undefined || fault?.kind !== (phase === "before" ? "holdBefore" : "holdAfter")) return true;
  const { account, region } = caller;
  return runtime.holds.hold({ atMs: runtime.world.clock.nowMs(), operation, account, region, phase }, callerGone);
}

/** What a fault does before the request is looked at. */
export function faultAtTheDoor(fault: Fault | undefined): Answer | undefined {
  if (fault?.kind === "reset") return { kind: "reset" };
  if (fault?.kind === "hang") return { kind: "hang" };
  if (fault?.kind === "expiredCredentials") {
    throw frameworkError(
      "ExpiredTokenException",
      fault.message ?? "The security token included in the request is expired",
    );
  }
  return undefined;
}

/** What a fault does to a request that is well formed. */
export function faultInService(fault: Fault | undefined, caller: Caller, action: string): void {
  switch (fault?.kind) {
    case "deny":
      throw accessDenied(
        fault.message ??
          `User: ${caller.arn} is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`,
      );
    case "throttle": {
      const message = fault.message ?? SLOW_DOWN;
      throw new ApiError("ThrottlingException", message, message === "Service Unavailable" ? 500 : 400, "service");
    }
    case "internalError":
      throw serviceError("InternalServerError", fault.message ?? "Internal server error");
    default:
      return;
  }
}
