import type { ProjectDescription, ProjectStatus } from "@aws-sdk/client-rekognition";
import { nameInArn } from "../../aws/arns.js";
import { consoleUrl } from "../../aws/console.js";
import type { InputsOf, OutputsOf } from "../../schema/definition.js";
import { type Ensurable, ensureExists } from "../../lifecycle/ensure.js";
import { RekognitionError } from "../../base/errors.js";
import type { OperationContext, ResourceHandler } from "../../lifecycle/handler.js";
import { mayDelete } from "../../lifecycle/ownership.js";
import { afterDeletion, findRecorded } from "../../lifecycle/presence.js";
import { FOREIGN_META, tagsAsInput } from "../../lifecycle/recorded.js";
import { openForUpdate } from "../../lifecycle/update.js";
import { waitForState } from "../../lifecycle/wait-for-state.js";
import { type Removals, emptyProject } from "./contents.js";
import { projectDefinition } from "./definition.js";
import { type Found, find, soughtProject, subjectOf } from "./project.js";
import { deleteProject } from "./removal.js";
import { projectCreated, projectFound, projectGone } from "./states.js";

type Inputs = InputsOf<typeof projectDefinition>;
type Outputs = OutputsOf<typeof projectDefinition>;

const TEN_MINUTES_MS = 10 * 60_000;

/** The handler of projects. */
export function createProjectHandler(removals: Removals): ResourceHandler<Inputs, Outputs> {
  return {
    definition: projectDefinition,
    timeouts: { createMs: TEN_MINUTES_MS, updateMs: TEN_MINUTES_MS, deleteMs: TEN_MINUTES_MS },
    knowsStatus: (status) => projectFound.knows(status),

    async create(context, inputs) {
      const name = inputs.projectName ?? "";
      const { arn, meta, adopted } = await ensureExists(context, ensurable(context, name, inputs), inputs);
      context.keep({ id: arn, outputs: { status: "CREATING" }, meta });
      if (adopted) context.warn(`${subjectOf(name)} was found and taken up again.`);
      const result = await waitForState(context, subjectOf(name), projectCreated, soughtProject(context, name));
      if (result.verdict === "failed" || result.observed === undefined) throw unusable(name, result.observed);
      return { id: arn, outputs: outputsOf(result.observed.value), meta };
    },

    async read(context, id, recorded) {
      const name = nameInArn(id, "project") ?? "";
      const observed = await findRecorded(
        context,
        subjectOf(name),
        id,
        recorded?.meta,
        soughtProject(context, name, id),
      );
      if (observed === undefined || observed.status === "DELETING") return undefined;
      const { value } = observed;
      const inputs: Inputs = {
        ...recorded?.inputs,
        region: context.region,
        projectName: name,
        // The service leaves both out for their defaults.
        feature: recorded?.inputs.feature ?? (value.Feature === "CONTENT_MODERATION" ? value.Feature : undefined),
        autoUpdate: value.Feature === "CONTENT_MODERATION" ? (value.AutoUpdate ?? "DISABLED") : undefined,
        tags: await tagsAsInput(context, id, recorded?.inputs),
      };
      return { inputs, outputs: outputsOf(value), meta: recorded?.meta ?? FOREIGN_META };
    },

    async update(context, id, recorded, inputs) {
      const name = nameInArn(id, "project") ?? "";
      const project = {
        subject: subjectOf(name),
        arn: id,
        thing: soughtProject(context, name, id),
        createdAtMs,
        statuses: projectFound,
      };
      const { meta } = await openForUpdate(context, project, recorded, inputs);
      const result = await waitForState(context, subjectOf(name), projectCreated, soughtProject(context, name));
      if (result.verdict === "failed" || result.observed === undefined) throw unusable(name, result.observed);
      return { id, outputs: outputsOf(result.observed.value), meta };
    },

    async delete(context, id, recorded) {
      const name = nameInArn(id, "project") ?? "";
      const observed = await findRecorded(context, subjectOf(name), id, recorded.meta, soughtProject(context, name));
      if (observed === undefined) return;
      projectFound.of(observed.status, subjectOf(name));
      const found = { arn: observed.value.ProjectArn ?? "", createdAtMs: createdAtMs(observed.value) };
      if (!(await mayDelete(context, subjectOf(name), id, found, recorded.meta))) return;
      if (observed.status !== "DELETING") {
        const empty = (project: ProjectDescription): Promise<void> =>
          emptyProject(context, project, recorded.inputs.forceDestroy === true, removals);
        await empty(observed.value);
        await deleteProject(context, name, id, empty);
        return;
      }
      await waitForState(context, subjectOf(name), projectGone, afterDeletion(soughtProject(context, name, id)));
    },
  };
}

function ensurable(
  context: OperationContext,
  name: string,
  inputs: Inputs,
): Ensurable<ProjectStatus, ProjectDescription> {
  return {
    subject: subjectOf(name),
    found: projectFound,
    beingMade: ["CREATING"],
    find: () => find(context, name),
    arnOf: (value) => value.ProjectArn ?? "",
    createdAtMs,
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
    remove: () => Promise.resolve(),
    async waitUntilGone() {
      await waitForState(context, subjectOf(name), projectGone, afterDeletion(soughtProject(context, name)));
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

function createdAtMs(value: ProjectDescription): number {
  return value.CreationTimestamp?.getTime() ?? 0;
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
