import type { ProjectVersionDescription, ProjectVersionStatus } from "@aws-sdk/client-rekognition";
import { modelInArn, parseArn } from "../../aws/arns.js";
import { awsCased } from "../../aws/camel-case.js";
import { isRekognitionError, RekognitionError } from "../../base/errors.js";
import type { OperationContext } from "../../lifecycle/handler.js";
import type { InputsOf } from "../../schema/definition.js";
import { copyNote } from "../trained-model/costs.js";
import { outputConfigOf } from "../trained-model/fields.js";
import { createModelHandler } from "../trained-model/handler.js";
import { findModel, type ModelReference, recordedAs, subjectOf, type Work } from "../trained-model/model.js";
import { projectVersionCopyDefinition } from "./definition.js";

/** The handler of copied models. */
export const projectVersionCopyHandler = createModelHandler<Inputs>({
  definition: projectVersionCopyDefinition,
  making: "copy",
  // A copy takes minutes; it may have to be started as well.
  makingLimitMs: 2 * 60 * 60_000,
  costNote: copyNote,
  projectOf: ({ destinationProjectArn }) => destinationProjectArn,
  leaveMaking: () => false,
  begin: beginCopy,
  differences,
  inputsAsRead: (context, recorded, projectArn, value) => recorded ?? got(context, projectArn, value),
});

/** What is read by the id alone. AWS tells the model that was copied, but not the ARN of its project. */
async function got(
  context: OperationContext,
  destinationProjectArn: string,
  value: ProjectVersionDescription,
): Promise<Inputs> {
  const { OutputConfig, SourceProjectVersionArn, KmsKeyId } = value;
  const sourceProjectArn =
    context.isImport === true
      ? await projectOf(context, destinationProjectArn, SourceProjectVersionArn ?? "")
      : undefined;
  const told: Omit<Inputs, "sourceProjectArn"> = {
    ...(sourceProjectArn === undefined ? {} : { sourceProjectArn }),
    sourceProjectVersionArn: SourceProjectVersionArn ?? "",
    destinationProjectArn,
    outputConfig: { s3Bucket: OutputConfig?.S3Bucket ?? "", s3KeyPrefix: OutputConfig?.S3KeyPrefix },
    kmsKeyId: KmsKeyId,
  };
  return told as Inputs;
}

/** The project that a model is in, which only its own account can be asked for. */
async function projectOf(context: OperationContext, beside: string, modelArn: string): Promise<string | undefined> {
  const named = modelInArn(modelArn);
  if (named === undefined || parseArn(modelArn)?.account !== parseArn(beside)?.account) return undefined;
  return (await context.describe.project(named.projectName))?.ProjectArn;
}

type Inputs = InputsOf<typeof projectVersionCopyDefinition>;

/** Begins to copy; returns the ARN. */
async function beginCopy({ context, model }: Work, inputs: Inputs, tags: Record<string, string>): Promise<string> {
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
function differences(inputs: Inputs, value: ProjectVersionDescription): string[] {
  const source = value.SourceProjectVersionArn;
  if (source === inputs.sourceProjectVersionArn) return [];
  return [`it was ${source === undefined ? "not copied" : `copied from ${source}`}`];
}
