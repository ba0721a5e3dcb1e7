import type { ProjectVersionDescription, ProjectVersionStatus } from "@aws-sdk/client-rekognition";
import type { Operation } from "../../aws/operations.js";
import type { AwsContext } from "../../lifecycle/aws-context.js";
import type { OperationContext, Recorded } from "../../lifecycle/handler.js";
import { type Costing, SWEEP_HINT, type Sight, tellingCosts } from "../../lifecycle/telling-costs.js";
import { costOfRunning, costOfTraining, recordedCost } from "./costs.js";
import type { ModelInputs } from "./inputs.js";
import { type Found, type ModelReference, observed } from "./model.js";
import type { ModelOutputs } from "./outputs.js";

export type ModelSight = Sight<ProjectVersionStatus, ProjectVersionDescription>;

/** Deals with a model; where that fails, the error says what the model goes on costing, as last seen or brought about. */
export function tellingModel<R>(
  context: OperationContext,
  model: ModelReference,
  run: (context: OperationContext, sight: ModelSight) => Promise<R>,
): Promise<R> {
  return tellingCosts(
    context,
    costing(model, (sight) => seenCost(context, model, sight)),
    run,
  );
}

/** As `tellingModel`, for what is to go: where nothing was seen of it, its record tells. */
export function removingModel<Context extends AwsContext>(
  context: Context,
  model: ModelReference,
  id: string,
  recorded: Recorded<ModelInputs, ModelOutputs> | undefined,
  remove: (context: Context) => Promise<void>,
): Promise<void> {
  const cost = (sight: ModelSight): string | undefined => {
    const text = sight.last === undefined ? recorded && recordedCost(id, recorded) : seenCost(context, model, sight);
    return text && `${text} ${SWEEP_HINT}`;
  };
  return tellingCosts(context, costing(model, cost), remove);
}

function costing(
  { projectArn, versionName }: ModelReference,
  cost: (sight: ModelSight) => string | undefined,
): Costing<ProjectVersionStatus, ProjectVersionDescription> {
  return {
    cost,
    effect,
    watched: (describe, saw) => ({
      ...describe,
      async projectVersion(project, name) {
        const value = await describe.projectVersion(project, name);
        const found = project === projectArn && name === versionName ? observed(value) : undefined;
        if (found !== undefined) saw(found);
        return value;
      },
    }),
  };

  function effect(operation: Operation, request: object, answer: object | undefined, last: Found | undefined) {
    const { ProjectVersionArn, ProjectArn, DestinationProjectArn, VersionName, ...more } = request as Request;
    if (last !== undefined && ProjectVersionArn === last.value.ProjectVersionArn) {
      const { MinInferenceUnits, MaxInferenceUnits } = more;
      if (operation === "StartProjectVersion")
        return as("STARTING", { ...last.value, MinInferenceUnits, MaxInferenceUnits });
      if (operation === "StopProjectVersion") return as("STOPPING", last.value);
      if (operation === "DeleteProjectVersion") return as("DELETING", last.value);
    }
    if (VersionName !== versionName || (DestinationProjectArn ?? ProjectArn) !== projectArn) return undefined;
    const made = { ProjectVersionArn: (answer as Request | undefined)?.ProjectVersionArn };
    if (operation === "CreateProjectVersion") return as("TRAINING_IN_PROGRESS", made);
    return operation === "CopyProjectVersion" ? as("COPYING_IN_PROGRESS", made) : undefined;
  }
}

/** What a call leads to, before a look shows it. */
function as(Status: ProjectVersionStatus, value: ProjectVersionDescription): Found {
  return { status: Status, value: { ...value, Status, StatusMessage: undefined } };
}

function seenCost(
  { region }: AwsContext,
  { versionName }: ModelReference,
  { last, isCertain }: ModelSight,
): string | undefined {
  if (last === undefined) return undefined;
  const { ProjectVersionArn = versionName, MinInferenceUnits, MaxInferenceUnits } = last.value;
  if (last.status === "TRAINING_IN_PROGRESS") return costOfTraining(versionName, region, isCertain);
  const units = { minInferenceUnits: MinInferenceUnits, maxInferenceUnits: MaxInferenceUnits };
  return costOfRunning(ProjectVersionArn, last.status, units, isCertain);
}

/** What of the calls that are about a model tells which one, and how it is to run. */
interface Request {
  readonly ProjectVersionArn?: string;
  readonly ProjectArn?: string;
  readonly DestinationProjectArn?: string;
  readonly VersionName?: string;
  readonly MinInferenceUnits?: number;
  readonly MaxInferenceUnits?: number;
}
