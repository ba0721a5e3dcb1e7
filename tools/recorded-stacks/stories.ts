import type { Fault, Outcomes, Switches } from "../../emulator/index.js";
import { imagesStory } from "./images-story.js";
import type { Program } from "./recording.js";

/** How a stack comes into the state that is recorded. */
export interface Story {
  readonly name: string;
  readonly switches: Partial<Switches>;
  readonly outcomes: Outcomes;
  /** Programs that are deployed one after the other, with what goes wrong meanwhile; the state is of the last one. */
  readonly runs: readonly { readonly program: Program; readonly faults?: readonly Fault[] }[];
  readonly changed: Program;
}

const SHORT: Partial<Switches> = { trainingMs: 600_000, modelStartingMs: 60_000, modelStoppingMs: 60_000 };

const ACCOUNT = "123456789012";
const arn = (service: string, resource: string): string => `arn:aws:${service}:us-east-1:${ACCOUNT}:${resource}`;

/** What programs share; it is text, for it runs in a project of its own. */
const SHARED = `
  const manifest = { groundTruthManifest: { s3Object: { bucket: "quickstart-data", name: "manifest.jsonl" } } };
  const training = {
    outputConfig: { s3Bucket: "quickstart-data", s3KeyPrefix: "training-output" },
    trainingData: { assets: [manifest] },
    testingData: { autoCreate: true },
  };
  const roleArn = "arn:aws:iam::${ACCOUNT}:role/stream";
  const video = (name) => ({ kinesisVideoStream: { arn: "${arn("kinesisvideo", "stream/")}" + name + "/1747995600000" } });
  const data = { kinesisDataStream: { arn: "${arn("kinesis", "stream/faces")}" } };
  const entry = (key, label) => ({
    "source-ref": "s3://quickstart-data/" + key,
    thing: 1,
    "thing-metadata": { confidence: 1, "class-name": label, type: "groundtruth/image-classification" },
  });
`;

const program = (text: string, from = "pulumi-rekognition"): Program => ({
  "index.js": `\n  const r = require("${from}");${SHARED}${text}`,
});

interface Settled {
  readonly tags: object;
  readonly units: number;
  readonly entries: number;
  readonly labels: readonly string[];
  readonly principal: string;
  readonly running: boolean;
}

/** One resource of each kind and variant, at rest. */
const settled = (values: Settled, from?: string): Program =>
  program(
    `
  const { tags, units, entries, labels, principal, running } = ${JSON.stringify(values)};
  const shapes = new r.Project("shapes", { tags });
  const model = new r.ProjectVersion("model", { projectArn: shapes.arn, ...training, minInferenceUnits: units, tags });
  new r.ProjectPolicy("others", {
    projectArn: shapes.arn,
    policyDocument: {
      Version: "2012-10-17",
      Statement: [{
        Effect: "Allow",
        Principal: { AWS: principal },
        Action: "rekognition:CopyProjectVersion",
        Resource: shapes.arn.apply((arn) => arn.replace(/\\/\\d+$/, "/version/*/*")),
      }],
    },
  });
  const copies = new r.Project("copies", { tags });
  new r.ProjectVersionCopy("copy", {
    sourceProjectArn: shapes.arn,
    sourceProjectVersionArn: model.arn,
    destinationProjectArn: copies.arn,
    outputConfig: training.outputConfig,
    tags,
  });
  const pictures = new r.Project("pictures", { tags });
  const train = new r.Dataset("train", { projectArn: pictures.arn, datasetType: "TRAIN", ...manifest, tags });
  new r.Dataset("test", { projectArn: pictures.arn, datasetType: "TEST", distributeFromDatasetArn: train.arn, tags });
  const few = new r.Project("few", { tags });
  new r.Dataset("inline", {
    projectArn: few.arn,
    datasetType: "TRAIN",
    entries: Array.from({ length: entries }, (_, index) => entry(index + ".png", index % 2 === 0 ? "cat" : "dog")),
    tags,
  });
  const faces = new r.Collection("faces", { tags });
  new r.StreamProcessor("door", {
    roleArn,
    input: video("door"),
    output: data,
    settings: { faceSearch: { collectionId: faces.collectionId, faceMatchThreshold: 90 } },
    running,
    tags,
  });
  new r.StreamProcessor("porch", {
    roleArn,
    input: video("porch"),
    output: { s3Destination: { bucket: "results", keyPrefix: "home" } },
    settings: { connectedHome: { labels } },
    notificationChannel: { snsTopicArn: "${arn("sns", "home")}" },
    tags,
  });
  new r.VideoAnalysisJob("job", {
    analysis: "LABEL_DETECTION",
    video: { s3Object: { bucket: "videos", name: "door.mp4" } },
  });
`,
    from,
  );

