import { join } from "node:path";
import { type Emulator, startEmulator } from "../../emulator/index.js";
import { writeObject } from "./objects.js";
import type { RecordedCall, Recording } from "./recording.js";

const REPOSITORY = join(__dirname, "..", "..", "..");

/** The folders behind the buckets that recorded stacks read from. */
export const BUCKETS: Readonly<Record<string, string>> = {
  "quickstart-data": join(REPOSITORY, "examples", "quickstart", "data"),
  videos: join(REPOSITORY, "tools", "recorded-stacks", "videos"),
};

/** Starts a local Rekognition in which everything stands as when the stack was recorded, and in which time stands still. */
export async function replay(recording: Recording): Promise<Emulator> {
  const { startedAtMs, endedAtMs, switches, outcomes, calls } = recording;
  const emulator = await startEmulator({ clock: "manual", startAtMs: startedAtMs, buckets: BUCKETS, switches });
  try {
    emulator.script(outcomes);
    for (const call of calls) {
      emulator.advance(call.atMs - emulator.nowMs());
      await repeat(emulator.url, call);
    }
    emulator.advance(endedAtMs - emulator.nowMs());
    if (!holds(emulator.state(), recording.service)) {
      throw new Error(
        `${recording.name} of ${recording.version}: the same calls made something else than they did then.`,
      );
    }
    emulator.clearCalls();
    return emulator;
  } catch (error) {
    await emulator.close();
    throw error;
  }
}

/** Whether everything that was recorded is still so; what a later emulator reports besides is nothing to compare. */
function holds(now: unknown, recorded: unknown): boolean {
  if (typeof recorded !== "object" || recorded === null) return now === recorded;
  if (typeof now !== "object" || now === null) return false;
  const isWhole = !Array.isArray(recorded) || (Array.isArray(now) && now.length === recorded.length);
  return (
    isWhole && Object.entries(recorded).every(([key, value]) => holds((now as Record<string, unknown>)[key], value))
  );
}

async function repeat(url: string, call: RecordedCall): Promise<void> {
  const answer = call.object === undefined ? await askRekognition(url, call) : await writeObject(url, call);
  if (!answer.ok)
    throw new Error(`${call.operation} was answered with ${String(answer.status)}: ${await answer.text()}`);
}

async function askRekognition(url: string, { operation, account, region, request }: RecordedCall): Promise<Response> {
  const credential = `${account ?? ""}/20260101/${region ?? ""}/rekognition/aws4_request`;
  return await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `RekognitionService.${operation}`,
      authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=${"0".repeat(64)}`,
      "x-amz-date": "20260101T000000Z",
    },
    body: JSON.stringify(request),
  });
}
