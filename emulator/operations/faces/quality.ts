import type { QualityFilter, Reason } from "@aws-sdk/client-rekognition";
import type { FoundFace } from "../../images/faces.js";
import type { RequestImage } from "../../media/request-image.js";
import type { Call } from "../../world.js";

/** Degrees that a head may be turned, whatever the bar. */
const EXTREME_POSE = 75;
/** Pixels of the shorter side that AWS recommends at least. */
const SMALLEST_SIDE = 40;

function barOf(call: Call, filter: Exclude<QualityFilter, "NONE">): number {
  const { faceQualityLow, faceQualityMedium, faceQualityHigh } = call.world.switches;
  return { AUTO: faceQualityLow, LOW: faceQualityLow, MEDIUM: faceQualityMedium, HIGH: faceQualityHigh }[filter];
}

/** Why a face is not good enough to be used; nothing, if it is. */
export function shortcomings(call: Call, face: FoundFace, image: RequestImage, filter: QualityFilter): Reason[] {
  if (filter === "NONE") return [];
  const bar = barOf(call, filter);
  const { quality = {}, pose = {}, box } = face;
  const isTurned = [pose.yaw, pose.pitch].some((degrees) => Math.abs(degrees ?? 0) > EXTREME_POSE);
  const sidePx = Math.min(box.width * image.width, box.height * image.height);
  const reasons: (Reason | false)[] = [
    isTurned && "EXTREME_POSE",
    (quality.brightness ?? 100) < bar && "LOW_BRIGHTNESS",
    (quality.sharpness ?? 100) < bar && "LOW_SHARPNESS",
    face.confidence < bar && "LOW_CONFIDENCE",
    // A default box is half as large as the image: a small image alone makes no small face.
    Math.min(box.width, box.height) < 0.25 && sidePx < SMALLEST_SIDE && "SMALL_BOUNDING_BOX",
  ];
  return reasons.filter((reason) => reason !== false);
}
