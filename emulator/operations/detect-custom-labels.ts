import type { CustomLabel, DetectCustomLabelsRequest, DetectCustomLabelsResponse } from "@aws-sdk/client-rekognition";
import { CUSTOM_LABELS_IMAGE } from "../media/image-limits.js";
import type { Box } from "../media/entry-errors.js";
import { inventedBox } from "../media/invented-box.js";
import { requestImage } from "../media/request-image.js";
import { rounded, share } from "../media/share.js";
import type { TrainedModel, TrainingEntry } from "../media/trained-model.js";
import { invalidParameter, serviceError } from "../protocol/errors.js";
import type { Wire } from "../protocol/wire.js";
import { requireVersion } from "../store/lookup.js";
import type { LookingHandler } from "./handler.js";
import { VERSION_LEGALITY } from "./legality.js";

type Answer = Wire<CustomLabel>;

function geometry(box: Omit<Box, "label">): Answer["Geometry"] {
  return { BoundingBox: { Width: box.width, Height: box.height, Left: box.left, Top: box.top }, Polygon: undefined };
}

/** Labels of the image itself: sure of those in the manifest, vague about the rest. */
function answers(model: TrainedModel, digest: string, entry: TrainingEntry | undefined): Answer[] {
  const { boxes = [] } = entry ?? {};
  const labels = (entry?.labels ?? []).filter((label) => model.labels.includes(label));
  const known = [...labels, ...boxes.map((box) => box.label)];
  const somewhere = (label: string): Answer["Geometry"] =>
    model.kind === "detection" ? geometry(inventedBox(`${digest}/${label}`)) : undefined;
  const sure = (seed: string): number => rounded(95 + 4.9 * share(`${digest}/${seed}`));
  const found: Answer[] =
    boxes.length > 0
      ? boxes.map((box, index) => ({ Name: box.label, Confidence: sure(String(index)), Geometry: geometry(box) }))
      : labels.map((label) => ({ Name: label, Confidence: sure(label), Geometry: somewhere(label) }));
  const others = model.labels.filter((label) => !known.includes(label));
  const vague = others.map((label) => ({
    Name: label,
    Confidence: rounded((known.length > 0 ? 40 : 90) * share(`${digest}/${label}`)),
    Geometry: somewhere(label),
  }));
  return [...found, ...vague];
}

export const detectCustomLabels: LookingHandler<DetectCustomLabelsRequest, DetectCustomLabelsResponse> = async (
  input,
  call,
) => {
  const { buckets, switches } = call.world;
  const image = requestImage(call, input.Image, CUSTOM_LABELS_IMAGE);
  const version = requireVersion(call, input.ProjectVersionArn);
  if (version.project.feature !== "CUSTOM_LABELS") throw invalidParameter();
  const { model } = version;
  if (VERSION_LEGALITY[version.status.current].detect !== "ok" || model === undefined) {
    throw serviceError(
      "ResourceNotReadyException",
      `The project version ${version.name} is not running: its status is ${version.status.current}.`,
    );
  }
  const { digest } = image;
  const entry = await model.recall(buckets, image);
  const threshold = input.MinConfidence ?? switches.assumedThreshold;
  const labels = answers(model, digest, entry)
    .filter((label) => (label.Confidence ?? 0) >= threshold)
    .sort((a, b) => (b.Confidence ?? 0) - (a.Confidence ?? 0));
  return { CustomLabels: labels.slice(0, input.MaxResults ?? labels.length) };
};
