import type { Outcome } from "../remove/carry-out.js";
import type { Findings } from "../find/find.js";
import { type Leftover, isAtRest, totalPrice } from "../find/thing.js";
import { subjectText } from "./wording.js";

/** Exit codes, as `--help` tells them. */
export const EXIT = { done: 0, failed: 1, usage: 2, leftOver: 3, refused: 4, interrupted: 130 } as const;

/** How a sweep ends that looked, and perhaps worked. */
export function exitCodeOf(leftovers: readonly Leftover[], outcomes: readonly Outcome[] | undefined): number {
  if (outcomes === undefined) return leftovers.some(isLeftOver) ? EXIT.leftOver : EXIT.done;
  if (outcomes.some(({ result }) => result === "failed")) return EXIT.failed;
  const concerned = new Set(outcomes.map(({ thing }) => thing));
  const isUntold = (thing: Leftover): boolean => thing.cause === "recorded" && !concerned.has(thing);
  return leftovers.some(isUntold) || outcomes.some(({ result }) => result === "left") ? EXIT.leftOver : EXIT.done;
}

/** What is kept is meant to be there, as long as it does not run. */
function isLeftOver(thing: Leftover): boolean {
  return thing.cause !== "kept" || !isAtRest(thing);
}

/** One line about what became of a thing. */
export function outcomeText({ thing, result, reason }: Outcome): string {
  const word = { stopped: "Stopped", deleted: "Deleted", left: "Left alone:", failed: "Failed:" }[result];
  return `${word} ${subjectText(thing)}${reason === undefined ? "" : `: ${reason}`}`;
}

/** What was found and done, for machines. */
export function jsonReport(
  findings: Findings,
  notes: readonly string[],
  blockedBy: readonly string[],
  outcomes: readonly Outcome[] | undefined,
  exitCode: number,
): string {
  const { owner, account, regions, leftovers, held, heldSuperseded, unseen } = findings;
  const { usdPerHour, isComplete } = totalPrice(leftovers);
  const document = {
    owner,
    account,
    regions,
    inUse: held - heldSuperseded,
    usdPerHour,
    isPriceComplete: isComplete,
    leftovers: leftovers.map((thing) => entry(thing, outcomes)),
    blockedBy,
    notes: [...unseen, ...notes],
    exitCode,
  };
  return JSON.stringify(document, undefined, 2);
}

function entry(thing: Leftover, outcomes: readonly Outcome[] = []): object {
  const outcome = outcomes.find((each) => each.thing === thing);
  const { kind, name, arn, region, status, cause, usdPerHour, remark } = thing;
  return {
    kind,
    name,
    arn,
    region,
    status,
    cause,
    usdPerHour: usdPerHour === "unknown" ? null : usdPerHour,
    remark,
    ...(outcome && { result: outcome.result, reason: outcome.reason }),
  };
}
