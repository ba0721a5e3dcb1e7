import type { ProjectVersionDescription } from "@aws-sdk/client-rekognition";
import { copyNote } from "../trained-model/costs.js";
import { createModelHandler } from "../trained-model/handler.js";
import { modelNotes } from "../trained-model/notes.js";
import { type Inputs, ensureCopy } from "./creation.js";
import { projectVersionCopyDefinition } from "./definition.js";

const HOUR_MS = 60 * 60_000;

/** A copy takes minutes; it may have to be started as well. */
const COPY_LIMIT_MS = 2 * HOUR_MS;

/** The handler of copied models. */
export const projectVersionCopyHandler = createModelHandler<Inputs>({
  definition: projectVersionCopyDefinition,
  timeouts: { createMs: COPY_LIMIT_MS, updateMs: HOUR_MS, deleteMs: HOUR_MS },
  making: "copy",
  makingLimitMs: COPY_LIMIT_MS,
  whenFound: "nothing is copied twice",
  notes: modelNotes("copied", "copy"),
  costNote: copyNote,
  projectOf: ({ destinationProjectArn }) => destinationProjectArn,
  leaveMaking: () => false,
  ensure: ensureCopy,
  inputsAsRead: (recorded, projectArn, value) => recorded ?? got(projectArn, value),
});

/** What a `get` sees. AWS tells the model that was copied, but not the ARN of its project. */
function got(destinationProjectArn: string, value: ProjectVersionDescription): Inputs {
  const { OutputConfig, SourceProjectVersionArn, KmsKeyId } = value;
  const told: Omit<Inputs, "sourceProjectArn"> = {
    sourceProjectVersionArn: SourceProjectVersionArn ?? "",
    destinationProjectArn,
    outputConfig: { s3Bucket: OutputConfig?.S3Bucket ?? "", s3KeyPrefix: OutputConfig?.S3KeyPrefix },
    kmsKeyId: KmsKeyId,
  };
  return told as Inputs;
}
