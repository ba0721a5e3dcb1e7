import { type RekognitionError, isRekognitionError } from "../../base/errors.js";
import type { OperationContext } from "../../lifecycle/handler.js";
import { LAG_GRACE_MS, type Observation, type VerdictTable, waitForState } from "../../lifecycle/wait-for-state.js";
import { type Found, type Place, failed, soughtDataset, subjectOf } from "./dataset.js";
import type { EntryLine } from "./entry-line.js";
import { changed, recordedAs } from "./states.js";
import { statusTable } from "../../lifecycle/status-table.js";
import type { DatasetStatus } from "@aws-sdk/client-rekognition";

/** AWS's limit for one call. */
const MAX_CHUNK_BYTES = 5_242_880;

/** Sends lines in as few calls as AWS allows, each once the one before it has been taken in. */
export async function sendLines(
  context: OperationContext,
  place: Place,
  arn: string,
  lines: AsyncIterable<EntryLine>,
): Promise<void> {
  for await (const chunk of chunksOf(lines, MAX_CHUNK_BYTES)) {
    await changeEntries(context, place, arn, "takes more entries", async () => {
      await context.aws.call("UpdateDatasetEntries", { DatasetArn: arn, Changes: { GroundTruth: chunk } });
    });
  }
}

/** Lines put together up to a size, each with its end. */
export async function* chunksOf(
  lines: AsyncIterable<Pick<EntryLine, "text">>,
  maxBytes: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  let parts: Buffer[] = [];
  let bytes = 0;
  for await (const { text } of lines) {
    const part = Buffer.from(`${text}\n`);
    if (bytes + part.length > maxBytes && bytes > 0) {
      yield Buffer.concat(parts, bytes);
      parts = [];
      bytes = 0;
    }
    parts.push(part);
    bytes += part.length;
  }
  if (bytes > 0) yield Buffer.concat(parts, bytes);
}

/** Makes a call that changes entries as soon as AWS takes it, and waits until the change is done. */
export async function changeEntries(
  context: OperationContext,
  place: Place,
  arn: string,
  until: string,
  call: () => Promise<void>,
): Promise<void> {
  const before = await untilTaken(context, place, arn, until, call);
  const calledAt = context.clock.monotonicMs();
  const { look, isGone } = soughtDataset(context, arn);
  let last: Found | undefined;
  const result = await waitForState(context, subjectOf(place), changed, {
    async look() {
      last = await look();
      return last && asSeenFrom(before, last, context.clock.monotonicMs() - calledAt);
    },
    isGone,
  });
  if (result.verdict === "failed") throw failed(place, last);
}

/** What is the same as before the call may not show it yet; what lasts longer than statuses lag is how it ended. */
function asSeenFrom(before: Found, now: Found, sinceMs: number): Observation<DatasetStatus | "BEFORE", unknown> {
  const isSame =
    now.status === before.status &&
    now.value.LastUpdatedTimestamp?.getTime() === before.value.LastUpdatedTimestamp?.getTime();
  const isOld = isSame && recordedAs.or(now.status, "unknown") === "usable" && sinceMs < LAG_GRACE_MS;
  return isOld ? { ...now, status: "BEFORE" } : now;
}

/** Calls until AWS takes it; what it looked like just before is how its effect will be told. */
async function untilTaken(
  context: OperationContext,
  place: Place,
  arn: string,
  until: string,
  call: () => Promise<void>,
): Promise<Found> {
  const table: VerdictTable<"taken" | "busy" | "failed"> = {
    until,
    statuses: statusTable({ taken: "target", busy: "pending", failed: "failed" }),
    absent: "failed",
  };
  const { look, isGone } = soughtDataset(context, arn);
  let before: Found | undefined;
  let refusal: RekognitionError | undefined;
  const attempt = async (): Promise<Observation<"taken" | "busy" | "failed", undefined> | undefined> => {
    before = await look();
    if (before === undefined) return undefined;
    const state = recordedAs.of(before.status, subjectOf(place));
    if (state !== "usable") return { status: state === "moving" ? "busy" : "failed", value: undefined };
    try {
      await call();
      return { status: "taken", value: undefined };
    } catch (error) {
      if (!isRekognitionError(error, "Busy")) throw error;
      refusal = error;
      return { status: "busy", value: undefined };
    }
  };
  try {
    const { verdict } = await waitForState(context, subjectOf(place), table, { look: attempt, isGone });
    if (verdict === "target" && before !== undefined) return before;
  } catch (error) {
    throw isRekognitionError(error, "WaitTimedOut") && refusal !== undefined ? refusal : error;
  }
  throw failed(place, before);
}
