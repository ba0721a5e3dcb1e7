import type { ProjectVersionDescription } from "@aws-sdk/client-rekognition";
import { modelInArn, parseArn } from "../../aws/arns.js";
import type { OperationContext } from "../../lifecycle/handler.js";
import { copyNote } from "../trained-model/costs.js";
import { createModelHandler } from "../trained-model/handler.js";
import { type Inputs, beginCopy, differences } from "./creation.js";
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
