import type {
  BodyPart,
  DetectProtectiveEquipmentRequest,
  DetectProtectiveEquipmentResponse,
  ProtectiveEquipmentBodyPart,
  ProtectiveEquipmentSummarizationAttributes,
  ProtectiveEquipmentSummary,
  ProtectiveEquipmentType,
} from "@aws-sdk/client-rekognition";
import type { ImageBox, ImageWorker } from "../../image-contents.js";
import { lookAt } from "../../images/look.js";
import { MODERATION_IMAGE } from "../../media/image-limits.js";
import { requestImage } from "../../media/request-image.js";
import type { Wire } from "../../protocol/wire.js";
import { boundingBox } from "../faces/details.js";
import type { LookingHandler } from "../handler.js";

/** No operation looks at more people. */
const MOST_PERSONS = 15;
const CONFIDENCE = 99;
const BOX: ImageBox = { left: 0.25, top: 0, width: 0.5, height: 1 };

/** What covers a part, and where the part is: shares of the person's box. */
const PARTS: readonly (readonly [part: BodyPart, cover: ProtectiveEquipmentType, left: number, top: number])[] = [
  ["FACE", "FACE_COVER", 0.4, 0.05],
  ["HEAD", "HEAD_COVER", 0.4, 0],
  ["LEFT_HAND", "HAND_COVER", 0.05, 0.5],
  ["RIGHT_HAND", "HAND_COVER", 0.75, 0.5],
];

type Person = Required<ImageWorker>;

function bodyParts({ box, confidence, wears }: Person): Wire<ProtectiveEquipmentBodyPart>[] {
  return PARTS.map(([Name, cover, left, top]) => {
    const place = {
      left: box.left + left * box.width,
      top: box.top + top * box.height,
      width: 0.2 * box.width,
      height: 0.15 * box.height,
    };
    const equipment = {
      BoundingBox: boundingBox(place),
      Confidence: confidence,
      Type: cover,
      CoversBodyPart: { Confidence: confidence, Value: true },
    };
    return { Name, Confidence: confidence, EquipmentDetections: wears.includes(cover) ? [equipment] : [] };
  });
}

/** Who wears everything that is required, who does not, and of whom it is not sure enough. */
function summarize(
  persons: readonly Person[],
  { MinConfidence, RequiredEquipmentTypes }: Wire<ProtectiveEquipmentSummarizationAttributes>,
): Wire<ProtectiveEquipmentSummary> {
  const ids = (verdict: "with" | "without" | "unsure"): number[] =>
    persons.flatMap(({ confidence, wears }, id) => {
      const wearsAll = RequiredEquipmentTypes.every((type) => wears.includes(type)) ? "with" : "without";
      return (confidence < MinConfidence ? "unsure" : wearsAll) === verdict ? [id] : [];
    });
  return {
    PersonsWithRequiredEquipment: ids("with"),
    PersonsWithoutRequiredEquipment: ids("without"),
    PersonsIndeterminate: ids("unsure"),
  };
}

/** Nobody is found where nothing was said of people at work. */
export const detectProtectiveEquipment: LookingHandler<
  DetectProtectiveEquipmentRequest,
  DetectProtectiveEquipmentResponse
> = async (input, call) => {
  const image = requestImage(call, input.Image, MODERATION_IMAGE);
  const { workers = [] } = await lookAt(call, image);
  const persons = workers
    .slice(0, MOST_PERSONS)
    .map((worker): Person => ({ box: BOX, confidence: CONFIDENCE, wears: [], ...worker }));
  return {
    ProtectiveEquipmentModelVersion: call.world.switches.protectiveEquipmentModelVersion,
    Persons: persons.map((person, Id) => ({
      BodyParts: bodyParts(person),
      BoundingBox: boundingBox(person.box),
      Confidence: person.confidence,
      Id,
    })),
    Summary:
      input.SummarizationAttributes === undefined ? undefined : summarize(persons, input.SummarizationAttributes),
  };
};
