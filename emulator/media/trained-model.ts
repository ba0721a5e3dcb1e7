import type { Buckets } from "./buckets.js";
import type { Box, ImageSize } from "./entry-errors.js";
import { TrainingImages } from "./training-images.js";
import type { LearnedImage } from "./training-images.js";

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
  readonly entries: readonly TrainingEntry[];
  readonly #known: readonly (LearnedImage | undefined)[];
  #images: TrainingImages<TrainingEntry> | undefined;

  /**
   * A model that finds places can be trained on images with nothing but a label: of logos, for instance.
   * @param known what an earlier process learned of the images, entry by entry
   */
  constructor(entries: readonly TrainingEntry[], kind: ModelKind, known: readonly (LearnedImage | undefined)[] = []) {
    this.#known = known;
    this.entries = entries;
    this.kind = kind;
    const located = labelsOf(entries, "boxes");
    this.labels = kind === "detection" && located.length > 0 ? located : labelsOf(entries, "labels");
  }

  /** Whether it has begun to look at its images. */
  get hasLooked(): boolean {
    return this.#images !== undefined;
  }

  /** Looks at the images, so that they are known although they are deleted later. */
  learn(buckets: Buckets): void {
    this.#images ??= new TrainingImages(buckets, this.entries, this.#known);
  }

  /** What is known of the images so far, entry by entry, and which state of that it is. */
  get learned(): { readonly images: readonly (LearnedImage | undefined)[]; readonly revision: number } {
    return { images: this.#images?.images ?? this.#known, revision: this.#images?.revision ?? 0 };
  }

  /** The manifest's entry for an image: one with exactly these bytes, else with these pixels. */
  recall(
    buckets: Buckets,
    image: { readonly bytes: Buffer; readonly digest: string },
  ): Promise<TrainingEntry | undefined> {
    this.#images ??= new TrainingImages(buckets, this.entries, this.#known);
    return this.#images.recall(image);
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
