import type { ProjectDescription, ProjectStatus } from "@aws-sdk/client-rekognition";
import type { AwsContext } from "../../lifecycle/aws-context.js";
import { type Live, afterDeletion, lookFor } from "../../lifecycle/presence.js";
import { untilTaken } from "../../lifecycle/until-taken.js";
import { type Observation, observed, waitForState } from "../../lifecycle/wait-for-state.js";
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

/**
 * Deletes a project and waits until it is gone. What was just removed from it may count as its contents for a while, and what
 * it holds may not have shown: before each attempt `empty` looks, and fails where there is something that stays.
 */
export async function deleteProject(
  context: AwsContext,
  name: string,
  arn: string,
  from: Found,
  empty: (project: ProjectDescription) => Promise<void>,
): Promise<void> {
  const thing = soughtProject(context, name, arn);
  const emptied = async (now: Found | undefined): Promise<Found | undefined> => {
    if (now !== undefined && now.status !== "DELETING") await empty(now.value);
    return now;
  };
  const attempts = { ...thing, look: async () => emptied(await thing.look()) };
  const ask = async ({ status }: Found): Promise<undefined> => {
    if (status !== "DELETING") await context.aws.call("DeleteProject", { ProjectArn: arn });
  };
  const before = await untilTaken(context, attempts, "can be deleted", ask, { from: await emptied(from) });
  if (before !== undefined) await waitForState(context, afterDeletion(thing), thing.gone);
}
