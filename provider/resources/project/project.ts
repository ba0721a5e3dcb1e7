import type { ProjectDescription, ProjectStatus } from "@aws-sdk/client-rekognition";
import type { AwsContext } from "../../lifecycle/aws-context.js";
import type { Observation, Sought } from "../../lifecycle/wait-for-state.js";

export type Found = Observation<ProjectStatus, ProjectDescription>;

/** How messages name it. */
export function subjectOf(name: string): string {
  return `project "${name}"`;
}

/** One look at a project. */
export async function find(context: AwsContext, name: string): Promise<Found | undefined> {
  const value = await context.describe.project(name);
  return value?.Status === undefined ? undefined : { status: value.Status, value };
}

/** A project as it is looked for: whatever has the name, or the one with this ARN. */
export function soughtProject(
  context: AwsContext,
  name: string,
  arn?: string,
): Sought<ProjectStatus, ProjectDescription> {
  return {
    look: () => (arn === undefined ? find(context, name) : findByArn(context, name, arn)),
    isGone: () => context.describe.isProjectGone(name, arn),
  };
}

/** A project of the same name made later has another ARN, and is another project. */
async function findByArn(context: AwsContext, name: string, arn: string): Promise<Found | undefined> {
  const found = await find(context, name);
  return found?.value.ProjectArn === arn ? found : undefined;
}
