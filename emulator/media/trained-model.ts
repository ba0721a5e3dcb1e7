import { createHash } from "node:crypto";
import type { Buckets } from "./buckets.js";
import type { Box } from "./entry-errors.js";

/** An image of a manifest, with what it shows. */
export interface TrainingEntry {
  readonly bucket: string;
  readonly key: string;
  /** Labels of the image as a whole. */
  readonly labels: readonly string[];
  readonly boxes: readonly Box[];
}

/** What a model learned from its manifests. */
export class TrainedModel {
  readonly kind: "classification" | "detection";
  readonly labels: readonly string[];
  readonly #entries: readonly TrainingEntry[];
  #byDigest: Map<string, TrainingEntry> | undefined;

  constructor(entries: readonly TrainingEntry[]) {
    this.#entries = entries;
    this.kind = entries.some((entry) => entry.boxes.length > 0) ? "detection" : "classification";
    this.labels = labelsOf(entries, this.kind);
  }

  /** The manifest's entry for an image with exactly these bytes. The images are read when they are first asked for. */
  recall(buckets: Buckets, digest: string): TrainingEntry | undefined {
    this.#byDigest ??= new Map(
      this.#entries.flatMap((entry): [string, TrainingEntry][] => {
        const image = buckets.read(entry.bucket, entry.key);
        return image === undefined ? [] : [[digestOf(image), entry]];
      }),
    );
    return this.#byDigest.get(digest);
  }
}

/** The labels of the lines that are in the model's format: lines in the other one are not used. */
export function labelsOf(entries: readonly TrainingEntry[], kind: TrainedModel["kind"]): readonly string[] {
  const labels = entries.flatMap((entry) =>
    kind === "detection" ? entry.boxes.map((box) => box.label) : entry.labels,
  );
  return [...new Set(labels)].sort();
}

/** What identifies an image: the hash of its bytes. */
export const digestOf = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");
