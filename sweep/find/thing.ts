import { wholeUsd } from "../../provider/aws/prices.js";
import type { Listed, Unrecorded } from "../../provider/lifecycle/unrecorded.js";

/** Something in AWS that carries an owner tag. */
export interface Thing extends Listed {
  /** As in `ProjectVersion`. */
  readonly kind: string;
  /** How its kind is stopped and removed. */
  readonly ways: Unrecorded;
  readonly region: string;
  /** The value of its owner tag. */
  readonly owner: string;
  /** The whole value of its claim tag. */
  readonly claim: string | undefined;
}

/**
 * Why a thing is left over.
 * - `orphan`: begun by a create that never got to record it
 * - `recorded`: held by a record once, or by another stack's now: moved, renamed, restored or lost
 * - `superseded`: recorded only to be deleted
 * - `kept`: stopped and kept by `deletionPolicy: "stop"`
 */
export type Cause = "orphan" | "recorded" | "superseded" | "kept";

/** A thing that the stack no longer uses. */
export interface Leftover extends Thing {
  readonly cause: Cause;
}

/** Whether it is at rest: it costs nothing by the hour, and will not by itself. */
export function isAtRest({ activity }: Pick<Thing, "activity">): boolean {
  return activity === "idle" || activity === "stopping" || activity === "deleting";
}

/** What several things cost together, and whether that leaves any out. */
export function totalPrice(things: readonly Thing[]): { usdPerHour: number; isComplete: boolean } {
  const known = things.flatMap(({ usdPerHour }) => (usdPerHour === "unknown" ? [] : [usdPerHour]));
  return { usdPerHour: wholeUsd(known.reduce((sum, usd) => sum + usd, 0)), isComplete: known.length === things.length };
}
