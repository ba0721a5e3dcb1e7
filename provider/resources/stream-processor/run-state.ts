import type { StreamProcessorStatus } from "@aws-sdk/client-rekognition";
import { RekognitionError, isRekognitionError } from "../../lifecycle/errors.js";
import type { OperationContext, RecordedMeta } from "../../lifecycle/handler.js";
import { isUp } from "../../lifecycle/running.js";
import { type VerdictTable, waitForState } from "../../lifecycle/wait-for-state.js";
import { type Found, find, findByArn, nameOf, subjectOf } from "./processor.js";
import { activity, running, settled, startTaken, stopped } from "./states.js";
import { statusTable } from "../../lifecycle/status-table.js";

/** For so long after its creation a role or policy may not be usable yet. */
const IAM_PROPAGATION_MS = 3 * 60_000;
const REFUSED_BY_IAM = /^Access denied to (Role|Kinesis)/i;

/** Waits by one of the tables and returns what was last seen. */
export async function waitFor(
  context: OperationContext,
  arn: string,
  table: VerdictTable<StreamProcessorStatus>,
): Promise<{ reached: boolean; found: Found | undefined }> {
  const result = await waitForState(context, subjectOf(nameOf(arn)), table, () => findByArn(context, arn));
  return { reached: result.verdict === "target", found: result.observed };
}

/** Brings face search, wherever it stands, to running or not. */
export async function bringToRun(
  context: OperationContext,
  arn: string,
  from: Found,
  wanted: boolean,
  meta: RecordedMeta,
  keep: (found: Found) => void,
): Promise<Found> {
  const atRest =
    activity.of(from.status, subjectOf(nameOf(arn))) === "moving" ? (await waitFor(context, arn, settled)).found : from;
  if (atRest === undefined) throw vanished(arn);
  if (!wanted) {
    const idle = await stopProcessor(context, arn, atRest);
    if (idle === undefined) throw vanished(arn);
    return idle;
  }
  return activity.of(atRest.status, subjectOf(nameOf(arn))) === "running"
    ? atRest
    : startProcessor(context, arn, atRest, meta, keep);
}

const STARTS: VerdictTable<"RUNNING" | "FAILED" | "FAILED, to be started again"> = {
  until: "is running",
  absent: "failed",
  statuses: statusTable({ RUNNING: "target", FAILED: "failed", "FAILED, to be started again": "pending" }),
};

/** Starts it; again while it fails because what was granted a moment ago is not known everywhere yet. */
async function startProcessor(
  context: OperationContext,
  arn: string,
  from: Found,
  meta: RecordedMeta,
  keep: (found: Found) => void,
): Promise<Found> {
  let current: Found = from;
  const result = await waitForState(context, subjectOf(nameOf(arn)), STARTS, async () => {
    const now = await startOnce(context, arn, current);
    if (now === undefined) return undefined;
    current = now;
    keep(now);
    if (now.status === "RUNNING") return { status: "RUNNING", value: now };
    const ageMs = Math.abs(context.clock.now() - meta.claimedAt * 1_000);
    const mayPass = ageMs < IAM_PROPAGATION_MS && REFUSED_BY_IAM.test(now.message ?? "");
    return { status: mayPass ? "FAILED, to be started again" : "FAILED", message: now.message, value: now };
  });
  if (result.observed === undefined) throw vanished(arn);
  if (result.verdict === "target") return result.observed.value;
  const { status, message } = result.observed.value;
  const said = message ?? "AWS gives no reason";
  throw new RekognitionError("ProcessorFailed", `${subjectOf(nameOf(arn))} is ${status} after its start: ${said}`);
}

/** One start, and how it ended. */
async function startOnce(context: OperationContext, arn: string, from: Found): Promise<Found | undefined> {
  try {
    await context.aws.call("StartStreamProcessor", { Name: nameOf(arn) });
  } catch (error) {
    // A repeated call whose first answer got lost meets a processor that is starting already.
    const now = isRekognitionError(error, "Busy") ? await find(context, nameOf(arn)) : undefined;
    if (!isUp(now?.status, subjectOf(nameOf(arn)))) throw error;
  }
  if (from.status === "FAILED" && !(await isStartSeen(context, arn))) return findByArn(context, arn);
  return (await waitFor(context, arn, running)).found;
}

/** Whether it left FAILED: a start may fail again too fast to be seen. */
async function isStartSeen(context: OperationContext, arn: string): Promise<boolean> {
  try {
    await waitFor(context, arn, startTaken);
    return true;
  } catch (error) {
    if (isRekognitionError(error, "StateDidNotChange")) return false;
    throw error;
  }
}

/** Stops a running one and waits until it is stopped; one that does not run stays as it is. Undefined where it vanished. */
export async function stopProcessor(context: OperationContext, arn: string, from: Found): Promise<Found | undefined> {
  if (from.status !== "RUNNING") return from;
  try {
    await context.aws.call("StopStreamProcessor", { Name: nameOf(arn) });
  } catch (error) {
    // Somebody else stopped it, or our first answer got lost.
    if (!isRekognitionError(error, "Busy", "NotFound")) throw error;
  }
  const { reached, found } = await waitFor(context, arn, stopped);
  if (reached) return found;
  const status = found?.status ?? "gone";
  throw new RekognitionError("UnexpectedStatus", `${subjectOf(nameOf(arn))} is ${status} after its stop`);
}

/** The error for one that vanished meanwhile. */
export function vanished(arn: string): RekognitionError {
  return new RekognitionError("DeletedOutside", `${subjectOf(nameOf(arn))} (${arn}) is gone`);
}
