import { parseClaim } from "../../../provider/lifecycle/claim.js";
import type { Rig } from "../../provider/harness/rig.js";
import { stateOf, sweep } from "../../provider/sweep/sweeping.js";
import { audit, creations, excess, faultsIn } from "./audit.js";
import { type Found, inventory } from "./inventory.js";
import { type Lateness, asItIs } from "./late.js";
import { goBackTo } from "./moment.js";
import type { Point } from "./points.js";
import type { RawClient } from "./raw-client.js";
import { type Scenario, type Series, run } from "./scenarios.js";
import { takeWaysOut } from "./ways-out.js";
import type { Outcome, Program, Stack } from "./stack.js";

/** One scenario on one rig, with what it takes to judge an end. */
export interface Stage {
  readonly rig: Rig;
  readonly client: RawClient;
  readonly stack: Stack;
  readonly scenario: Scenario;
  readonly late: Lateness;
  /** What an uninterrupted run had made in the end. */
  readonly madeInCleanRun: ReadonlyMap<string, number>;
  /** The id of what there was before, by resource. */
  readonly servedBefore: ReadonlyMap<string, string>;
}

/** What came of one interruption. */
export interface Trial {
  readonly where: string;
  /** Made although it was there, or made once more than without the interruption. */
  readonly duplicates: readonly string[];
  /** There, but neither the state nor an owner tag tells whose it is. */
  readonly orphans: readonly string[];
  /** Made but never recorded, so that the engine cannot see it; an owner tag tells whose it is. */
  readonly leftForSweep: readonly string[];
  /** Ran although nobody asks for it. */
  readonly overpaidUnitSeconds: number;
  /** A refresh that came at once believed what was late, and had to be asked for again once it showed. */
  readonly refreshedAgain: boolean;
  /** Whatever else is not as it should be. */
  readonly faults: readonly string[];
}

/** The process dies at a point; some time later the user goes on. */
export async function attempt(stage: Stage, point: Point, series: Series, delayMs: number): Promise<Trial> {
  const { rig, client, stack, scenario } = stage;
  await goBackTo(point.moment, rig, stack, client);
  const left = await asItIs(stage, () => inventory(client));
  const { stray } = unrecorded(stage, left);
  rig.emulator.advance(delayMs);
  const program = programAfter(scenario, series);
  const marked = wasMarked(stage, left);
  const trial =
    program.length === 0 ? await endAll(stage, series, marked) : await goOn(stage, series, program, left, marked);
  const place = `${point.when} call ${String(point.call)} (${point.operation})`;
  const where = `${scenario.name}, ${place}, ${String(delayMs / 1_000)} s later ${series}`;
  return { ...trial, where, orphans: [...stray, ...trial.orphans] };
}

function programAfter({ next, previous }: Scenario, series: Series): Program {
  if (series === "destroy") return [];
  return series === "again" ? next : previous;
}

type Result = Omit<Trial, "where">;

/** What can be said of a thing that the state has, by a refresh that came too soon, and AWS has no more; or by AWS itself. */
const SAYS_WHAT_IS_GONE = /\[(DeletedOutside|DatasetsMissing)\]$|: The project \S+ is DELETING\./;

type GoneOn = Outcome & Pick<Trial, "refreshedAgain">;

/**
 * The stack is to stand for a program. In the end all of it is destroyed, to see that everything answers to its record.
 */
async function goOn(
  stage: Stage,
  series: Series,
  program: Program,
  left: readonly Found[],
  marked: boolean,
): Promise<Result> {
  const { rig, client, stack } = stage;
  const { refreshedAgain, ...first } = await (series === "again" ? again(stage) : revert(stage, program));
  const outcome = marked ? await takeWaysOut(stage, program, first) : first;
  const swept = await sweepUp(stage);
  const seen = await asItIs(stage, () => audit(rig, client, stack, program));
  const duplicates = series === "again" ? excess(creations(rig), stage.madeInCleanRun) : deserted(stage, program, left);
  const still = await stack.up(program);
  const end = await endAll(stage, "destroy", false);
  return {
    duplicates,
    refreshedAgain,
    orphans: [...swept.orphans, ...seen.unrecorded.map(told), ...end.orphans],
    leftForSweep: [...swept.leftForSweep, ...end.leftForSweep],
    overpaidUnitSeconds: seen.overpaidUnitSeconds + end.overpaidUnitSeconds,
    faults: [...failure(outcome), ...seen.faults, ...restless(still), ...end.faults],
  };
}

/** Whether the process died between the mark that something is recorded and the record. */
function wasMarked({ stack }: Stage, found: readonly Found[]): boolean {
  const tokens = stack.recorded.map(({ outputs }) => parseClaim((outputs.__meta as { claim?: string }).claim)?.token);
  const claims = found.map(({ claim }) => parseClaim(claim));
  return claims.some((claim) => claim?.phase === "recorded" && !tokens.includes(claim.token));
}

