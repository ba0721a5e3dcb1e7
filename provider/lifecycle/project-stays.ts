import { nameInArn } from "../aws/arns.js";
import { RekognitionError } from "../base/errors.js";
import type { OperationContext } from "./handler.js";

/** Fails where a project, or a dataset in it, is gone or being deleted: then AWS makes nothing in it. */
export async function assertProjectStays(
  context: OperationContext,
  subject: string,
  projectArn: string,
): Promise<void> {
  const project = await context.describe.project(nameInArn(projectArn, "project") ?? "");
  const isThere = project?.ProjectArn === projectArn && project.Status !== "DELETING";
  const going = isThere
    ? project.Datasets?.find(({ Status }) => Status === "DELETE_IN_PROGRESS")?.DatasetArn
    : projectArn;
  if (going === undefined) return;
  throw new RekognitionError("DeletedOutside", `${subject} could not be made: ${going} is gone or being deleted`);
}
