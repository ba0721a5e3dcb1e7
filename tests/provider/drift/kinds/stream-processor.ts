import type { UpdateStreamProcessorRequest } from "@aws-sdk/client-rekognition";
import { connectedHome, dataStream, faceSearch, videoStream } from "../../stream-processor/args.js";
import { type Drift, type KindDrift, SETTLED_MS, type Scene, tagsOf } from "../drift.js";
import { FOLLOWS_STATUS, NOT_AT_AWS, NO_CALL_CHANGES_IT, PART_OF_THE_ARN, WRITTEN_ONCE } from "../reasons.js";
import { tagDrift } from "../tag-drifts.js";

const Name = "door";
const tags = { team: "vision", stage: "test" };
const box = { left: 0, top: 0, width: 0.5, height: 0.5 };
const Half = { BoundingBox: { Left: 0, Top: 0, Width: 0.5, Height: 0.5 } };

/** Arguments that turn face search into connected home. */
const home =
  (settings: object = {}, more: object = {}) =>
  () =>
    connectedHome(settings, { name: Name, running: undefined, tags, ...more });

const update = (request: Omit<UpdateStreamProcessorRequest, "Name">) => async (scene: Scene) => {
  await scene.rig.client.updateStreamProcessor({ Name, ...request });
  scene.rig.emulator.advance(SETTLED_MS);
};

const settings = (ConnectedHomeForUpdate: object) => update({ SettingsForUpdate: { ConnectedHomeForUpdate } });

const run = (operation: "startStreamProcessor" | "stopStreamProcessor", settledMs: number) => async (scene: Scene) => {
  await scene.rig.client[operation]({ Name });
  scene.rig.emulator.advance(settledMs);
};

const settingsDrifts: readonly Drift[] = [
  { was: "given other labels, of connected home", args: home(), change: settings({ Labels: ["PERSON"] }) },
  { was: "given more labels, of connected home", args: home(), change: settings({ Labels: ["ALL"] }) },
  { was: "made more certain, of connected home", args: home(), change: settings({ MinConfidence: 90 }) },
  {
    was: "made less certain, of connected home",
    args: home({ minConfidence: 80 }),
    change: settings({ MinConfidence: 20 }),
  },
  {
    was: "brought back to AWS's default, of connected home",
    args: home({ minConfidence: 80 }),
    change: update({ ParametersToDelete: ["ConnectedHomeMinConfidence"] }),
  },
];

const regionsDrifts: readonly Drift[] = [
  { was: "given", args: home(), change: update({ RegionsOfInterestForUpdate: [Half] }) },
  {
    was: "changed",
    args: home({}, { regionsOfInterest: [{ boundingBox: { ...box, width: 1 } }] }),
    change: update({ RegionsOfInterestForUpdate: [Half] }),
  },
  {
    was: "taken away",
    args: home({}, { regionsOfInterest: [{ boundingBox: box }] }),
    change: update({ ParametersToDelete: ["RegionsOfInterest"] }),
  },
];

const sharingDrifts: readonly Drift[] = [
  { was: "agreed to", args: home(), change: update({ DataSharingPreferenceForUpdate: { OptIn: true } }) },
  {
    was: "revoked",
    args: home({}, { dataSharingPreference: { optIn: true } }),
    change: update({ DataSharingPreferenceForUpdate: { OptIn: false } }),
  },
];

const runningDrifts: readonly Drift[] = [
  { was: "ended by a stop", change: run("stopStreamProcessor", SETTLED_MS), records: { status: "STOPPED" } },
  { was: "ended by a stop under way", change: run("stopStreamProcessor", 0), records: { status: "STOPPING" } },
  {
    was: "begun by a start",
    args: () => ({ running: undefined }),
    change: run("startStreamProcessor", SETTLED_MS),
    records: { status: "RUNNING" },
  },
  {
    was: "begun by a start, where it was said to rest",
    args: () => ({ running: false }),
    change: run("startStreamProcessor", SETTLED_MS),
  },
  {
    was: "ended by a failure",
    change: ({ rig, resource }) => {
      rig.emulator.forceStatus({ arn: resource.id, status: "FAILED", message: "the stream is gone" });
      return Promise.resolve();
    },
    records: { status: "FAILED", statusMessage: "the stream is gone" },
  },
];

const ONLY_CONNECTED_HOME = "UpdateStreamProcessor takes labels, confidence, regions and data sharing only";

export const streamProcessorDrift: KindDrift = {
  kind: "streamProcessor",
  args: async (rig) => {
    await rig.client.createCollection({ CollectionId: "visitors" });
    return faceSearch({ name: Name, running: true, tags });
  },
  look: async (scene) => {
    const found = await scene.rig.client.describeStreamProcessor({ Name });
    const { Status, Settings, RegionsOfInterest = [], DataSharingPreference } = found;
    return [Status, Settings, RegionsOfInterest, DataSharingPreference?.OptIn ?? false, await tagsOf(scene)];
  },
  attributes: {
    name: PART_OF_THE_ARN,
    input: ONLY_CONNECTED_HOME,
    output: ONLY_CONNECTED_HOME,
    settings: settingsDrifts,
    roleArn: ONLY_CONNECTED_HOME,
    notificationChannel: ONLY_CONNECTED_HOME,
    kmsKeyId: ONLY_CONNECTED_HOME,
    regionsOfInterest: regionsDrifts,
    dataSharingPreference: sharingDrifts,
    running: runningDrifts,
    region: PART_OF_THE_ARN,
    tags: [tagDrift],
    adopt: NOT_AT_AWS,
    status: "shows as `running`, which has its own cases",
    statusMessage: FOLLOWS_STATUS,
    creationTimestamp: `${WRITTEN_ONCE}; ${NO_CALL_CHANGES_IT}`,
  },
  async remove(scene) {
    await run("stopStreamProcessor", SETTLED_MS)(scene);
    await scene.rig.client.deleteStreamProcessor({ Name });
    scene.rig.emulator.advance(SETTLED_MS);
  },
  makeAnother: ({ rig }) =>
    rig.client.createStreamProcessor({
      Name,
      RoleArn: "arn:aws:iam::111122223333:role/streams",
      Input: { KinesisVideoStream: { Arn: videoStream("door") } },
      Output: { KinesisDataStream: { Arn: dataStream("found") } },
      Settings: { FaceSearch: { CollectionId: "visitors", FaceMatchThreshold: 90 } },
    }),
};
