import type { ProjectDescription, ProjectStatus } from "@aws-sdk/client-rekognition";
import { nameInArn, projectNameOf } from "../../aws/arns.js";
import { consoleUrl } from "../../aws/console.js";
import type { InputsOf, OutputsOf } from "../../schema/definition.js";
import { type Ensurable, ensureExists } from "../../lifecycle/ensure.js";
import { RekognitionError } from "../../base/errors.js";
import type { OperationContext, ResourceHandler } from "../../lifecycle/handler.js";
import { findRecorded } from "../../lifecycle/presence.js";
import { marksAsRead } from "../../lifecycle/recorded.js";
import { openForDelete, openForUpdate } from "../../lifecycle/update.js";
import { waitForState } from "../../lifecycle/wait-for-state.js";
import { type Removals, emptyProject, isOurs } from "./contents.js";
import { projectDefinition } from "./definition.js";
import { type Found, deleteProject, soughtProject, subjectOf } from "./project.js";
import { projectCreated, projectFound } from "./states.js";
import { unrecordedProjects } from "./unrecorded.js";

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
