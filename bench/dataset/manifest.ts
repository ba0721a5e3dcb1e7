import { closeSync, openSync, writeSync } from "node:fs";

const LINES_AT_A_TIME = 10_000;
const LABELS = 100;

/** A line as SageMaker Ground Truth writes it for a job of whole images. */
function line(bucket: string, index: number, label: string): string {
  return JSON.stringify({
    "source-ref": `s3://${bucket}/inspections/2026/camera-${index % 7}/part-${String(index).padStart(7, "0")}.jpg`,
    inspection: index % LABELS,
    "inspection-metadata": {
      confidence: 0.95,
      "class-name": label,
      type: "groundtruth/image-classification",
      "human-annotated": "yes",
      "creation-date": "2026-03-01T12:00:00.000Z",
      "job-name": "labeling-job/inspection",
    },
  });
}

/** What a manifest differs by from the first one. */
interface Differences {
  /** So many entries, the first ones, have another label. */
  readonly changed?: number;
  /** So many entries come after the others. */
  readonly added?: number;
}

/** Writes a manifest of so many lines, a part at a time. */
export function writeManifest(
  path: string,
  bucket: string,
  count: number,
  { changed = 0, added = 0 }: Differences = {},
): void {
  const file = openSync(path, "w");
  try {
    for (let from = 0; from < count + added; from += LINES_AT_A_TIME) {
      const length = Math.min(LINES_AT_A_TIME, count + added - from);
      const lines = Array.from({ length }, (_, offset) => {
        const index = from + offset;
        return line(bucket, index, `label-${index % LABELS}${index < changed ? "-new" : ""}`);
      });
      writeSync(file, `${lines.join("\n")}\n`);
    }
  } finally {
    closeSync(file);
  }
}

/** The first lines of that manifest. */
export function firstLines(bucket: string, count: number): string {
  return Array.from({ length: count }, (_, index) => line(bucket, index, `label-${index % LABELS}-new`)).join("\n");
}
