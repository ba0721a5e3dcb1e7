import { createHash } from "node:crypto";
import { ImageList } from "../../images/changes/list.js";
import { type LabelledImages, manifestLines } from "../../images/image-set.js";
import { IMAGES } from "./keys.js";

/** What is known of a set before anything is sent; recorded with it. */
export interface PlannedFacts {
  readonly contentHash: string;
  readonly images: number;
  readonly labels: Readonly<Record<string, number>>;
  readonly sizeBytes: number;
  readonly [IMAGES]?: string;
}

/** Works out what is to be known of images. */
export function factsOf(set: LabelledImages): PlannedFacts {
  const { images, labels } = set;
  const list = new ImageList();
  for (const { sha256, labels: own, boxes, sizeBytes } of images)
    list.add({ hash: sha256, said: [own, boxes], sizeBytes });
  return {
    contentHash: contentHash(set),
    images: images.length,
    labels: Object.fromEntries([...labels].sort(([one], [other]) => (one < other ? -1 : 1))),
    sizeBytes: images.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    ...(list.text === undefined ? {} : { [IMAGES]: list.text }),
  };
}

/** Over the manifest's lines as they would be anywhere: bucket and prefix are inputs of their own. */
function contentHash(set: LabelledImages): string {
  const hash = createHash("sha256");
  for (const line of manifestLines(set, "bucket", ({ sha256 }) => sha256)) hash.update(line).update("\n");
  return hash.digest("hex");
}
