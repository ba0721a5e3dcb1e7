/* What an editor and the reference show of each resource: the body of the function of its name. */
import * as rekognition from "../../../sdk/index.js";

/** What the pages for every language begin with. */
export function FirstProgram(): void {
  const project = new rekognition.Project("parts");
  const manifest = { s3Object: { bucket: "my-bucket", name: "manifest.jsonl" } };
  const model = new rekognition.ProjectVersion("parts-model", {
    projectArn: project.arn,
    outputConfig: { s3Bucket: "my-bucket", s3KeyPrefix: "training-output" },
    trainingData: { assets: [{ groundTruthManifest: manifest }] },
    testingData: { autoCreate: true },
  });
}

export function Project(): void {
  const project = new rekognition.Project("parts");
  const adapters = new rekognition.Project("community", { feature: "CONTENT_MODERATION", autoUpdate: "ENABLED" });
}

export function ProjectVersion(project: rekognition.Project): void {
  const manifest = { s3Object: { bucket: "my-bucket", name: "manifest.jsonl" } };
  const model = new rekognition.ProjectVersion("parts-model", {
    projectArn: project.arn,
    outputConfig: { s3Bucket: "my-bucket", s3KeyPrefix: "training-output" },
    trainingData: { assets: [{ groundTruthManifest: manifest }] },
    testingData: { autoCreate: true }, // test with a fifth of the images
    minF1Score: 0.85, // below this score the model is kept, but not started
    minInferenceUnits: 1, // run it, at $4.00 an hour; leave this out to train only
  });
}

export function ProjectVersionCopy(model: rekognition.ProjectVersion): void {
  const production = new rekognition.Project("parts-in-production");
  const copy = new rekognition.ProjectVersionCopy("parts-model-in-production", {
    sourceProjectArn: model.projectArn,
    sourceProjectVersionArn: model.arn,
    destinationProjectArn: production.arn,
    outputConfig: { s3Bucket: "my-bucket" },
    minInferenceUnits: 1, // run it, at $4.00 an hour
  });
}

export function ProjectPolicy(model: rekognition.ProjectVersion): void {
  const policy = new rekognition.ProjectPolicy("to-production", {
    projectArn: model.projectArn,
    policyDocument: {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { AWS: "111122223333" },
          Action: "rekognition:CopyProjectVersion",
          Resource: model.arn,
        },
      ],
    },
  });
}

export function Dataset(project: rekognition.Project): void {
  const training = new rekognition.Dataset("training", {
    projectArn: project.arn,
    datasetType: "TRAIN",
    manifestFile: "manifest.jsonl", // or groundTruthManifest in S3, entries, datasetArn
  });
  const model = new rekognition.ProjectVersion("parts-model", {
    projectArn: project.arn,
    outputConfig: { s3Bucket: "my-bucket" },
    triggers: { training: training.contentHash }, // train again when the contents change
  });
}

export function Collection(): void {
  const staff = new rekognition.Collection("staff", { tags: { team: "reception" } });
}

export function StreamProcessor(staff: rekognition.Collection): void {
  const entrance = new rekognition.StreamProcessor("entrance", {
    roleArn: "arn:aws:iam::111122223333:role/rekognition",
    input: { kinesisVideoStream: { arn: "arn:aws:kinesisvideo:us-east-1:111122223333:stream/entrance/1655158560634" } },
    output: { kinesisDataStream: { arn: "arn:aws:kinesis:us-east-1:111122223333:stream/matches" } },
    settings: { faceSearch: { collectionId: staff.collectionId, faceMatchThreshold: 95 } },
    running: true, // AWS bills by the minute of video
  });
}

export function VideoAnalysisJob(): void {
  const job = new rekognition.VideoAnalysisJob("street", {
    analysis: "LABEL_DETECTION",
    video: { s3Object: { bucket: "my-bucket", name: "street.mp4" } },
    minConfidence: 80,
  });
}

export function ImageSet(project: rekognition.Project): void {
  const images = new rekognition.ImageSet("scratches", {
    bucket: "my-bucket",
    folder: "images", // images/scratch/1.jpg has the label "scratch"
  });
  const training = new rekognition.Dataset("training", {
    projectArn: project.arn,
    datasetType: "TRAIN",
    groundTruthManifest: images.manifest,
  });
}

export function Provider(): void {
  const west = new rekognition.Provider("west", { region: "us-west-2" });
  const project = new rekognition.Project("parts", {}, { provider: west });
  const projects = rekognition.getProjectsOutput({}, { provider: west });
}
