import type { DescribeStreamProcessorResponse, StreamProcessorStatus } from "@aws-sdk/client-rekognition";
import {
  type DoubtedUntil,
  type Stoppable,
  bringToRest,
  doubtFromNow,
  onceCertain,
  settledFrom,
} from "../../lifecycle/at-rest.js";
import { RekognitionError, isRekognitionError } from "../../base/errors.js";
import type { AwsContext } from "../../lifecycle/aws-context.js";
import type { RecordedMeta } from "../../lifecycle/handler.js";
import { isUp } from "../../lifecycle/running.js";
import { statusTable } from "../../lifecycle/status-table.js";
import { type Observation, type VerdictTable, waitForState } from "../../lifecycle/wait-for-state.js";
import { type Found, findByArn, nameOf, soughtProcessor, subjectOf } from "./processor.js";
import { running, settled, startTaken, stopped } from "./states.js";

/** For so long after its creation a role or policy may not be usable yet. */
const IAM_PROPAGATION_MS = 3 * 60_000;
const REFUSED_BY_IAM = /^Access denied to (Role|Kinesis)/i;

/** Waits by one of the tables and returns what was last seen. */
export async function waitFor(
  context: AwsContext,
  arn: string,
  table: VerdictTable<StreamProcessorStatus>,
): Promise<{ reached: boolean; found: Found | undefined }> {
  const result = await waitForState(context, subjectOf(nameOf(arn)), table, soughtProcessor(context, nameOf(arn), arn));
  return { reached: result.verdict === "target", found: result.observed };
}

/** How a processor is looked at and stopped. */
export function stoppable(
  context: AwsContext,
  arn: string,
): Stoppable<StreamProcessorStatus, DescribeStreamProcessorResponse> {
  return {
    subject: subjectOf(nameOf(arn)),
    ...soughtProcessor(context, nameOf(arn), arn),
    settled,
    stopped,
    stop: () => context.aws.call("StopStreamProcessor", { Name: nameOf(arn) }),
  };
}

/** Stops a running one and waits until it is stopped; one that does not run stays as it is. Undefined where it vanished. */
export function stopProcessor(
  context: AwsContext,
  arn: string,
  from: Found,
  doubtedUntil: DoubtedUntil,
): Promise<Found | undefined> {
  return bringToRest(context, stoppable(context, arn), from, doubtedUntil);
}

/** Brings face search, wherever it stands, to run. */
export async function bringToRun(
  context: AwsContext,
  arn: string,
  from: Found,
  meta: RecordedMeta,
  doubtedUntil: DoubtedUntil,
): Promise<Found> {
  let now = await settledFrom(context, stoppable(context, arn), from);
  if (now?.status === "RUNNING") now = await onceCertain(context, stoppable(context, arn), now, doubtedUntil);
  if (now === undefined) throw vanished(arn);
  return now.status === "RUNNING" ? now : startProcessor(context, arn, now, meta);
}

const AGAIN = "not running, to be started again";

type Started = "RUNNING" | "FAILED" | typeof AGAIN;

const STARTS: VerdictTable<Started> = {
  until: "is running",
  absent: "failed",
  statuses: statusTable({ RUNNING: "target", FAILED: "failed", [AGAIN]: "pending" }),
};

/** Starts it; again while it fails because what was granted a moment ago is not known everywhere yet. */
async function startProcessor(context: AwsContext, arn: string, from: Found, meta: RecordedMeta): Promise<Found> {
  let current: Found = from;
  const attempt = async (): Promise<Observation<Started, Found> | undefined> => {
    const started = await startOnce(context, arn, current);
    if (started === undefined) return undefined;
    current = started.found;
    if (current.status === "RUNNING") return { status: "RUNNING", value: current };
    const ageMs = Math.abs(context.clock.now() - meta.claimedAt * 1_000);
    const mayPass = ageMs < IAM_PROPAGATION_MS && REFUSED_BY_IAM.test(current.message ?? "");
    return { status: mayPass || !started.isTaken ? AGAIN : "FAILED", message: current.message, value: current };
  };
  const { isGone } = stoppable(context, arn);
  const result = await waitForState(context, subjectOf(nameOf(arn)), STARTS, { look: attempt, isGone });
  if (result.observed === undefined) throw vanished(arn);
  if (result.verdict === "target") return result.observed.value;
  const { status, message } = result.observed.value;
  const said = message ?? "AWS gives no reason";
  throw new RekognitionError("ProcessorFailed", `${subjectOf(nameOf(arn))} is ${status} after its start: ${said}`);
}

/** One start, and how it ended; not taken where it was not at rest after all. */
async function startOnce(
  context: AwsContext,
  arn: string,
  from: Found,
): Promise<{ readonly found: Found; readonly isTaken: boolean } | undefined> {
  const thing = stoppable(context, arn);
  const atRest = await settledFrom(context, thing, from);
  if (atRest === undefined) return undefined;
  if (atRest.status === "RUNNING") return { found: atRest, isTaken: true };
  try {
    await context.aws.call("StartStreamProcessor", { Name: nameOf(arn) });
  } catch (error) {
    // A start whose answer got lost, or one of a process that is gone, may have been taken although it does not show yet.
    if (!isRekognitionError(error) || context.signal.aborted) throw error;
    if (error.code !== "Busy" && !error.effectUnknown) throw error;
    const now = await onceCertain(context, thing, atRest, doubtFromNow(context));
    if (now === undefined) throw vanished(arn);
    if (now.status === atRest.status) throw error;
    if (!isUp(now.status, thing.subject)) return { found: now, isTaken: false };
  }
  const isHidden = atRest.status === "FAILED" && !(await isStartSeen(context, arn));
  const found = isHidden ? await findByArn(context, arn) : (await waitFor(context, arn, running)).found;
  return found && { found, isTaken: true };
}

/** Whether it left FAILED: a start may fail again too fast to be seen. */
async function isStartSeen(context: AwsContext, arn: string): Promise<boolean> {
  try {
    await waitFor(context, arn, startTaken);
    return true;
  } catch (error) {
    if (isRekognitionError(error, "StateDidNotChange")) return false;
    throw error;
  }
}

/** The error for one that vanished meanwhile. */
export function vanished(arn: string): RekognitionError {
  return new RekognitionError("DeletedOutside", `${subjectOf(nameOf(arn))} (${arn}) is gone`);
}
