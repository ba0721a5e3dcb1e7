import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CallRecord } from "../../../emulator/index.js";
import { ACCOUNT, BUCKET, REGION, type Rig } from "../harness/rig.js";

export const VIDEO = { s3Object: { bucket: BUCKET, name: "door.mp4" } };
export const TOPIC = `arn:aws:sns:${REGION}:${ACCOUNT}:AmazonRekognition-done`;
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/publish`;

/** Arguments of a job of label detection; `more` adds to them or replaces some. */
export function jobArgs(more: object = {}): Record<string, unknown> {
  return { analysis: "LABEL_DETECTION", video: VIDEO, ...more };
}

/** Puts the video into the bucket. */
export function putVideo({ bucket }: Pick<Rig, "bucket">, name = "door.mp4"): void {
  writeFileSync(join(bucket.path, name), `not really a video: ${name}`);
}

/** The starts that had an effect: a repeated token is none. */
export function jobsStarted(rig: Rig): readonly CallRecord[] {
  return rig.emulator.calls().filter(({ operation, effect }) => effect && operation.startsWith("Start"));
}

/** The requests of the starts among some calls. */
export function startCalls(calls: readonly CallRecord[]): readonly Record<string, unknown>[] {
  return calls
    .filter(({ operation }) => operation.startsWith("Start"))
    .map(({ request }) => request as Record<string, unknown>);
}
