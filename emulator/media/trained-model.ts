import { createHash } from "node:crypto";
import type { Buckets } from "./buckets.js";
import type { Box, ImageSize } from "./entry-errors.js";

/** An image of a manifest, with what it shows. */
export interface TrainingEntry {
  readonly bucket: string;
  readonly key: string;
  /** Labels of the image as a whole. */
  readonly labels: readonly string[];
  readonly boxes: readonly Box[];
  /** Where boxes are given. */
  readonly size: ImageSize | undefined;
}

/** Whether a model says what an image shows, or where it shows it. */
export type ModelKind = "classification" | "detection";

/** What a model learned from its manifests. */
export class TrainedModel {
  readonly kind: ModelKind;
  readonly labels: readonly string[];
  readonly #entries: readonly TrainingEntry[];
  #byDigest: Map<string, TrainingEntry> | undefined;

  /** A model that finds places can be trained on images with nothing but a label: of logos, for instance. */
  constructor(entries: readonly TrainingEntry[], kind: ModelKind) {
    this.#entries = entries;
    this.kind = kind;
    const located = labelsOf(entries, "boxes");
    this.labels = kind === "detection" && located.length > 0 ? located : labelsOf(entries, "labels");
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

/** The labels that entries give to whole images, to boxes, or to either, each once. */
export function labelsOf(entries: readonly TrainingEntry[], of: "labels" | "boxes" | "either"): readonly string[] {
  const labels = entries.flatMap((entry) => [
    ...(of === "boxes" ? [] : entry.labels),
    ...(of === "labels" ? [] : entry.boxes.map((box) => box.label)),
  ]);
  return [...new Set(labels)].sort();
}

/** What identifies an image: the hash of its bytes. */
export const digestOf = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");
