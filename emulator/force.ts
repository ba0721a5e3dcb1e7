import { DATASET_LEGALITY, PROCESSOR_LEGALITY, VERSION_LEGALITY } from "./operations/legality.js";
import type { Dataset, ProjectVersion, StreamProcessor } from "./store/things.js";
import type { Status } from "./store/status.js";
import type { World } from "./world.js";

/** A state that no call leads to, such as EXPIRED, or that takes too long to reach. */
export interface ForcedStatus {
  /** Of a model, a dataset or a stream processor. */
  readonly arn: string;
  readonly status: string;
  readonly message?: string;
}

type Forcible = ProjectVersion | Dataset | StreamProcessor;

/** Everything whose state can be forced. */
function forcible(world: World): Forcible[] {
  const scopes = [...world.store.scopes()];
  const projects = scopes.flatMap((scope) => [...scope.projects.values()]);
  return [
    ...projects.flatMap((project): Forcible[] => [...project.versions.values(), ...project.datasets.values()]),
    ...scopes.flatMap((scope) => [...scope.streamProcessors.values()]),
  ];
}

function statusesOf(thing: Forcible): readonly string[] {
  if ("model" in thing) return Object.keys(VERSION_LEGALITY);
  return Object.keys("entries" in thing ? DATASET_LEGALITY : PROCESSOR_LEGALITY);
}

/** @internal Puts a thing into a state at once; what was going to happen to it does not. The meter follows. */
export function forceStatus(world: World, nowMs: number, { arn, status, message }: ForcedStatus): void {
  const thing = forcible(world).find((each) => each.arn === arn);
  if (thing === undefined) throw new Error(`there is no model, dataset or stream processor ${arn}`);
  if (!statusesOf(thing).includes(status)) throw new Error(`${arn} cannot be ${status}`);
  if ("model" in thing) {
    if (thing.status.current === "RUNNING") world.meter.stopRunning(arn, nowMs);
    if (status === "RUNNING") world.meter.startRunning(arn, thing.minInferenceUnits ?? 1, nowMs);
  } else if (!("entries" in thing)) {
    if (thing.status.current === "RUNNING") world.meter.stopProcessor(arn, nowMs);
    if (status === "RUNNING") world.meter.startProcessor(arn, nowMs);
  }
  world.timeline.cancel(thing.pending);
  thing.pending = undefined;
  if ("upcoming" in thing) thing.upcoming = undefined;
  // The status is one of the thing's own: that was just checked.
  (thing.status as Status<string>).set(status, nowMs, message);
}
