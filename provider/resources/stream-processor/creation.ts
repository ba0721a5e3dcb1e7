import type { DescribeStreamProcessorResponse, StreamProcessorStatus } from "@aws-sdk/client-rekognition";
import { type Ensurable, type Ensured, ensureExists } from "../../lifecycle/ensure.js";
import { RekognitionError, isRekognitionError, saidByService } from "../../base/errors.js";
import type { OperationContext } from "../../lifecycle/handler.js";
import { type Observation, type VerdictTable, waitForState } from "../../lifecycle/wait-for-state.js";
import { createRequest } from "./create-request.js";
import { configurationOf } from "./described.js";
import { CONFIGURATION, meansTheSame } from "./effective.js";
import { findHolder } from "./holder.js";
import { isLeftover } from "../../lifecycle/ensure.js";
import { type Inputs, createdAtMs, find, nameOf, subjectOf } from "./processor.js";
import { deleteProcessor } from "./removal.js";
import { activity, found } from "./states.js";
import { statusTable } from "../../lifecycle/status-table.js";

/** Makes the stream processor, or finds the one that an interrupted create made. */
export function ensureProcessor(context: OperationContext, name: string, inputs: Inputs): Promise<Ensured> {
  const kind: Ensurable<StreamProcessorStatus, DescribeStreamProcessorResponse> = {
    subject: subjectOf(name),
    found,
    beingMade: [],
    find: () => find(context, name),
    arnOf: (value) => value.StreamProcessorArn ?? "",
    createdAtMs,
    create: (tags) => createWhenFree(context, name, inputs, tags),
    remove: () => Promise.resolve(),
    waitUntilGone: () => Promise.resolve(),
    discard: ({ value }) => discard(context, value.StreamProcessorArn ?? ""),
    differences: (value) => differences(inputs, value),
  };
  return ensureExists(context, kind, inputs);
}

const FREE: VerdictTable<"created" | "blocked"> = {
  until: "can be created; its name or a stream is still in use",
  statuses: statusTable({ created: "target", blocked: "pending" }),
  absent: "pending",
};

/** A deleted processor blocks its name and its video stream for some seconds; what lasts longer has another cause. */
const TOMBSTONE_MS = 45_000;

/** Creates it as soon as nothing blocks its name or its streams any more. */
async function createWhenFree(
  context: OperationContext,
  name: string,
  inputs: Inputs,
  tags: Record<string, string>,
): Promise<string> {
  let since = context.clock.monotonicMs();
  let hasLooked = false;
  let refusal: unknown;
  const attempt = async (): Promise<Observation<"created" | "blocked", string>> => {
    try {
      const answer = await context.aws.call("CreateStreamProcessor", createRequest(name, inputs, tags));
      return { status: "created", value: answer.StreamProcessorArn ?? "" };
    } catch (error) {
      if (!isRekognitionError(error, "Busy") || (await find(context, name)) !== undefined) throw error;
      refusal = error;
      if (!hasLooked && context.clock.monotonicMs() - since > TOMBSTONE_MS) {
        hasLooked = true;
        if (await freed(context, name, inputs)) {
          hasLooked = false;
          since = context.clock.monotonicMs();
        }
      }
      return { status: "blocked", message: saidByService(error), value: "" };
    }
  };
  try {
    const { observed } = await waitForState(context, subjectOf(name), FREE, attempt);
    return observed?.value ?? "";
  } catch (error) {
    throw isRekognitionError(error, "WaitTimedOut") && refusal !== undefined ? refusal : error;
  }
}

/**
 * Whether something stood in the way that was our own, and is gone now: what an interrupted create of this very resource
 * made under another name. Fails where a stream is somebody else's.
 */
async function freed(context: OperationContext, name: string, inputs: Inputs): Promise<boolean> {
  const holder = await findHolder(context, inputs);
  if (holder === undefined) return false;
  if (!(await isLeftover(context, holder.arn))) {
    throw new RekognitionError("StreamInUse", `${subjectOf(name)}: ${holder.told}`);
  }
  await discard(context, holder.arn);
  return true;
}

async function discard(context: OperationContext, arn: string): Promise<void> {
  await deleteProcessor(context, arn);
  context.warn(
    `${subjectOf(nameOf(arn))} was deleted: an interrupted create of this resource had made it from other inputs.`,
  );
}

/** For `adopt: true`: what of the description is not as asked. */
function differences(inputs: Inputs, value: DescribeStreamProcessorResponse): string[] {
  const is = configurationOf(value);
  const list = CONFIGURATION.filter((field) => !meansTheSame(field, inputs, is)).map(
    (field) => `its ${field} is ${JSON.stringify(is[field] ?? null)}`,
  );
  if (value.Status === "FAILED") list.push(`it has failed (${value.StatusMessage ?? "AWS gives no reason"})`);
  const runs = activity.or(value.Status, "unknown") !== "idle" && inputs.settings.faceSearch !== undefined;
  if (runs && inputs.running !== true) list.push(`it is ${value.Status ?? ""} and \`running\` is not set`);
  return list;
}