interface Unfinished {
  readonly run: number;
  readonly tags: object;
}

/** What a bad day leaves: failed, partial and half-replaced resources. */
const unfinished = (values: Unfinished): Program =>
  program(`
  const { run, tags } = ${JSON.stringify(values)};
  const shapes = new r.Project("shapes", {});
  const of = (more) => ({ projectArn: shapes.arn, ...training, ...more });
  new r.ProjectVersion("serving", of({ triggers: { run: String(run) } }));
  const pictures = new r.Project("pictures", { projectName: "pictures" });
  new r.Dataset("train", {
    projectArn: pictures.arn,
    datasetType: "TRAIN",
    ...(run > 1 && { entries: [entry("cat.png", "cat"), entry("dog.png", "dog")] }),
  });
  new r.Collection("faces", { tags });
  const visitors = new r.Collection("visitors", {});
  const settings = { faceSearch: { collectionId: visitors.collectionId } };
  new r.StreamProcessor("door", { roleArn, input: video("door-" + run), output: data, settings });
  if (run > 1) {
    new r.ProjectVersion("unstarted", of({ versionName: "unstarted", minInferenceUnits: 1 }));
    new r.ProjectVersion("failed", of({ versionName: "failed" }));
  }
`);

const AT_REST: Settled = {
  tags: { team: "vision" },
  units: 1,
  entries: 4,
  labels: ["PERSON"],
  principal: "arn:aws:iam::210987654321:root",
  running: true,
};

const OTHER_TAGS = { team: "hearing", stage: "test" };

const CHANGED: Settled = {
  tags: OTHER_TAGS,
  units: 2,
  entries: 5,
  labels: ["PERSON", "PET"],
  principal: "arn:aws:iam::555566667777:root",
  running: false,
};

const OVER_PLUGIN = "pulumi-rekognition/plugin";

/** The stacks of which each release keeps a recording. */
export const stories: readonly Story[] = [
  {
    name: "settled",
    switches: SHORT,
    outcomes: {},
    runs: [{ program: settled(AT_REST) }],
    changed: settled(CHANGED),
  },
  {
    name: "over-plugin",
    switches: SHORT,
    outcomes: {},
    runs: [{ program: settled(AT_REST, OVER_PLUGIN) }],
    changed: settled(CHANGED, OVER_PLUGIN),
  },
  {
    name: "unfinished",
    switches: SHORT,
    outcomes: {
      training: [{ match: { name: "failed" }, status: "TRAINING_FAILED", message: "The manifest has no labels." }],
      start: [{ match: { name: "unstarted" }, status: "FAILED", message: "No capacity." }],
      datasetUpdate: [{ match: { name: "pictures/train" }, status: "UPDATE_FAILED", message: "Try again." }],
    },
    runs: [
      { program: unfinished({ run: 1, tags: { team: "vision", stage: "test" } }) },
      {
        program: unfinished({ run: 2, tags: { team: "vision" } }),
        faults: [
          { operation: "DeleteProjectVersion", kind: "deny" },
          { operation: "CreateStreamProcessor", kind: "deny" },
          { operation: "UntagResource", kind: "deny" },
        ],
      },
    ],
    changed: unfinished({ run: 2, tags: OTHER_TAGS }),
  },
  { ...imagesStory, switches: SHORT, outcomes: {} },
];
