import type { ProjectVersionDescription, ProjectVersionStatus } from "@aws-sdk/client-rekognition";
import { modelInArn } from "../../aws/arns.js";
import type { InputsOf } from "../../definition/definition.js";
import { type Ensurable, type Ensured, ensureExists } from "../../lifecycle/ensure.js";
import { RekognitionError, isRekognitionError } from "../../lifecycle/errors.js";
import type { OperationContext } from "../../lifecycle/handler.js";
import { type ModelReference, createdAtMs, findModel, subjectOf } from "../../models/model.js";
import { deleteModel } from "../../models/removal.js";
import { waitFor } from "../../models/run-state.js";
import { found, gone, recordedAs } from "../../models/states.js";
import type { projectVersionCopyDefinition } from "./definition.js";

export type Inputs = InputsOf<typeof projectVersionCopyDefinition>;

/** Begins to copy, or finds the copy that an interrupted create began. */
export function ensureCopy(context: OperationContext, model: ModelReference, inputs: Inputs): Promise<Ensured> {
  const kind: Ensurable<ProjectVersionStatus, ProjectVersionDescription> = {
    subject: subjectOf(model),
    found,
    find: () => findModel(context, model),
    arnOf: (value) => value.ProjectVersionArn ?? "",
    createdAtMs,
    create: (tags) => beginCopy(context, model, inputs, tags),
    remove: (observed) => deleteModel(context, model, observed),
    waitUntilGone: async () => {
      await waitFor(context, model, gone);
    },
    differences: (value) => differences(inputs, value),
  };
  return ensureExists(context, kind, inputs);
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
  if (status === undefined || (recordedAs[status] !== "training" && recordedAs[status] !== "failed")) return;
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
  const list: string[] = [];
  if (value.SourceProjectVersionArn !== inputs.sourceProjectVersionArn) {
    list.push(
      `it was ${value.SourceProjectVersionArn === undefined ? "not copied" : `copied from ${value.SourceProjectVersionArn}`}`,
    );
  }
  if ((value.KmsKeyId ?? undefined) !== inputs.kmsKeyId) list.push(`its kmsKeyId is ${value.KmsKeyId ?? "unset"}`);
  return list;
}
