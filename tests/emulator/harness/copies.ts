import type { Rekognition } from "@aws-sdk/client-rekognition";
import { BUCKET } from "./bucket.js";
import { train } from "./models.js";
import { MINUTE_MS } from "./scene.js";
import type { Scene } from "./scene.js";

/** A trained model, and the project it is to be copied to. */
export interface Places {
  readonly source: string;
  readonly destination: string;
  readonly version: string;
}

/** Asks for a copy, in the account of `client`. */
export const copyModel = (client: Rekognition, { source, destination, version }: Places, name = "copied") =>
  client.copyProjectVersion({
    SourceProjectArn: source,
    SourceProjectVersionArn: version,
    DestinationProjectArn: destination,
    VersionName: name,
    OutputConfig: { S3Bucket: BUCKET, S3KeyPrefix: "copies" },
    KmsKeyId: "alias/key",
    Tags: { team: "vision" },
  });

/** A trained model of the scene's own account, and a project called `production` in the account of `client`. */
export async function makePlaces(scene: Scene, client = scene.client): Promise<Places> {
  const version = await train(scene);
  const source = scene.emulator.state().projects[0]?.arn ?? "";
  const { ProjectArn: destination = "" } = await client.createProject({ ProjectName: "production" });
  scene.emulator.advance(MINUTE_MS);
  return { source, destination, version };
}
