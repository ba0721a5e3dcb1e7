import type { ProjectVersionDescription, ProjectVersionStatus } from "@aws-sdk/client-rekognition";
import { modelInArn } from "../../aws/arns.js";
import type { InputsOf } from "../../schema/definition.js";
import type { Ensured } from "../../lifecycle/ensure.js";
import { RekognitionError, isRekognitionError } from "../../base/errors.js";
import type { OperationContext } from "../../lifecycle/handler.js";
import { ensureModel } from "../trained-model/ensure-model.js";
import { type ModelReference, findModel, subjectOf } from "../trained-model/model.js";
import { recordedAs } from "../trained-model/states.js";
import type { projectVersionCopyDefinition } from "./definition.js";

export type Inputs = InputsOf<typeof projectVersionCopyDefinition>;

/** Begins to copy, or finds the copy that an interrupted create began. */
export function ensureCopy(context: OperationContext, model: ModelReference, inputs: Inputs): Promise<Ensured> {
  return ensureModel(context, model, inputs, {
    begin: (tags) => beginCopy(context, model, inputs, tags),
    differences: (value) => differences(inputs, value),
  });
}

async function beginCopy(
  context: OperationContext,
  model: ModelReference,
  inputs: Inputs,
  tags: Record<string, string>,
): Promise<string> {
  try {
    const answer = await context.aws.call("CopyProjectVersion", {
      SourceProjectArn: inputs.sourceProjectArn,
      SourceProjectVersionArn: inputs.sourceProjectVersionArn,
      DestinationProjectArn: model.projectArn,
      VersionName: model.versionName,
      OutputConfig: { S3Bucket: inputs.outputConfig.s3Bucket, S3KeyPrefix: inputs.outputConfig.s3KeyPrefix ?? "" },
      Tags: tags,
      ...(inputs.kmsKeyId !== undefined && { KmsKeyId: inputs.kmsKeyId }),
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
function differences(inputs: Inputs, value: ProjectVersionDescription): string[] {
  const source = value.SourceProjectVersionArn;
  if (source === inputs.sourceProjectVersionArn) return [];
  return [`it was ${source === undefined ? "not copied" : `copied from ${source}`}`];
}
