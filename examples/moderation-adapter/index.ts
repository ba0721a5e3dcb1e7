// An adapter corrects what AWS's content moderation sees in images like those it was trained on. It is never started: it is
// named in a request, and costs nothing in between.
import * as pulumi from "@pulumi/pulumi";
import * as rekognition from "pulumi-rekognition";

const config = new pulumi.Config();
const bucket = config.require("bucket");
const image = config.get("image");

// ENABLED: when AWS brings out a new base model, it trains the project's adapters for it, as well as it can.
const project = new rekognition.Project("community", { feature: "CONTENT_MODERATION", autoUpdate: "ENABLED" });

const adapter = new rekognition.ProjectVersion("community-adapter", {
  projectArn: project.arn,
  outputConfig: { s3Bucket: bucket, s3KeyPrefix: "training-output" },
  trainingData: { assets: [{ groundTruthManifest: { s3Object: { bucket, name: config.require("manifest") } } }] },
  testingData: { autoCreate: true },
  featureConfig: { contentModeration: { confidenceThreshold: 60 } },
});

export const adapterArn = adapter.arn;
export const baseModelVersion = adapter.baseModelVersion;
export const labels = image === undefined ? undefined : labelsOf(image);

/** What the adapter sees in an image. A preview does not ask, for AWS charges for the answer. */
function labelsOf(key: string): pulumi.Output<string[]> {
  const answer = rekognition.detectModerationLabelsOutput({
    image: { s3Object: { bucket, name: key } },
    projectVersion: adapter.arn,
    minConfidence: 60,
  });
  return answer.moderationLabels.apply((found) => found.map(({ name }) => name));
}
