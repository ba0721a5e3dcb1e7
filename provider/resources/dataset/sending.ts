import { untilTaken } from "../../lifecycle/until-taken.js";
import { LAG_GRACE_MS, type Observation, type Sought, waitForState } from "../../lifecycle/wait-for-state.js";
import { type Found, type Work, failed, soughtDataset, subjectOf } from "./dataset.js";
import type { EntryLine } from "./entry-line.js";
import { changed, recordedAs } from "./states.js";
import type { DatasetStatus } from "@aws-sdk/client-rekognition";

/** AWS's limit for one call. */
const MAX_CHUNK_BYTES = 5_242_880;

/** Sends lines in as few calls as AWS allows, each once the one before it has been taken in. */
export async function sendLines(work: Work, arn: string, lines: AsyncIterable<EntryLine>): Promise<void> {
  for await (const chunk of chunksOf(lines, MAX_CHUNK_BYTES)) {
    await changeEntries(work, arn, "takes more entries", async () => {
      await work.context.aws.call("UpdateDatasetEntries", { DatasetArn: arn, Changes: { GroundTruth: chunk } });
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
  { context, place }: Work,
  arn: string,
  until: string,
  call: () => Promise<void>,
): Promise<void> {
  const thing = soughtDataset(context, arn, subjectOf(place));
  const attempt = async (now: Found): Promise<"busy" | undefined> => {
    const state = recordedAs.of(now.status, thing.subject);
    if (state === "moving") return "busy";
    if (state !== "usable") throw failed(thing.subject, now);
    await call();
    return undefined;
  };
  const before = await untilTaken(context, thing, until, attempt, { patienceMs: Infinity });
  if (before === undefined) throw failed(thing.subject, undefined);
  const calledAt = context.clock.monotonicMs();
  let last: Found | undefined;
  const after: Sought<DatasetStatus | "BEFORE", unknown> = {
    ...thing,
    async look() {
      last = await thing.look();
      return last && asSeenFrom(before, last, context.clock.monotonicMs() - calledAt);
    },
  };
  const result = await waitForState(context, after, changed);
  if (result.verdict === "failed") throw failed(thing.subject, last);
}

/** What is the same as before the call may not show it yet; what lasts longer than statuses lag is how it ended. */
function asSeenFrom(before: Found, now: Found, sinceMs: number): Observation<DatasetStatus | "BEFORE", unknown> {
  const isSame =
    now.status === before.status &&
    now.value.LastUpdatedTimestamp?.getTime() === before.value.LastUpdatedTimestamp?.getTime();
  const isOld = isSame && recordedAs.or(now.status, "unknown") === "usable" && sinceMs < LAG_GRACE_MS;
  return isOld ? { ...now, status: "BEFORE" } : now;
}
