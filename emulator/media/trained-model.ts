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
    this.labels = [...new Set(entries.flatMap((entry) => entry.labels))].sort();
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

/** What identifies an image: the hash of its bytes. */
export const digestOf = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");
