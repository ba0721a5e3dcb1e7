import { type Drift, type KindDrift, SETTLED_MS, type Scene, tagsOf } from "../drift.js";
import { FOLLOWS_STATUS, NOT_AT_AWS, NO_CALL_CHANGES_IT, PART_OF_THE_ARN } from "../reasons.js";
import { tagDrift } from "../tag-drifts.js";

async function stop({ rig, resource }: Scene): Promise<void> {
  await rig.client.stopProjectVersion({ ProjectVersionArn: resource.id });
  rig.emulator.advance(SETTLED_MS);
}

async function start({ rig, resource }: Scene, MinInferenceUnits: number, MaxInferenceUnits?: number): Promise<void> {
  await rig.client.startProjectVersion({ ProjectVersionArn: resource.id, MinInferenceUnits, MaxInferenceUnits });
  rig.emulator.advance(SETTLED_MS);
}

async function restart(scene: Scene, least: number, most?: number): Promise<void> {
  await stop(scene);
  await start(scene, least, most);
}

const force = (status: string, message?: string) => (scene: Scene) => {
  scene.rig.emulator.forceStatus({ arn: scene.resource.id, status, ...(message !== undefined && { message }) });
  return Promise.resolve();
};

const UNITS = ["maxInferenceUnits", "minInferenceUnits"];
const idle = () => ({ minInferenceUnits: undefined, maxInferenceUnits: undefined });

export const stopped: Drift = {
  was: "taken away, the model being stopped",
  change: stop,
  shows: UNITS,
  records: { status: "STOPPED" },
};

export const widened: Drift = { was: "changed by a restart", change: (scene) => restart(scene, 2, 5) };

const minDrifts: readonly Drift[] = [
  stopped,
  {
    was: "taken away, the model being on its way to a stop",
    change: ({ rig, resource }) => rig.client.stopProjectVersion({ ProjectVersionArn: resource.id }),
    shows: UNITS,
    records: { status: "STOPPING" },
  },
  { was: "changed by a restart", change: (scene) => restart(scene, 1, 3) },
  { was: "changed, and the upper bound with it", change: (scene) => restart(scene, 1, 2), shows: UNITS },
  {
    was: "given, the model being started",
    args: idle,
    change: (scene) => start(scene, 1),
    records: { status: "RUNNING" },
  },
  {
    was: "given, the model being about to start",
    args: idle,
    change: ({ rig, resource }) =>
      rig.client.startProjectVersion({ ProjectVersionArn: resource.id, MinInferenceUnits: 2 }),
    records: { status: "STARTING" },
  },
  {
    was: "taken away, the model having failed while it ran",
    change: force("FAILED", "the host is gone"),
    shows: UNITS,
    records: { status: "FAILED", statusMessage: "the host is gone" },
  },
];

const maxDrifts: readonly Drift[] = [
  widened,
  { was: "left out by a restart", change: (scene) => restart(scene, 2) },
  {
    was: "given by a restart",
    args: () => ({ maxInferenceUnits: undefined }),
    change: (scene) => restart(scene, 2, 4),
  },
];

const statusDrifts: readonly Drift[] = [
  {
    was: "set to DEPRECATED by AWS",
    args: idle,
    change: force("DEPRECATED"),
    shows: [],
    records: { status: "DEPRECATED" },
    tells: "DEPRECATED",
  },
  {
    was: "set to EXPIRED by AWS",
    args: idle,
    change: force("EXPIRED"),
    shows: [],
    records: { status: "EXPIRED" },
    tells: "EXPIRED",
    repair: "replace",
  },
];

const TRAINING_WRITES_IT = "AWS writes it once, when the model has been made";

/** What models have in common, however they came about. */
export const modelDrift: Omit<KindDrift, "kind" | "args"> = {
  look: async (scene) => {
    const { status, minInferenceUnits, maxInferenceUnits } = scene.rig.model(scene.resource.id);
    const isUp = status === "RUNNING" || status === "STARTING";
    // At rest is at rest, be it that the model has never run or that it does no more.
    const rest = status === "STOPPED" || status.endsWith("_COMPLETED") ? "at rest" : status;
    return [isUp ? [status, minInferenceUnits, maxInferenceUnits] : rest, await tagsOf(scene)];
  },
  attributes: {
    versionName: PART_OF_THE_ARN,
    outputConfig: NO_CALL_CHANGES_IT,
    kmsKeyId: NO_CALL_CHANGES_IT,
    minInferenceUnits: minDrifts,
    maxInferenceUnits: maxDrifts,
    minF1Score: NOT_AT_AWS,
    minLabelF1: NOT_AT_AWS,
    notWorseThan: NOT_AT_AWS,
    notWorseThanTolerance: NOT_AT_AWS,
    acrossTestSets: NOT_AT_AWS,
    replacement: NOT_AT_AWS,
    deletionPolicy: NOT_AT_AWS,
    region: PART_OF_THE_ARN,
    tags: [tagDrift],
    adopt: NOT_AT_AWS,
    status: statusDrifts,
    statusMessage: FOLLOWS_STATUS,
    creationTimestamp: TRAINING_WRITES_IT,
    consoleUrl: PART_OF_THE_ARN,
    f1Score: TRAINING_WRITES_IT,
    evaluationSummary: TRAINING_WRITES_IT,
    manifestSummary: TRAINING_WRITES_IT,
    trainingDataResult: TRAINING_WRITES_IT,
    testingDataResult: TRAINING_WRITES_IT,
    billableTrainingTimeSeconds: TRAINING_WRITES_IT,
    trainingEndTimestamp: TRAINING_WRITES_IT,
    baseModelVersion: TRAINING_WRITES_IT,
  },
  async remove(scene) {
    await stop(scene);
    await scene.rig.client.deleteProjectVersion({ ProjectVersionArn: scene.resource.id });
    scene.rig.emulator.advance(SETTLED_MS);
  },
};
