import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onCleanUp } from "../../../tools/sandbox/cleanup.js";
import { REPOSITORY } from "./package-under-test.js";

const DATA = join(REPOSITORY, "examples", "quickstart", "data");
/** The bucket the drawn images' manifest refers to. */
export const TRAINING_BUCKET = "quickstart-data";

/** A bucket of one's own with the drawn images, and with manifests that list some of them. */
export interface TrainingBucket {
  /** As the emulator takes it: the folder by the bucket's name. */
  readonly buckets: Readonly<Record<string, string>>;
  /** The local file behind a key. */
  file(key: string): string;
  dispose(): void;
}

/** @param manifests how many of the 36 images each manifest leaves out, by its key */
export function createTrainingBucket(manifests: Readonly<Record<string, number>> = {}): TrainingBucket {
  const folder = mkdtempSync(join(tmpdir(), "training-bucket-"));
  cpSync(DATA, folder, { recursive: true });
  const lines = readFileSync(join(DATA, "manifest.jsonl"), "utf8").trimEnd().split("\n");
  for (const [key, leftOut] of Object.entries(manifests)) {
    writeFileSync(join(folder, key), `${lines.slice(leftOut).join("\n")}\n`);
  }
  const dispose = onCleanUp(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return { buckets: { [TRAINING_BUCKET]: folder }, file: (key) => join(folder, key), dispose };
}
