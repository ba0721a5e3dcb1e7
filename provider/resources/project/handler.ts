import type { ProjectDescription, ProjectStatus } from "@aws-sdk/client-rekognition";
import { consoleUrl, nameInArn, projectNameOf } from "../../aws/arns.js";
import { RekognitionError } from "../../base/errors.js";
import type { AwsContext } from "../../lifecycle/aws-context.js";
import { type Ensurable, ensureExists } from "../../lifecycle/ensure.js";
import type { OperationContext, ResourceHandler } from "../../lifecycle/handler.js";
import {
  afterDeletion,
  findOrGone,
  findRecorded,
  type FoundVerdict,
  type Live,
  lookFor,
} from "../../lifecycle/presence.js";
import { marksAsRead } from "../../lifecycle/recorded.js";
import { statusTable } from "../../lifecycle/status-table.js";
import type { Activity, Unrecorded } from "../../lifecycle/unrecorded.js";
import { untilTaken } from "../../lifecycle/until-taken.js";
import { openForDelete, openForUpdate } from "../../lifecycle/update.js";
import { type Observation, observed, type VerdictTable, waitForState } from "../../lifecycle/wait-for-state.js";
import type { InputsOf, OutputsOf } from "../../schema/definition.js";
import { emptyProject, isOurs, type Removals } from "./contents.js";
import { projectDefinition } from "./definition.js";

export const projectCreated: VerdictTable<ProjectStatus> = {
  until: "is created",
  statuses: statusTable({ CREATING: "pending", CREATED: "target", DELETING: "failed" }),
  absent: "lagging",
};

export const projectGone: VerdictTable<ProjectStatus> = {
  until: "is deleted",
  statuses: statusTable({ CREATING: "lagging", CREATED: "lagging", DELETING: "pending" }),
  absent: "target",
};

export const projectFound = statusTable<ProjectStatus, FoundVerdict>({
  CREATING: "adopt",
  CREATED: "adopt",
  DELETING: "waitUntilGone",
});

type Inputs = InputsOf<typeof projectDefinition>;
type Outputs = OutputsOf<typeof projectDefinition>;

const TEN_MINUTES_MS = 10 * 60_000;

/** The handler of projects. */
export function createProjectHandler(removals: Removals): ResourceHandler<Inputs, Outputs> {
  return {
    definition: projectDefinition,
    timeouts: { createMs: TEN_MINUTES_MS, updateMs: TEN_MINUTES_MS, deleteMs: TEN_MINUTES_MS },
    unrecorded: unrecordedProjects(removals),
    knowsStatus: (status) => projectFound.knows(status),

    async create(context, inputs) {
      const name = inputs.projectName ?? "";
      const { arn, meta, adopted } = await ensureExists(context, ensurable(context, name, inputs), inputs);
      context.keep({ id: arn, outputs: { status: "CREATING" }, meta });
      if (adopted) context.warn(`${subjectOf(name)} was found and taken up again.`);
      const value = await created(context, name);
      return { id: arn, outputs: outputsOf(value), meta };
    },

    async read(context, id, recorded) {
      const name = nameInArn(id, "project");
      if (name === undefined) return undefined;
      const thing = soughtProject(context, name, id);
      const observed = await findRecorded(context, thing, id, recorded?.meta);
      if (observed === undefined || observed.status === "DELETING") return undefined;
      const { value } = observed;
      const { tags, meta } = await marksAsRead(context, id, recorded, thing.createdAtMs(value));
      const inputs: Inputs = {
        ...recorded?.inputs,
        region: context.region,
        projectName: name,
        // The service leaves both out for their defaults.
        feature: recorded?.inputs.feature ?? (value.Feature === "CONTENT_MODERATION" ? value.Feature : undefined),
        autoUpdate: value.Feature === "CONTENT_MODERATION" ? (value.AutoUpdate ?? "DISABLED") : undefined,
        tags,
      };
      return { inputs, outputs: outputsOf(value), meta };
    },

    async update(context, id, recorded, inputs) {
      const name = projectNameOf(id);
      const { meta } = await openForUpdate(context, soughtProject(context, name, id), id, recorded, inputs);
      const value = await created(context, name);
      return { id, outputs: outputsOf(value), meta };
    },

    async delete(context, id, recorded) {
      const name = projectNameOf(id);
      const observed = await openForDelete(context, soughtProject(context, name), id, recorded.meta);
      if (observed === undefined) return;
      const mayGo = recorded.inputs.forceDestroy === true ? (arn: string) => isOurs(context, arn) : undefined;
      await deleteProject(context, name, id, observed, (project) => emptyProject(context, project, mayGo, removals));
    },
  };
}

