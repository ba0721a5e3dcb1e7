import type { ProjectVersionDescription, ProjectVersionStatus } from "@aws-sdk/client-rekognition";
import { modelInArn } from "../../aws/arns.js";
import { awsCased } from "../../aws/camel-case.js";
import type { InputsOf } from "../../schema/definition.js";
import { RekognitionError, isRekognitionError } from "../../base/errors.js";
import type { OperationContext } from "../../lifecycle/handler.js";
import { outputConfigOf } from "../trained-model/inputs.js";
import { type ModelReference, type Work, findModel, subjectOf } from "../trained-model/model.js";
import { recordedAs } from "../trained-model/states.js";
import type { projectVersionCopyDefinition } from "./definition.js";

export type Inputs = InputsOf<typeof projectVersionCopyDefinition>;

/** Begins to copy; returns the ARN. */
export async function beginCopy(
  { context, model }: Work,
  inputs: Inputs,
  tags: Record<string, string>,
): Promise<string> {
  try {
    const { sourceProjectArn, sourceProjectVersionArn, kmsKeyId } = inputs;
    const answer = await context.aws.call("CopyProjectVersion", {
      ...awsCased({ sourceProjectArn, sourceProjectVersionArn, versionName: model.versionName, kmsKeyId }),
      DestinationProjectArn: model.projectArn,
      OutputConfig: outputConfigOf(inputs),
      Tags: tags,
    });
    return answer.ProjectVersionArn ?? "";
  } catch (error) {
    if (isRekognitionError(error, "Busy")) await assertSourceIsTrained(context, inputs, error);
    throw error;
  }
}

/** AWS refuses a source that is not trained and a name in use alike; the source tells, where it may be looked at. */
async function assertSourceIsTrained(context: OperationContext, inputs: Inputs, refusal: Error): Promise<void> {
  const source = {
    projectArn: inputs.sourceProjectArn,
    versionName: modelInArn(inputs.sourceProjectVersionArn)?.versionName ?? "",
  };
  const status = await statusOf(context, source);
  const state = recordedAs.or(status, "unknown");
  if (status === undefined || (state !== "training" && state !== "failed")) return;
  throw new RekognitionError(
    "SourceNotTrained",
    `${subjectOf(source)} (${inputs.sourceProjectVersionArn}) is ${status}`,
    { cause: refusal },
  );
}

async function statusOf(context: OperationContext, source: ModelReference): Promise<ProjectVersionStatus | undefined> {
  try {
    return (await findModel(context, source))?.status;
  } catch (error) {
    // In another account it may be copied, but not looked at.
    if (isRekognitionError(error, "AccessDenied")) return undefined;
    throw error;
  }
}

/** What can be read of a copy, held against the inputs. */
export function differences(inputs: Inputs, value: ProjectVersionDescription): string[] {
  const source = value.SourceProjectVersionArn;
  if (source === inputs.sourceProjectVersionArn) return [];
  return [`it was ${source === undefined ? "not copied" : `copied from ${source}`}`];
}
