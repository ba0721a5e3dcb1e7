import type { Box, ImageSize } from "../media/entry-errors.js";
import type { TrainingEntry } from "../media/trained-model.js";
import type { Prediction, TestAnswer } from "./answers.js";
import { timestamp } from "./summary.js";

type Place = Omit<Box, "label">;
type Metadata = Readonly<Record<string, unknown>>;

const TRAINING = "rekognition-custom-labels-training";
const EVALUATION = "rekognition-custom-labels-evaluation";
const [TRAINING_JOB, EVALUATION_JOB] = [`${TRAINING}-job`, `${EVALUATION}-job`];

const details = ({ isFound, isPresent }: Prediction) => ({
  [`${EVALUATION}-details`]: {
    version: 1,
    "ground-truth-labelling-jobs": [TRAINING_JOB],
    "is-true-positive": isFound && isPresent,
    "is-true-negative": !isFound && !isPresent,
    "is-false-positive": isFound && !isPresent,
    "is-false-negative": !isFound && isPresent,
    "is-present-in-ground-truth": isPresent,
  },
});

/** Attributes with a label each of the whole image. */
function classified(
  name: string,
  job: string,
  labels: readonly { readonly label: string; readonly confidence: number; readonly more?: Metadata }[],
  endedAtMs: number,
): Metadata {
  const attributes = labels.flatMap(({ label, confidence, more }, index): [string, unknown][] => [
    [`${name}-${index}`, 1],
    [
      `${name}-${index}-metadata`,
      {
        confidence,
        "job-name": job,
        "class-name": label,
        "human-annotated": job === TRAINING_JOB ? "yes" : "no",
        "creation-date": timestamp(endedAtMs),
        type: "groundtruth/image-classification",
        ...more,
      },
    ],
  ]);
  return Object.fromEntries(attributes);
}

/** An attribute with boxes. */
function located(
  name: string,
  job: string,
  boxes: readonly { readonly label: string; readonly box: Place; readonly object: Metadata }[],
  size: ImageSize,
  endedAtMs: number,
  more: Metadata = {},
): Metadata {
  const labels = [...new Set(boxes.map(({ label }) => label))].sort();
  const pixels = (part: number, whole: number): number => Math.round(part * whole);
  return {
    [name]: {
      image_size: [{ ...size, depth: 3 }],
      annotations: boxes.map(({ label, box }) => ({
        class_id: labels.indexOf(label),
        left: pixels(box.left, size.width),
        top: pixels(box.top, size.height),
        width: pixels(box.width, size.width),
        height: pixels(box.height, size.height),
      })),
    },
    [`${name}-metadata`]: {
      ...more,
      "job-name": job,
      "class-map": Object.fromEntries(labels.map((label, index) => [index, label])),
      "human-annotated": job === TRAINING_JOB ? "yes" : "no",
      objects: boxes.map(({ object }) => object),
      "creation-date": timestamp(endedAtMs),
      type: "groundtruth/object-detection",
    },
  };
}

function groundTruth({ bucket, key, labels, boxes, size }: TrainingEntry, endedAtMs: number): Metadata {
  const certain = labels.map((label) => ({ label, confidence: 1 }));
  const places = boxes.map((box) => ({ label: box.label, box, object: { confidence: 1 } }));
  return {
    "source-ref": `s3://${bucket}/${key}`,
    ...(size === undefined
      ? classified(TRAINING, TRAINING_JOB, certain, endedAtMs)
      : located(`${TRAINING}-0`, TRAINING_JOB, places, size, endedAtMs)),
  };
}

/** A line that was trained on. */
export const trainingLine = (entry: TrainingEntry, endedAtMs: number): string =>
  JSON.stringify(groundTruth(entry, endedAtMs));

/** A line that was tested, with the model's answer. */
export function testingLine({ entry, predictions }: TestAnswer, endedAtMs: number): string {
  const places = predictions.flatMap((prediction) => {
    const { label, box, confidence } = prediction;
    return box === undefined ? [] : [{ label, box, object: { confidence, ...details(prediction) } }];
  });
  const wholes = predictions.map((prediction) => ({
    label: prediction.label,
    confidence: prediction.confidence,
    more: details(prediction),
  }));
  const confidence = Math.max(0, ...predictions.map((prediction) => prediction.confidence));
  const { size } = entry;
  return JSON.stringify({
    ...groundTruth(entry, endedAtMs),
    ...(size === undefined
      ? classified(EVALUATION, EVALUATION_JOB, wholes, endedAtMs)
      : located(EVALUATION, EVALUATION_JOB, places, size, endedAtMs, { confidence })),
  });
}
