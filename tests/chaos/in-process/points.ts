import { createHash } from "node:crypto";
import type { Boundary } from "../../provider/harness/plugin-process.js";
import type { Rig } from "../../provider/harness/rig.js";
import { type Moment, momentOf } from "./moment.js";
import { type Scenario, run } from "./scenarios.js";
import type { Stack } from "./stack.js";

/** A boundary of an AWS call, at which a process may die, and all that is left then. */
export interface Point {
  /** Counted from 1 within the command. */
  readonly call: number;
  readonly operation: string;
  readonly when: Boundary;
  /** Whether the call changes anything. */
  readonly changes: boolean;
  readonly moment: Moment;
}

/**
 * All boundaries of a clean run of a command. Whatever dies with the process is in none of the moments, so going back to
 * one is the same as having died there.
 */
export async function pointsOf(rig: Rig, stack: Stack, scenario: Scenario): Promise<readonly Point[]> {
  const points: Omit<Point, "changes">[] = [];
  const outcome = await run(scenario, stack, {
    witness: (call, operation, when) => points.push({ call, operation, when, moment: momentOf(rig, stack) }),
  });
  if (outcome.error !== "") throw new Error(`${scenario.name} failed without any fault: ${outcome.error}`);
  const changing = new Set(outcome.calls.flatMap(({ effect }, index) => (effect ? [index + 1] : [])));
  return points.map((point) => ({ ...point, changes: changing.has(point.call) }));
}

/** One point for each moment: between two boundaries that leave the same at the same time, nothing can come out otherwise. */
export function distinct(points: readonly Point[]): readonly Point[] {
  const seen = new Map<string, Point>();
  for (const point of points) {
    const { atMs, service, recorded } = point.moment;
    const key = createHash("sha256")
      .update(JSON.stringify([atMs, service, [...recorded]]))
      .digest("hex");
    const first = seen.get(key);
    if (first === undefined || (point.changes && !first.changes)) seen.set(key, point);
  }
  return [...seen.values()];
}
