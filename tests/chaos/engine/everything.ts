import { SANDBOX_ACCOUNT, SANDBOX_REGION } from "../../../tools/sandbox/surroundings.js";
import type { BUCKETS } from "../../e2e/harness/model-program.js";
import { PLUGIN_CLASSES } from "../../e2e/harness/plugin-program.js";
import type { FacadeName } from "../../e2e/harness/world.js";

/** What distinguishes one program of the stack from another. */
export interface Choices {
  /** Inference units of the model. */
  readonly units: number;
  /** Where the manifest lies: another bucket is another model, another copy and another job. */
  readonly bucket: keyof typeof BUCKETS;
  /** Whether faces are searched for. */
  readonly searching: boolean;
  /** From here on a label of the connected home processor counts. */
  readonly minConfidence: number;
  readonly stage: string;
}

const BASE: Choices = { units: 1, bucket: "quickstart-data", searching: true, minConfidence: 60, stage: "test" };

/** The programs that are gone through, one after the other or back again. */
export const CHOICES = {
  base: BASE,
  units: { ...BASE, units: 2 },
  replaced: { ...BASE, bucket: "other-data" },
  processors: { ...BASE, searching: false, minConfidence: 70, stage: "live" },
} as const satisfies Readonly<Record<string, Choices>>;

const WHERE = `${SANDBOX_REGION}:${SANDBOX_ACCOUNT}`;

/** Arguments that need no other resource. */
function argsOf({ units, bucket, searching, minConfidence, stage }: Choices) {
  const tags = { stage };
  const results = { s3Bucket: "quickstart-data" };
  const roleArn = `arn:aws:iam::${SANDBOX_ACCOUNT}:role/stream`;
  const stream = (name: string) => `arn:aws:kinesisvideo:${WHERE}:stream/${name}/1747995600000`;
  return {
    shapes: { forceDestroy: true, tags },
    elsewhere: { forceDestroy: true, tags },
    train: { datasetType: "TRAIN", groundTruthManifest: { s3Object: { bucket, name: "manifest.jsonl" } }, tags },
    model: { outputConfig: { ...results, s3KeyPrefix: "training" }, minInferenceUnits: units, tags },
    copy: { outputConfig: { ...results, s3KeyPrefix: "copies" }, tags },
    visitors: { forceDestroy: true, tags },
    door: {
      roleArn,
      input: { kinesisVideoStream: { arn: stream("door") } },
      output: { kinesisDataStream: { arn: `arn:aws:kinesis:${WHERE}:stream/faces` } },
      running: searching,
      tags,
    },
    porch: {
      roleArn,
      input: { kinesisVideoStream: { arn: stream("porch") } },
      output: { s3Destination: { bucket: "quickstart-data", keyPrefix: "porch" } },
      notificationChannel: { snsTopicArn: `arn:aws:sns:${WHERE}:AmazonRekognition-porch` },
      settings: { connectedHome: { labels: ["PERSON"], minConfidence } },
      tags,
    },
    // The emulator only looks whether there is such an object.
    film: { analysis: "LABEL_DETECTION", video: { s3Object: { bucket, name: "manifest.jsonl" } } },
  };
}

const CLASSES: Readonly<Record<FacadeName, string>> = {
  dynamic: 'const rekognition = require("pulumi-rekognition");',
  plugin: PLUGIN_CLASSES,
};

/** A program with every kind of resource. */
export function everything(choices: Choices, facade: FacadeName): string {
  return `
    ${CLASSES[facade]}
    const args = ${JSON.stringify(argsOf(choices))};
    const shapes = new rekognition.Project("shapes", args.shapes);
    const elsewhere = new rekognition.Project("elsewhere", args.elsewhere);
    const projectArn = shapes.arn;
    const train = new rekognition.Dataset("train", { ...args.train, projectArn });
    const model = new rekognition.ProjectVersion("model", {
      ...args.model,
      projectArn,
      triggers: { train: train.contentHash },
    });
    new rekognition.ProjectPolicy("copies", {
      projectArn,
      policyDocument: {
        Version: "2012-10-17",
        Statement: [{
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::210987654321:root" },
          Action: "rekognition:CopyProjectVersion",
          Resource: model.arn,
        }],
      },
    });
    new rekognition.ProjectVersionCopy("copy", {
      ...args.copy,
      sourceProjectArn: projectArn,
      sourceProjectVersionArn: model.arn,
      destinationProjectArn: elsewhere.arn,
    });
    const visitors = new rekognition.Collection("visitors", args.visitors);
    const settings = { faceSearch: { collectionId: visitors.collectionId, faceMatchThreshold: 90 } };
    new rekognition.StreamProcessor("door", { ...args.door, settings });
    new rekognition.StreamProcessor("porch", args.porch);
    new rekognition.VideoAnalysisJob("film", args.film);
  `;
}

/** A program without any resource. */
export const NOTHING = "";
