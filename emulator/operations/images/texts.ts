import type {
  DetectTextFilters,
  DetectTextRequest,
  DetectTextResponse,
  TextDetection,
  TextTypes,
} from "@aws-sdk/client-rekognition";
import type { ImageBox, ImageText } from "../../image-contents.js";
import { lookAt } from "../../images/look.js";
import { MODERATION_IMAGE } from "../../media/image-limits.js";
import { requestImage } from "../../media/request-image.js";
import type { Wire } from "../../protocol/wire.js";
import { boundingBox } from "../faces/details.js";
import type { LookingHandler } from "../handler.js";
import { isInRegions } from "./regions.js";

const CONFIDENCE = 99;
const DEFAULT_MIN_CONFIDENCE = 80;
const MOST_WORDS = 100;

type Filters = Wire<DetectTextFilters>;

interface Found {
  readonly text: string;
  readonly confidence: number;
  readonly box: ImageBox;
}

/** Where a line is that nobody placed: each has a tenth of the height. */
const lineBox = (index: number): ImageBox => ({ left: 0.1, top: (index % 10) / 10, width: 0.8, height: 0.08 });

/** The words of a line, each as wide as it has characters. */
function wordsOf({ text, confidence, box }: Found): Found[] {
  return [...text.matchAll(/\S+/g)].map((match) => {
    const [left, width] = [match.index / text.length, match[0].length / text.length];
    return {
      text: match[0],
      confidence,
      box: { ...box, left: box.left + left * box.width, width: width * box.width },
    };
  });
}

function passes({ confidence, box }: Found, { WordFilter = {}, RegionsOfInterest }: Filters): boolean {
  const { MinConfidence = DEFAULT_MIN_CONFIDENCE, MinBoundingBoxHeight = 0, MinBoundingBoxWidth = 0 } = WordFilter;
  const isLarge = box.height >= MinBoundingBoxHeight && box.width >= MinBoundingBoxWidth;
  return confidence >= MinConfidence && isLarge && isInRegions(box, RegionsOfInterest);
}

function detection(found: Found, id: number, type: TextTypes, parent?: number): Wire<TextDetection> {
  const { left, top, width, height } = found.box;
  const [right, bottom] = [left + width, top + height];
  return {
    DetectedText: found.text,
    Type: type,
    Id: id,
    ParentId: parent,
    Confidence: found.confidence,
    Geometry: {
      BoundingBox: boundingBox(found.box),
      Polygon: [
        { X: left, Y: top },
        { X: right, Y: top },
        { X: right, Y: bottom },
        { X: left, Y: bottom },
      ],
    },
  };
}

/** Lines, then the words of each; a line of which no word passes is left out. */
export function textDetections(texts: readonly ImageText[] = [], filters: Filters = {}): Wire<TextDetection>[] {
  const lines = texts.map((line, index) => ({ confidence: CONFIDENCE, box: lineBox(index), ...line }));
  let room = MOST_WORDS;
  const kept = lines.flatMap((line) => {
    const words = wordsOf(line)
      .filter((word) => passes(word, filters))
      .slice(0, room);
    room -= words.length;
    return words.length === 0 ? [] : [{ line, words }];
  });
  const words = kept.flatMap(({ words: ofLine }, parent) => ofLine.map((word) => ({ word, parent })));
  return [
    ...kept.map(({ line }, id) => detection(line, id, "LINE")),
    ...words.map(({ word, parent }, index) => detection(word, kept.length + index, "WORD", parent)),
  ];
}

/** Nobody reads a text of which nothing was said. */
export const detectText: LookingHandler<DetectTextRequest, DetectTextResponse> = async (input, call) => {
  const image = requestImage(call, input.Image, MODERATION_IMAGE);
  return {
    TextDetections: textDetections((await lookAt(call, image)).texts, input.Filters),
    TextModelVersion: call.world.switches.textModelVersion,
  };
};
