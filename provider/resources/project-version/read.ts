import { modelInArn } from "../../aws/arns.js";
import type { OperationContext, Recorded } from "../../lifecycle/handler.js";
import { findRecorded } from "../../lifecycle/presence.js";
import { FOREIGN_META, tagsAsInput } from "../../lifecycle/recorded.js";
import { type Found, type Inputs, type Outputs, findModel, outputsOf, subjectOf } from "./model.js";

/** Reads a model: drift of its run state shows as a change of its units. */
export async function readModel(
  context: OperationContext,
  id: string,
  recorded: Recorded<Inputs, Outputs> | undefined,
): Promise<Recorded<Inputs, Outputs> | undefined> {
  const named = modelInArn(id);
  if (named === undefined) return undefined;
  const projectArn = recorded?.inputs.projectArn ?? (await projectArnOf(context, named.projectName));
  if (projectArn === undefined) return undefined;
  const model = { projectArn, versionName: named.versionName };
  const find = async (): Promise<Found | undefined> => {
    const found = await findModel(context, model);
    return found?.value.ProjectVersionArn === id ? found : undefined;
  };
  const observed = await findRecorded(context, subjectOf(model), id, recorded?.meta, find);
  if (observed === undefined || observed.status === "DELETING") return undefined;
  const { value } = observed;
  const inputs: Inputs = {
    ...recorded?.inputs,
    ...unitsAsSeen(observed, recorded),
    region: context.region,
    projectArn,
    versionName: named.versionName,
    outputConfig: recorded?.inputs.outputConfig ?? {
      s3Bucket: value.OutputConfig?.S3Bucket ?? "",
      s3KeyPrefix: value.OutputConfig?.S3KeyPrefix,
    },
    tags: await tagsAsInput(context, id, recorded?.inputs),
  };
  return { inputs, outputs: outputsOf(value), meta: recorded?.meta ?? FOREIGN_META };
}

/**
 * A model that runs shows its units. One that was recorded as running and does not run any more shows none, so that `up`
 * starts it again and `ignoreChanges` leaves it stopped. One that never ran keeps what was asked for it.
 */
function unitsAsSeen(
  observed: Found,
  recorded: Recorded<Inputs, Outputs> | undefined,
): Pick<Inputs, "minInferenceUnits" | "maxInferenceUnits"> {
  const { MinInferenceUnits, MaxInferenceUnits } = observed.value;
  if (observed.status === "RUNNING" || observed.status === "STARTING") {
    return { minInferenceUnits: MinInferenceUnits, maxInferenceUnits: MaxInferenceUnits };
  }
  const status = recorded?.outputs.status;
  const ran = status === "RUNNING" || status === "STARTING";
  if (ran || recorded === undefined) {
    return { minInferenceUnits: undefined, maxInferenceUnits: undefined };
  }
  return { minInferenceUnits: recorded.inputs.minInferenceUnits, maxInferenceUnits: recorded.inputs.maxInferenceUnits };
}

async function projectArnOf(context: OperationContext, projectName: string): Promise<string | undefined> {
  return (await context.describe.project(projectName))?.ProjectArn;
}
