import { BUCKET } from "./bucket.js";
import { HOUR_MS, MINUTE_MS } from "./scene.js";
import type { Scene } from "./scene.js";

/** A project for moderation adapters. */
export async function makeAdapterProject(scene: Scene, name = "safety"): Promise<string> {
  const request = { ProjectName: name, Feature: "CONTENT_MODERATION", AutoUpdate: "ENABLED" } as const;
  const { ProjectArn = "" } = await scene.client.createProject(request);
  scene.emulator.advance(MINUTE_MS);
  return ProjectArn;
}

/** Starts the training of an adapter on lines whose images are in the bucket; no test data is needed. */
export async function beginAdapter(scene: Scene, lines: readonly object[]): Promise<string> {
  scene.bucket.putManifest("adapter.manifest", lines);
  const manifest = { S3Object: { Bucket: BUCKET, Name: "adapter.manifest" } };
  const { ProjectVersionArn = "" } = await scene.client.createProjectVersion({
    ProjectArn: await makeAdapterProject(scene),
    VersionName: "first",
    OutputConfig: { S3Bucket: BUCKET, S3KeyPrefix: "output" },
    TrainingData: { Assets: [{ GroundTruthManifest: manifest }] },
    FeatureConfig: { ContentModeration: { ConfidenceThreshold: 70 } },
  });
  return ProjectVersionArn;
}

/** A trained adapter. */
export async function trainAdapter(scene: Scene, lines: readonly object[]): Promise<string> {
  const arn = await beginAdapter(scene, lines);
  scene.emulator.advance(HOUR_MS);
  return arn;
}
