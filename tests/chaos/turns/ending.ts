import type { CallRecord } from "../../../emulator/index.js";
import type { Rig } from "../../provider/harness/rig.js";
import type { Outcome, Stack } from "../in-process/stack.js";

/** Things by their names. */
type Things = Readonly<Record<string, unknown>>;

/** How things stand after a command, as far as two runs of it can be compared. */
export interface Ending {
  readonly error: string;
  readonly steps: readonly string[];
  readonly warnings: readonly string[];
  /** Everything in the service. */
  readonly world: Things;
  /** What runs. */
  readonly running: number;
  /** Everything in the state. */
  readonly recorded: Things;
  readonly calls: readonly CallRecord[];
  /** Virtual milliseconds. */
  readonly tookMs: number;
  readonly killed: boolean;
}

/** The ending of a command that began at `sinceMs`. */
export function endingOf(rig: Rig, stack: Stack, outcome: Outcome, sinceMs: number): Ending {
  const { emulator } = rig;
  const recorded = stack.recorded.map((state) => [`${state.name}${state.isPending ? ", to be deleted" : ""}`, state]);
  return {
    error: outcome.error,
    steps: outcome.steps,
    warnings: outcome.warnings.map((text) => comparable(text).replace(/(?<=found )[A-Z_]+/, "STATUS")),
    world: worldOf(rig),
    running: emulator.meter().running,
    recorded: alike(Object.fromEntries(recorded) as Things),
    calls: outcome.calls,
    tookMs: emulator.nowMs() - sinceMs,
    killed: outcome.killed,
  };
}

/** Everything in the service, by ARN, with nothing in it that is another at each run. */
export function worldOf({ emulator }: Rig): Things {
  const { projects, streamProcessors, collections, videoJobs } = emulator.state();
  const staying = projects.filter(({ status }) => status !== "DELETING");
  const things = staying.flatMap(({ versions, datasets, policies, ...project }) => [
    project,
    ...versions,
    ...datasets,
    ...policies.map((policy) => ({ arn: `${project.arn}/policy/${policy.name}`, ...policy })),
  ]);
  // What is on its way out is gone.
  const all = [...things, ...streamProcessors, ...collections].filter(
    (thing) => !("status" in thing && /^DELET/.test(thing.status)),
  );
  return alike(Object.fromEntries([...all.map((thing) => [thing.arn, thing]), ["jobs", videoJobs]]) as Things);
}

function alike(things: Things): Things {
  return JSON.parse(comparable(JSON.stringify(things))) as Things;
}

/** A text in which whatever is another one at each run is the same. */
function comparable(text: string): string {
  return text
    .replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, "uuid")
    .replace(/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, "date")
    .replace(/\b1[6-9]\d{11}\b/g, "0")
    .replace(/("(claimedAt|createdAt)":)\d+/g, "$1 0")
    .replace(/\b[0-9a-f]{32}\b/g, "revision")
    .replace(/("jobId":"|_DETECTION\/)[0-9a-f]{64}\b/g, "$1job")
    .replace(/(?<=[."])[0-9a-f]{16}\b/g, "token");
}

/** A mark that could not be written is only warned of, and stays away until an update. */
export function asIfMarked(ending: Ending): Ending {
  const world = JSON.stringify(ending.world).replaceAll(".token.making", ".token.recorded");
  return { ...ending, world: JSON.parse(world) as Things };
}
