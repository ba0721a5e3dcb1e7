import type { ProjectVersionDescription } from "@aws-sdk/client-rekognition";
import { modelInArn } from "../../aws/arns.js";
import type { OperationContext, Recorded } from "../../lifecycle/handler.js";
import { findRecorded } from "../../lifecycle/presence.js";
import { marksAsRead } from "../../lifecycle/recorded.js";
import { runState } from "../../lifecycle/running.js";
import type { ModelInputs } from "./inputs.js";
import { type Found, type ModelReference, deprecation, outputsOf, soughtModel, subjectOf } from "./model.js";
import type { ModelOutputs } from "./outputs.js";

/** The inputs of one kind that a description tells beside those of every model. */
export type InputsAsRead<Inputs> = (
  context: OperationContext,
  recorded: Inputs | undefined,
  projectArn: string,
  value: ProjectVersionDescription,
) => Inputs | Promise<Inputs>;

/** Reads a model: drift of its run state shows as a change of its units. */
export async function readModel<Inputs extends ModelInputs>(
  context: OperationContext,
  id: string,
  recorded: Recorded<Inputs, ModelOutputs> | undefined,
  recordedProject: string | undefined,
  inputsAsRead: InputsAsRead<Inputs>,
): Promise<Recorded<Inputs, ModelOutputs> | undefined> {
  const named = modelInArn(id);
  if (named === undefined) return undefined;
  const projectArn = recordedProject ?? (await projectArnOf(context, named.projectName));
  if (projectArn === undefined) return undefined;
  const model = { projectArn, versionName: named.versionName };
  const thing = soughtModel(context, model, id);
  const observed = await findRecorded(context, thing, id, recorded?.meta);
  if (observed === undefined || observed.status === "DELETING") return undefined;
  if (recorded !== undefined) tellOfRetirement(context, model, observed);
  const { tags, meta } = await marksAsRead(context, id, recorded, thing.createdAtMs(observed.value));
  const inputs: Inputs = {
    ...(await inputsAsRead(context, recorded?.inputs, projectArn, observed.value)),
    ...unitsAsSeen(observed, recorded),
    region: context.region,
    versionName: named.versionName,
    tags,
  };
  return { inputs, outputs: outputsOf(observed.value, recorded?.outputs), meta };
}

/** No input shows that AWS retires a model's base. */
function tellOfRetirement(context: OperationContext, model: ModelReference, { status }: Found): void {
  if (status === "DEPRECATED") context.warn(deprecation(model));
  if (status === "EXPIRED") context.warn(`${subjectOf(model)} is EXPIRED: the next \`pulumi up\` trains it again.`);
}

/**
 * A model that runs shows its units. One that was recorded as running and does not run any more shows none, so that `up`
 * starts it again and `ignoreChanges` leaves it stopped. One that never ran keeps what was asked for it.
 */
function unitsAsSeen(
  observed: Found,
  recorded: Recorded<ModelInputs, ModelOutputs> | undefined,
): Pick<ModelInputs, "minInferenceUnits" | "maxInferenceUnits"> {
  const { MinInferenceUnits, MaxInferenceUnits } = observed.value;
  const now = runState(observed.status);
  if (now === "up" && MinInferenceUnits === undefined) {
    // Units that AWS does not tell are no difference; what nobody is recorded to have asked for runs with one at least.
    const { minInferenceUnits = 1, maxInferenceUnits } = recorded?.inputs ?? {};
    return { minInferenceUnits, maxInferenceUnits };
  }
  if (now === "up") {
    return { minInferenceUnits: MinInferenceUnits, maxInferenceUnits: MaxInferenceUnits };
  }
  if (recorded === undefined || (now === "down" && runState(recorded.outputs.status) === "up")) {
    return { minInferenceUnits: undefined, maxInferenceUnits: undefined };
  }
  return { minInferenceUnits: recorded.inputs.minInferenceUnits, maxInferenceUnits: recorded.inputs.maxInferenceUnits };
}

async function projectArnOf(context: OperationContext, projectName: string): Promise<string | undefined> {
  return (await context.describe.project(projectName))?.ProjectArn;
}
