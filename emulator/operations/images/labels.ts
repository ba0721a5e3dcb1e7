import type {
  DetectLabelsImageProperties,
  DetectLabelsRequest,
  DetectLabelsResponse,
  Label,
} from "@aws-sdk/client-rekognition";
import { labelsOf, passes } from "../../images/labels.js";
import type { FoundLabel } from "../../images/labels.js";
import { lookAt } from "../../images/look.js";
import { MODERATION_IMAGE } from "../../media/image-limits.js";
import { requestImage } from "../../media/request-image.js";
import { invalidParameter } from "../../protocol/errors.js";
import type { Wire } from "../../protocol/wire.js";
import type { LookingHandler } from "../handler.js";
import { boundingBox } from "../faces/details.js";

const DEFAULT_MIN_CONFIDENCE = 55;

const named = (names: readonly string[] = []) => names.map((Name) => ({ Name }));

const describeLabel = (label: FoundLabel): Wire<Label> => ({
  Name: label.name,
  Confidence: label.confidence,
  Instances: (label.instances ?? []).map((box) => ({ BoundingBox: boundingBox(box), Confidence: label.confidence })),
  Parents: named(label.parents),
  Aliases: named(label.aliases),
  Categories: named(label.categories),
});

/** No pixel is looked at: every image is as sharp, and as grey, as every other. */
function imageProperties(maxColors: number): Wire<DetectLabelsImageProperties> {
  const grey = {
    Red: 128,
    Green: 128,
    Blue: 128,
    HexCode: "#808080",
    CSSColor: "gray",
    SimplifiedColor: "grey",
    PixelPercent: 100,
  };
  const part = {
    Quality: { Brightness: 80, Sharpness: 90, Contrast: 70 },
    DominantColors: maxColors > 0 ? [grey] : [],
  };
  return { ...part, Foreground: part, Background: part };
}

const DEFAULT_COLORS = 10;

export const detectLabels: LookingHandler<DetectLabelsRequest, DetectLabelsResponse> = async (input, call) => {
  const { Features = ["GENERAL_LABELS"], Settings = {} } = input;
  const image = requestImage(call, input.Image, MODERATION_IMAGE);
  const wantsLabels = Features.length === 0 || Features.includes("GENERAL_LABELS");
  const wantsProperties = Features.includes("IMAGE_PROPERTIES");
  if (!wantsLabels && Settings.GeneralLabels !== undefined) {
    throw invalidParameter("GeneralLabels settings need the feature GENERAL_LABELS.");
  }
  if (!wantsProperties && Settings.ImageProperties !== undefined) {
    throw invalidParameter("ImageProperties settings need the feature IMAGE_PROPERTIES.");
  }
  const threshold = input.MinConfidence ?? DEFAULT_MIN_CONFIDENCE;
  const labels = labelsOf((await lookAt(call, image)).labels, image.digest).filter(
    (label) => label.confidence >= threshold && passes(label, Settings.GeneralLabels),
  );
  return {
    Labels: wantsLabels ? labels.slice(0, input.MaxLabels ?? labels.length).map(describeLabel) : undefined,
    LabelModelVersion: call.world.switches.labelModelVersion,
    ImageProperties: wantsProperties
      ? imageProperties(Settings.ImageProperties?.MaxDominantColors ?? DEFAULT_COLORS)
      : undefined,
  };
};
