import type { StartLabelDetectionRequest } from "@aws-sdk/client-rekognition";
import { BUCKET } from "./bucket.js";
import { ACCOUNT, MINUTE_MS, REGION } from "./scene.js";
import type { Scene } from "./scene.js";

export const VIDEO = { S3Object: { Bucket: BUCKET, Name: "clip.mp4" } };

export const CHANNEL = {
  SNSTopicArn: `arn:aws:sns:${REGION}:${ACCOUNT}:AmazonRekognitionJobs`,
  RoleArn: `arn:aws:iam::${ACCOUNT}:role/notifier`,
};

/** Puts a video into the bucket, of which only the size matters. */
export function putVideo(scene: Scene, bytes = 1000): void {
  scene.bucket.put("clip.mp4", Buffer.alloc(bytes));
}

/** Starts a detection of labels in a video that is there. */
export async function startLabels(scene: Scene, request: Partial<StartLabelDetectionRequest> = {}): Promise<string> {
  const { JobId = "" } = await scene.client.startLabelDetection({ Video: VIDEO, ...request });
  return JobId;
}

/** A detection of labels that has succeeded, with so many detections. */
export async function detectLabels(
  scene: Scene,
  detections?: number,
  request: Partial<StartLabelDetectionRequest> = {},
): Promise<string> {
  putVideo(scene);
  if (detections !== undefined) scene.emulator.script({ video: [{ detections }] });
  const jobId = await startLabels(scene, request);
  scene.emulator.advance(MINUTE_MS);
  return jobId;
}
