import { contentsOf, line, lines, manifest } from "../../dataset/datasets.js";
import { type Drift, type KindDrift, SETTLED_MS, type Scene, arnOf, tagsOf } from "../drift.js";
import { FOLLOWS_STATUS, NOT_AT_AWS, PART_OF_THE_ARN, WRITTEN_ONCE } from "../reasons.js";
import { tagDrift } from "../tag-drifts.js";

const put =
  (...entries: readonly object[]) =>
  async (scene: Scene) => {
    const GroundTruth = Buffer.from(entries.map((entry) => JSON.stringify(entry)).join("\n"));
    await scene.rig.client.updateDatasetEntries({ DatasetArn: arnOf(scene), Changes: { GroundTruth } });
    scene.rig.emulator.advance(SETTLED_MS);
  };

const ownEntries: readonly Drift[] = [
  { was: "changed with a label", change: put(line("0.png", "bird")) },
  { was: "changed with an entry more", change: put(line("new.png", "cat")) },
  { was: "changed with both", change: put(line("0.png", "bird"), line("new.png", "cat")) },
  {
    was: "put in again as it was",
    change: put(...lines(4)),
    shows: [],
    isStaged: true,
  },
  {
    was: "to be changed by an update that failed",
    change: async (scene) => {
      await put(line("9.png", "cat"))(scene);
      scene.rig.emulator.forceStatus({ arn: arnOf(scene), status: "UPDATE_FAILED", message: "no" });
    },
    shows: [],
    records: { status: "UPDATE_FAILED" },
    repair: "update",
  },
];

const readElsewhere: readonly Drift[] = [
  {
    was: "outgrown: what AWS read from S3 cannot be compared, and may have been labeled by people",
    args: () => ({ entries: undefined, groundTruthManifest: manifest("train.manifest") }),
    change: put(line("new.png", "cat")),
    shows: [],
    tells: "was changed outside Pulumi",
  },
];

const COUNTED = "counts of the entries, whose changes have their own cases; recorded as they are seen";

export const datasetDrift: KindDrift = {
  kind: "dataset",
  args: async (rig) => ({
    projectArn: await rig.makeProject(),
    datasetType: "TRAIN",
    entries: lines(4),
    tags: { team: "vision", stage: "test" },
  }),
  look: async (scene) => {
    const { DatasetDescription } = await scene.rig.client.describeDataset({ DatasetArn: arnOf(scene) });
    const isFailed = DatasetDescription?.Status?.endsWith("_FAILED");
    return [isFailed, await contentsOf(scene.rig.client, arnOf(scene)), await tagsOf(scene)];
  },
  attributes: {
    projectArn: PART_OF_THE_ARN,
    datasetType: PART_OF_THE_ARN,
    groundTruthManifest: readElsewhere,
    datasetArn: "a source, read once; what it made of the dataset is as for groundTruthManifest",
    manifestFile: "what it says is held against the entries: contentHash shows it, with tests of its own",
    entries: "what they say is held against the entries there are: contentHash shows it",
    distributeFromDatasetArn: "AWS chooses the entries it moves, so there is nothing to hold them against",
    contentHash: ownEntries,
    __contents: "of the file on this machine: only the program can change it",
    region: PART_OF_THE_ARN,
    tags: [tagDrift],
    adopt: NOT_AT_AWS,
    arn: "another ARN is another dataset: the recorded one was deleted",
    status: `the case of a failed change is among those of contentHash; ${FOLLOWS_STATUS}`,
    statusMessage: FOLLOWS_STATUS,
    statusMessageCode: FOLLOWS_STATUS,
    stats: COUNTED,
    badEntries: COUNTED,
    creationTimestamp: WRITTEN_ONCE,
    lastUpdatedTimestamp: COUNTED,
  },
  async remove(scene) {
    await scene.rig.client.deleteDataset({ DatasetArn: arnOf(scene) });
    scene.rig.emulator.advance(SETTLED_MS);
  },
  makeAnother: ({ rig, resource }) =>
    rig.client.createDataset({ ProjectArn: String(resource.outputs.projectArn), DatasetType: "TRAIN" }),
};
