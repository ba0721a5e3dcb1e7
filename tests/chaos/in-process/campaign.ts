import { Rig } from "../../provider/harness/rig.js";
import { creations } from "./audit.js";
import { type Lateness, PUNCTUAL } from "./late.js";
import { QUICK, putMedia } from "./programs.js";
import { type Point, pointsOf } from "./points.js";
import { RawClient } from "./raw-client.js";
import { chance, choice, isFull } from "./sample.js";
import type { Scenario, Series } from "./scenarios.js";
import { type Stage, type Trial, attempt } from "./series.js";
import { Stack } from "./stack.js";

/** A scenario made ready, and all the points at which it can be interrupted. */
export interface Campaign extends Stage {
  readonly points: readonly Point[];
}

/** How long until the user goes on: at once, while things still move, or much later. */
const DELAYS_MS = [0, 30_000, 600_000] as const;

/** What is tried of the calls unless all are: enough that each scenario has some, few enough for a run of minutes. */
const SAMPLED: Shares = { changes: 0.35, looks: 0.04 };

/** A rig for chaos. */
export async function startRig(): Promise<Rig> {
  const rig = await Rig.start(QUICK);
  putMedia(rig);
  return rig;
}

/** Runs a scenario once, undisturbed. */
export async function prepare(rig: Rig, scenario: Scenario, late: Lateness = PUNCTUAL): Promise<Campaign> {
  rig.emulator.setSwitches(late.switches);
  rig.emulator.reset();
  const client = new RawClient(rig.emulator.url);
  const stack = new Stack(rig);
  const before = await stack.up(scenario.previous);
  if (before.error !== "") throw new Error(before.error);
  const servedBefore = new Map(stack.recorded.map(({ name, id }) => [name, id]));
  const points = await pointsOf(rig, stack, scenario);
  return { rig, client, stack, scenario, late, points, servedBefore, madeInCleanRun: creations(rig) };
}

/** The points to be tried: a sample, or all. */
export function picked(
  { points, scenario }: Campaign,
  { changes: ofChanges, looks }: Shares = SAMPLED,
): readonly Point[] {
  return points.filter(
    ({ changes, call, when }) => isFull || chance(scenario.name, call, when) < (changes ? ofChanges : looks),
  );
}

/** Of the calls that change something and of those that do not, so many are tried unless all are. */
interface Shares {
  readonly changes: number;
  readonly looks: number;
}

/** Interrupts at each of some points, and then goes on in one way. */
export async function tryAll(
  campaign: Campaign,
  points: readonly Point[],
  series: Series,
  delaysMs: readonly number[] = DELAYS_MS,
): Promise<Trial[]> {
  const trials: Trial[] = [];
  for (const point of points) {
    const delayMs = choice(delaysMs, campaign.scenario.name, point.call, point.when, series);
    trials.push(await attempt(campaign, point, series, delayMs));
  }
  return trials;
}

/** What is wrong with a trial, as lines; none where it came out as it should. */
export function complaints({ where, duplicates, orphans, overpaidUnitSeconds, faults }: Trial): string[] {
  const all = [
    ...duplicates.map((text) => `made twice: ${text}`),
    ...orphans.map((text) => `lost: ${text}`),
    ...(overpaidUnitSeconds === 0 ? [] : [`overpaid: ${String(overpaidUnitSeconds)} unit-seconds`]),
    ...faults,
  ];
  return all.map((text) => `${where}: ${text}`);
}
