// Looks for labels in a stored video, once, and adds up for how long each of them is to be seen.
import * as pulumi from "@pulumi/pulumi";
import * as rekognition from "pulumi-rekognition";
import { secondsByLabel } from "./seconds-by-label";

const config = new pulumi.Config();

// Created: the job is started and waited for. Another video, or any other change, is another job.
const job = new rekognition.VideoAnalysisJob("street", {
  analysis: "LABEL_DETECTION",
  video: { s3Object: { bucket: config.require("bucket"), name: config.require("video") } },
  minConfidence: 80,
  settings: { generalLabels: { labelInclusionFilters: ["Person", "Bicycle", "Car"] } },
});

export const jobId = job.jobId;
export const videoMilliseconds = job.videoMetadata.apply((video) => video?.durationMillis);

// The results stay with AWS, for 7 days: what is to last has to be written elsewhere by then. `expired` says so after a
// `pulumi refresh`; where nobody refreshes, `secondsByLabel` meets it.
export const seconds = pulumi
  .all([job.jobId, job.expired])
  .apply(([id, expired]) => (expired ? undefined : secondsByLabel(id)));
