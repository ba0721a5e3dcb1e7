import type { LabelledImage, LabelledImages } from "./image-set.js";

/** Ground Truth wants a date; one that never changes, so that the same images give the same text. */
const METADATA = { "human-annotated": "yes", "creation-date": "2000-01-01T00:00:00" } as const;
/** Colours; no one counts them. */
const DEPTH = 3;

/**
 * The manifest's lines in order; `keyOf` gives the object key of an image. Same images, same text on any machine and day.
 * Forms: https://docs.aws.amazon.com/rekognition/latest/customlabels-dg/md-create-manifest-file-classification.html and
 * https://docs.aws.amazon.com/rekognition/latest/customlabels-dg/md-create-manifest-file-object-detection.html
 */
export function manifestLines(
  { images, labels }: LabelledImages,
  bucket: string,
  keyOf: (image: LabelledImage) => string,
): Iterable<string> {
  const classIds = new Map([...labels.keys()].map((label, id) => [label, id]));
  return {
    *[Symbol.iterator]() {
      for (const image of images) {
        const said = image.boxes.length === 0 ? labelAttributes(image) : boxAttribute(image, classIds);
        yield JSON.stringify({ "source-ref": `s3://${bucket}/${keyOf(image)}`, ...said });
      }
    },
  };
}

/** An attribute for each label, numbered: AWS reads the label from `class-name`, and no value of the attribute itself. */
function labelAttributes({ labels }: LabelledImage): Record<string, unknown> {
  const type = "groundtruth/image-classification";
  return Object.fromEntries(
    labels.flatMap((label, index): [string, unknown][] => [
      [`label-${String(index + 1)}`, 1],
      [`label-${String(index + 1)}-metadata`, { "class-name": label, confidence: 1, type, ...METADATA }],
    ]),
  );
}

function boxAttribute(image: LabelledImage, classIds: ReadonlyMap<string, number>): Record<string, unknown> {
  const { widthPx: width, heightPx: height, boxes } = image;
  const annotations = boxes.map(({ label, leftPx, topPx, widthPx, heightPx }) => ({
    class_id: classIds.get(label),
    left: leftPx,
    top: topPx,
    width: widthPx,
    height: heightPx,
  }));
  return {
    "bounding-box": { image_size: [{ width, height, depth: DEPTH }], annotations },
    "bounding-box-metadata": {
      objects: boxes.map(() => ({ confidence: 1 })),
      "class-map": Object.fromEntries(boxes.map(({ label }) => [String(classIds.get(label)), label])),
      type: "groundtruth/object-detection",
      ...METADATA,
    },
  };
}