async function again({ scenario, stack }: Stage): Promise<GoneOn> {
  const outcome = await run(scenario, stack);
  const last = scenario.command === "refresh" && outcome.error === "" ? await stack.up(scenario.next) : outcome;
  return { ...last, refreshedAgain: false };
}

/** As the engine asks for after an interruption: it no longer knows what became of the operation. */
async function revert(stage: Stage, program: Program): Promise<GoneOn> {
  const { rig, stack, late } = stage;
  const refreshed = await stack.refresh();
  const outcome = refreshed.error === "" ? await stack.up(program) : refreshed;
  if (late.atMostMs === 0) return { ...outcome, refreshedAgain: false };
  // An interrupted operation leaves no trace in the state, and a refresh looks once: what AWS went on to show as it was
  // before, only a later refresh corrects.
  const wasLate =
    outcome.error === ""
      ? faultsIn(await staying(stage), stack, program).length > 0
      : SAYS_WHAT_IS_GONE.test(outcome.error);
  if (!wasLate) return { ...outcome, refreshedAgain: false };
  rig.emulator.advance(late.atMostMs);
  const corrected = await stack.refresh();
  return { ...(corrected.error === "" ? await stack.up(program) : corrected), refreshedAgain: true };
}

/** What is there and not on its way out. */
async function staying(stage: Stage): Promise<readonly Found[]> {
  const found = await asItIs(stage, () => inventory(stage.client));
  return found.filter(({ status }) => status !== "DELETING" && status !== "DELETE_IN_PROGRESS");
}

/** What there was before, and still was at the interruption, but is not what the program now has. */
function deserted({ servedBefore, stack }: Stage, program: Program, left: readonly Found[]): string[] {
  const alive = new Set(left.filter(({ status }) => status !== "DELETING").map(({ id }) => id));
  const lost = program.filter(({ name }) => {
    const id = servedBefore.get(name);
    return id !== undefined && alive.has(id) && stack.of(name).state?.id !== id;
  });
  return lost.map(({ name }) => `${name} was there, and was made again`);
}

/** Nothing is to be left; what was marked and not recorded has to go by the way that the error names. */
async function endAll(stage: Stage, series: Series, marked: boolean): Promise<Result> {
  const { rig, client, stack } = stage;
  const remove = (): Promise<Outcome> => (series === "revert" ? stack.up([]) : stack.destroy());
  let outcome = await remove();
  if (/_IN_PROGRESS\)/.test(outcome.error)) {
    // A training cannot be ended, and a project that holds one cannot be removed; that is said, and time is what helps.
    rig.emulator.advance(600_000);
    outcome = await remove();
  }
  if (marked && outcome.error.endsWith("[NotEmpty]")) {
    await sweepUp(stage);
    outcome = await remove();
  }
  const swept = await sweepUp(stage);
  const remains = await asItIs(stage, () => inventory(client));
  const before = rig.emulator.meter().inferenceUnitSeconds;
  rig.emulator.advance(3_600_000);
  return {
    duplicates: [],
    refreshedAgain: false,
    orphans: [...swept.orphans, ...remains.map(told)],
    leftForSweep: swept.leftForSweep,
    overpaidUnitSeconds: rig.emulator.meter().inferenceUnitSeconds - before,
    faults: [...failure(outcome), ...stack.recorded.map(({ name }) => `${name} is still in the state`)],
  };
}

/** Removes what the engine cannot see. */
async function sweepUp(stage: Stage): Promise<Pick<Trial, "orphans" | "leftForSweep">> {
  const { rig, client, stack, late } = stage;
  const found = await asItIs(stage, () => inventory(client));
  const { ours, stray } = unrecorded(stage, found);
  // What is not shown yet cannot be swept.
  rig.emulator.advance(late.atMostMs);
  if (ours.length > 0) {
    const state = stateOf(...stack.resources);
    await sweep(rig, { action: "delete", recorded: true, state, waitForTraining: true, forceDestroy: true });
  }
  return { leftForSweep: ours, orphans: stray };
}

/** What the state does not know: ours by its owner tag, or nobody's. */
function unrecorded({ stack, rig }: Stage, found: readonly Found[]): { ours: string[]; stray: string[] } {
  const known = new Set(stack.recorded.map(({ id }) => id));
  const others = found.filter(({ id }) => !known.has(id));
  return {
    ours: others.filter(({ owner }) => owner === rig.owner).map(told),
    stray: others.filter(({ owner }) => owner !== rig.owner).map(told),
  };
}

function told({ kind, id, status }: Found): string {
  return `${kind} ${id} ${status}`;
}

function failure({ error }: Outcome): string[] {
  return error === "" ? [] : [`failed: ${error}`];
}

/** A command that should have found nothing to do. */
function restless({ calls, steps, error }: Outcome): string[] {
  const did = [...steps, ...calls.map(({ operation }) => operation)];
  return [...(did.length > 0 ? [`had still to do: ${did.join(", ")}`] : []), ...(error === "" ? [] : [error])];
}
