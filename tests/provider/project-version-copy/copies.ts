import { allow } from "../project-policy/policies.js";
import { modelArgs } from "../harness/models.js";
import { BUCKET, OTHER_ACCOUNT, type Rig } from "../harness/rig.js";

/** A trained model to copy, and a project in the same account that takes the copy. */
export interface Scene {
  readonly sourceProjectArn: string;
  readonly sourceProjectVersionArn: string;
  readonly destinationProjectArn: string;
}

export async function scene(rig: Rig): Promise<Scene> {
  const sourceProjectArn = await rig.makeProject("source");
  const model = rig.resource("projectVersion", "original");
  await model.up(modelArgs(sourceProjectArn));
  return {
    sourceProjectArn,
    sourceProjectVersionArn: model.id,
    destinationProjectArn: await rig.makeProject("target"),
  };
}

/** Arguments of a copy. */
export function copyArgs(from: Scene, more: object = {}): Record<string, unknown> {
  return { ...from, outputConfig: { s3Bucket: BUCKET, s3KeyPrefix: "copies" }, ...more };
}

/** A project in the other account. */
export async function projectElsewhere(rig: Rig): Promise<string> {
  const client = rig.clientOf(OTHER_ACCOUNT);
  const { ProjectArn = "" } = await client.createProject({ ProjectName: "elsewhere" });
  client.destroy();
  rig.emulator.advance(10_000);
  return ProjectArn;
}

/** Lets the other account copy. */
export async function letOthersCopy(rig: Rig, sourceProjectArn: string): Promise<void> {
  const PolicyDocument = JSON.stringify(allow(sourceProjectArn));
  await rig.client.putProjectPolicy({ ProjectArn: sourceProjectArn, PolicyName: "others", PolicyDocument });
}
