import type { ProjectDescription, ProjectStatus } from "@aws-sdk/client-rekognition";
import type { AwsContext } from "../../lifecycle/aws-context.js";
import { type Live, lookFor } from "../../lifecycle/presence.js";
import { type Observation, observed } from "../../lifecycle/wait-for-state.js";
import { projectFound, projectGone } from "./states.js";

export type Found = Observation<ProjectStatus, ProjectDescription>;

/** How messages name it. */
export function subjectOf(name: string): string {
  return `project "${name}"`;
}

/** A project as it is looked for: whatever has the name, or the one with this ARN. */
export function soughtProject(
  context: AwsContext,
  name: string,
  arn?: string,
): Live<ProjectStatus, ProjectDescription> {
  const find = async (): Promise<Found | undefined> => observed(await context.describe.project(name));
  return {
    subject: subjectOf(name),
    look: lookFor(find, arnOf, arn),
    isGone: () => context.describe.isProjectGone(name, arn),
    found: projectFound,
    gone: projectGone,
    arnOf,
    createdAtMs: (value) => value.CreationTimestamp?.getTime() ?? 0,
  };
}

function arnOf(value: ProjectDescription): string {
  return value.ProjectArn ?? "";
}
