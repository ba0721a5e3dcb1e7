import { nameInArn } from "../aws/arns.js";
import { RekognitionError } from "../base/errors.js";
import type { OperationContext } from "./handler.js";

/** Fails where a project is gone or being deleted: nothing can be made in it. */
export async function assertProjectStays(
  context: OperationContext,
  subject: string,
  projectArn: string,
): Promise<void> {
  const project = await context.describe.project(nameInArn(projectArn, "project") ?? "");
  if (project?.ProjectArn === projectArn && project.Status !== "DELETING") return;
  throw new RekognitionError("DeletedOutside", `${subject} could not be made: ${projectArn} is gone or being deleted`);
}
