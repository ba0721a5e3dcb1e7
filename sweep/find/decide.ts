import { type Claim, effectivePhase, parseClaim } from "../../provider/lifecycle/claim.js";
import type { RecordedState } from "../stack/recorded-state.js";
import type { Cause, Thing } from "./thing.js";

/**
 * Why a thing that carries the stack's owner tag is left over; undefined for one that the stack uses. Without a state, that
 * is for a stack that is gone, nothing is used.
 */
export function causeOf(
  thing: Pick<Thing, "arn" | "claim" | "activity">,
  state: Pick<RecordedState, "held" | "heldTokens" | "superseded"> | undefined,
): Cause | undefined {
  const claim = parseClaim(thing.claim);
  if (state?.held.has(thing.arn) === true) return undefined;
  if (claim !== undefined && state?.heldTokens.has(claim.token) === true) return undefined;
  if (claim?.phase === "kept") return "kept";
  if (state?.superseded.has(thing.arn) === true) {
    const recorded = state.superseded.get(thing.arn);
    // Under another claim it is what a later create made, which no record tells of yet.
    if (claim === undefined || claim.token === recorded) return "superseded";
  }
  return wasRecorded(claim, thing.activity) ? "recorded" : "orphan";
}

/** Whether some state held it, or holds it, as far as its claim tells; where it does not, that is not ruled out. */
function wasRecorded(claim: Claim | undefined, activity: Thing["activity"]): boolean {
  return claim === undefined || effectivePhase(claim, activity === "making") === "recorded";
}