/** The project once it can be used; one that cannot be is an error. */
async function created(context: OperationContext, name: string): Promise<ProjectDescription> {
  const { verdict, observed } = await waitForState(context, soughtProject(context, name), projectCreated);
  if (verdict === "failed" || observed === undefined) throw unusable(name, observed);
  return observed.value;
}

function ensurable(
  context: OperationContext,
  name: string,
  inputs: Inputs,
): Ensurable<ProjectStatus, ProjectDescription> {
  return {
    ...soughtProject(context, name),
    beingMade: ["CREATING"],
    async create(tags) {
      const { feature, autoUpdate } = inputs;
      const answer = await context.aws.call("CreateProject", {
        ProjectName: name,
        Tags: tags,
        ...(feature === undefined ? {} : { Feature: feature }),
        ...(autoUpdate === undefined ? {} : { AutoUpdate: autoUpdate }),
      });
      return answer.ProjectArn ?? "";
    },
    differences: (value) => {
      const observed = value.Feature ?? "CUSTOM_LABELS";
      const asked = inputs.feature ?? "CUSTOM_LABELS";
      return observed === asked ? [] : [`feature is ${observed}, asked for ${asked}`];
    },
  };
}

function outputsOf(value: ProjectDescription): Outputs {
  return {
    status: value.Status,
    consoleUrl: consoleUrl(value.ProjectArn, value.Feature),
    creationTimestamp: value.CreationTimestamp?.toISOString(),
  };
}

function unusable(name: string, observed: Found | undefined): RekognitionError {
  if (observed?.status === "DELETING") {
    return new RekognitionError("DeletedOutside", `${subjectOf(name)} is being deleted`);
  }
  return new RekognitionError(
    "UnexpectedStatus",
    `${subjectOf(name)} is ${observed?.status ?? "gone"} instead of CREATED`,
  );
}

type Found = Observation<ProjectStatus, ProjectDescription>;

/** How messages name it. */
function subjectOf(name: string): string {
  return `project "${name}"`;
}

/** A project as it is looked for: whatever has the name, or the one with this ARN. */
function soughtProject(context: AwsContext, name: string, arn?: string): Live<ProjectStatus, ProjectDescription> {
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
async function deleteProject(
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

const activity = statusTable<ProjectStatus, Activity>({
  CREATING: "making",
  CREATED: "idle",
  DELETING: "deleting",
});

/** Projects that no record leads to. Their policies go with them. */
function unrecordedProjects(removals: Removals): Unrecorded {
  return {
    noun: "project",
    order: 3,
    async list({ describe }) {
      const projects = await describe.projects();
      return projects.map(({ ProjectArn = "", Status = "" }) => ({
        arn: ProjectArn,
        name: projectNameOf(ProjectArn),
        status: Status,
        activity: activity.or(Status, "unknown"),
        usdPerHour: 0,
        remark: "",
      }));
    },
    async remove(context, { arn, name }) {
      const project = soughtProject(context, name, arn);
      const found = await findOrGone(context, project);
      if (found === undefined) return;
      project.found.of(found.status, project.subject);
      // What is still in it was not listed, or has been left: not ours to take.
      await deleteProject(context, name, arn, found, (value) => emptyProject(context, value, undefined, removals));
    },
  };
}
