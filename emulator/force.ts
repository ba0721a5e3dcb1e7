import type { ProjectVersionStatus, StreamProcessorStatus } from "@aws-sdk/client-rekognition";
import { PROCESSOR_LEGALITY, VERSION_LEGALITY } from "./operations/legality.js";
import type { ProjectVersion, StreamProcessor } from "./store/things.js";
import type { World } from "./world.js";

/** A state that no call leads to, such as EXPIRED, or that takes too long to reach. */
export interface ForcedStatus {
  /** Of a model or a stream processor. */
  readonly arn: string;
  readonly status: string;
  readonly message?: string;
}

const isVersionStatus = (status: string): status is ProjectVersionStatus => status in VERSION_LEGALITY;

const isProcessorStatus = (status: string): status is StreamProcessorStatus => status in PROCESSOR_LEGALITY;

function findVersion(world: World, arn: string): ProjectVersion | undefined {
  return [...world.store.scopes()]
    .flatMap((scope) => [...scope.projects.values()])
    .flatMap((project) => [...project.versions.values()])
    .find((version) => version.arn === arn);
}

function findProcessor(world: World, arn: string): StreamProcessor | undefined {
  return [...world.store.scopes()]
    .flatMap((scope) => [...scope.streamProcessors.values()])
    .find((processor) => processor.arn === arn);
}

function cancelPending(thing: ProjectVersion | StreamProcessor): void {
  thing.pending?.cancel();
  thing.pending = undefined;
}

/** Puts a thing into a state at once; what was going to happen to it does not. The meter follows. */
export function forceStatus(world: World, nowMs: number, forced: ForcedStatus): void {
  const { arn, status, message } = forced;
  const version = findVersion(world, arn);
  if (version !== undefined) {
    if (!isVersionStatus(status)) throw new Error(`a model cannot be ${status}`);
    if (version.status.current === "RUNNING") world.meter.stopRunning(arn, nowMs);
    if (status === "RUNNING") world.meter.startRunning(arn, version.minInferenceUnits ?? 1, nowMs);
    cancelPending(version);
    version.status.set(status, nowMs, message);
    return;
  }
  const processor = findProcessor(world, arn);
  if (processor === undefined) throw new Error(`there is no model or stream processor ${arn}`);
  if (!isProcessorStatus(status)) throw new Error(`a stream processor cannot be ${status}`);
  cancelPending(processor);
  processor.status.set(status, nowMs, message);
}
