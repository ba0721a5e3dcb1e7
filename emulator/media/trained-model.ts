import { createHash } from "node:crypto";
import type { Buckets } from "./buckets.js";
import type { ManifestEntry } from "./manifest.js";

/** What a model learned from its manifests. */
export class TrainedModel {
  readonly kind: "classification" | "detection";
  readonly labels: readonly string[];
  readonly #entries: readonly ManifestEntry[];
  #byDigest: Map<string, ManifestEntry> | undefined;

  constructor(entries: readonly ManifestEntry[]) {
    this.#entries = entries;
    this.kind = entries.some((entry) => entry.boxes.length > 0) ? "detection" : "classification";
    this.labels = labelsOf(entries, this.kind);
  }

  /** The manifest's entry for an image with exactly these bytes. The images are read when they are first asked for. */
  recall(buckets: Buckets, digest: string): ManifestEntry | undefined {
    this.#byDigest ??= new Map(
      this.#entries.flatMap((entry): [string, ManifestEntry][] => {
        const image = buckets.read(entry.bucket, entry.key);
        return image === undefined ? [] : [[digestOf(image), entry]];
      }),
    );
    return this.#byDigest.get(digest);
  }
}

/** The labels of the lines that are in the model's format: lines in the other one are not used. */
export function labelsOf(entries: readonly ManifestEntry[], kind: TrainedModel["kind"]): readonly string[] {
  const labels = entries.flatMap((entry) =>
    kind === "detection" ? entry.boxes.map((box) => box.label) : entry.labels,
  );
  return [...new Set(labels)].sort();
}

/** What identifies an image: the hash of its bytes. */
export const digestOf = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");
