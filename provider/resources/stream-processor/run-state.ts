import { type DoubtedUntil, doubtFromNow, metByStart, onceCertain, settledFrom } from "../../lifecycle/at-rest.js";
import { RekognitionError, isRekognitionError } from "../../base/errors.js";
import type { AwsContext } from "../../lifecycle/aws-context.js";
import type { RecordedMeta } from "../../lifecycle/handler.js";
import { isUp } from "../../lifecycle/running.js";
import { statusTable } from "../../lifecycle/status-table.js";
import { type Observation, type VerdictTable, waitForState } from "../../lifecycle/wait-for-state.js";
import { type Found, nameOf, processorOf, running, startTaken, subjectOf } from "./processor.js";

/** For so long after its creation a role or policy may not be usable yet. */
export const IAM_PROPAGATION_MS = 3 * 60_000;
const REFUSED_BY_IAM = /^Access denied to (Role|Kinesis)/i;

/** Brings face search, wherever it stands, to run. */
export async function bringToRun(
  context: AwsContext,
  arn: string,
  from: Found,
  meta: RecordedMeta,
  doubtedUntil: DoubtedUntil,
): Promise<Found> {
  const thing = processorOf(context, arn);
  let now = await there(arn, settledFrom(context, thing, from));
  if (now.status === "RUNNING") now = await there(arn, onceCertain(context, thing, now, doubtedUntil));
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
  const { subject, isGone } = processorOf(context, arn);
  const { verdict, observed } = await waitForState(context, { subject, look: attempt, isGone }, STARTS);
  if (observed === undefined) throw vanished(arn);
  if (verdict === "target") return observed.value;
  const { status, message = "AWS gives no reason" } = observed.value;
  throw new RekognitionError("ProcessorFailed", `${subject} is ${status} after its start: ${message}`);
}

/** One start, and how it ended; not taken where it was not at rest after all. */
async function startOnce(
  context: AwsContext,
  arn: string,
  from: Found,
): Promise<{ readonly found: Found; readonly isTaken: boolean } | undefined> {
  const thing = processorOf(context, arn);
  const atRest = await settledFrom(context, thing, from);
  if (atRest === undefined) return undefined;
  if (atRest.status === "RUNNING") return { found: atRest, isTaken: true };
  try {
    await context.aws.call("StartStreamProcessor", { Name: nameOf(arn) });
  } catch (error) {
    const now = await there(arn, metByStart(context, thing, atRest, error, doubtFromNow(context)));
    if (!isUp(now.status, thing.subject)) return { found: now, isTaken: false };
  }
  const isHidden = atRest.status === "FAILED" && !(await isStartSeen(context, arn));
  const found = isHidden ? await thing.look() : (await waitForState(context, thing, running)).observed;
  return found && { found, isTaken: true };
}

/** Whether it left FAILED: a start may fail again too fast to be seen. */
async function isStartSeen(context: AwsContext, arn: string): Promise<boolean> {
  try {
    await waitForState(context, processorOf(context, arn), startTaken);
    return true;
  } catch (error) {
    if (isRekognitionError(error, "StateDidNotChange")) return false;
    throw error;
  }
}

/** What must be there in the middle of an operation. */
export async function there(arn: string, found: Promise<Found | undefined> | Found | undefined): Promise<Found> {
  const observed = await found;
  if (observed === undefined) throw vanished(arn);
  return observed;
}

function vanished(arn: string): RekognitionError {
  return new RekognitionError("DeletedOutside", `${subjectOf(nameOf(arn))} (${arn}) is gone`);
}
