import type { ProjectVersionDescription } from "@aws-sdk/client-rekognition";
import type { ChangedFields } from "../../definition/diff-inputs.js";
import type { Recorded } from "../../lifecycle/handler.js";
import { runningCost } from "../../models/costs.js";
import { createModelHandler } from "../../models/handler.js";
import { unitNotes } from "../../models/notes.js";
import type { ModelOutputs } from "../../models/outputs.js";
import { type Inputs, ensureCopy } from "./creation.js";
import { projectVersionCopyDefinition } from "./definition.js";

const HOUR_MS = 60 * 60_000;

/** A copy takes minutes; it may have to be started as well. */
const COPY_LIMIT_MS = 2 * HOUR_MS;

/** The handler of copied models. */
export const projectVersionCopyHandler = createModelHandler<Inputs>({
  definition: projectVersionCopyDefinition,
  timeouts: { createMs: COPY_LIMIT_MS, updateMs: HOUR_MS, deleteMs: HOUR_MS },
  makingLimitMs: COPY_LIMIT_MS,
  firstStatus: "COPYING_IN_PROGRESS",
  whenFound: "nothing is copied twice",
  notes,
  costNote: (inputs) => runningCost(inputs, "copied"),
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

function notes(
  recorded: Recorded<Inputs, ModelOutputs>,
  inputs: Inputs,
  changed: ChangedFields,
  withCosts: boolean,
): string[] {
  const list = unitNotes(recorded, inputs, changed, withCosts);
  if (changed.ignore.length > 0 && changed.replace.length === 0) {
    list.push(`${changed.ignore.join(" and ")} cannot be changed on a copied model: it applies at the next copy.`);
  }
  return list;
}
