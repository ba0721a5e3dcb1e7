import type { Attribute, BoundingBox, ComparedFace, Emotion, FaceDetail } from "@aws-sdk/client-rekognition";
import type { ImageBox } from "../../image-contents.js";
import type { FoundFace } from "../../images/faces.js";
import { EMOTIONS } from "../../images/shapes.js";
import { rounded, share } from "../../media/share.js";
import type { Wire } from "../../protocol/wire.js";
import { landmarks } from "./landmarks.js";

export const boundingBox = ({ width, height, left, top }: ImageBox): Wire<BoundingBox> => ({
  Width: width,
  Height: height,
  Left: left,
  Top: top,
});

/** How sure AWS is of what it says about a face: always the same for the same face. */
const sure = ({ identity }: FoundFace, of: string): number => rounded(95 + 4.9 * share(`${identity}/${of}`));

function emotions(face: FoundFace): Wire<Emotion>[] {
  const { emotion = "HAPPY" } = face;
  const first = { Type: emotion, Confidence: sure(face, emotion) };
  const others = EMOTIONS.filter((type) => type !== emotion).map((Type) => ({
    Type,
    Confidence: rounded(5 * share(`${face.identity}/${Type}`)),
  }));
  return [first, ...others.sort((a, b) => b.Confidence - a.Confidence)];
}

const yes = (face: FoundFace, of: string, value: boolean) => ({ Value: value, Confidence: sure(face, of) });

/** What is told only when it is asked for, by itself or with everything. */
const ON_DEMAND: Readonly<Record<Exclude<Attribute, "DEFAULT" | "ALL">, (face: FoundFace) => Wire<FaceDetail>>> = {
  AGE_RANGE: ({ ageRange = { low: 25, high: 35 } }) => ({ AgeRange: { Low: ageRange.low, High: ageRange.high } }),
  SMILE: (face) => ({ Smile: yes(face, "smile", face.smile ?? true) }),
  EYEGLASSES: (face) => ({ Eyeglasses: yes(face, "eyeglasses", face.eyeglasses ?? false) }),
  SUNGLASSES: (face) => ({ Sunglasses: yes(face, "sunglasses", face.sunglasses ?? false) }),
  GENDER: (face) => ({
    Gender: {
      Value: face.gender ?? (share(`${face.identity}/gender`) < 0.5 ? "Female" : "Male"),
      Confidence: sure(face, "gender"),
    },
  }),
  BEARD: (face) => ({ Beard: yes(face, "beard", face.beard ?? false) }),
  MUSTACHE: (face) => ({ Mustache: yes(face, "mustache", face.mustache ?? false) }),
  EYES_OPEN: (face) => ({ EyesOpen: yes(face, "eyesOpen", face.eyesOpen ?? true) }),
  MOUTH_OPEN: (face) => ({ MouthOpen: yes(face, "mouthOpen", face.mouthOpen ?? false) }),
  EMOTIONS: (face) => ({ Emotions: emotions(face) }),
  FACE_OCCLUDED: (face) => ({ FaceOccluded: yes(face, "occluded", face.occluded ?? false) }),
  EYE_DIRECTION: (face) => ({ EyeDirection: { Yaw: 0, Pitch: 0, Confidence: sure(face, "eyeDirection") } }),
};

/** What is told of every face. */
export function usualDetail(face: FoundFace, everyLandmark = false): Wire<ComparedFace> & Wire<FaceDetail> {
  const { roll = 0, yaw = 0, pitch = 0 } = face.pose ?? {};
  const { brightness = 80, sharpness = 90 } = face.quality ?? {};
  return {
    BoundingBox: boundingBox(face.box),
    Confidence: face.confidence,
    Landmarks: landmarks(face.box, everyLandmark),
    Pose: { Roll: roll, Yaw: yaw, Pitch: pitch },
    Quality: { Brightness: brightness, Sharpness: sharpness },
  };
}

/** A face as it is described with these attributes. */
export function faceDetail(face: FoundFace, attributes: readonly Attribute[] = []): Wire<FaceDetail> {
  const all = attributes.includes("ALL");
  const asked = Object.entries(ON_DEMAND).filter(([name]) => all || attributes.includes(name as Attribute));
  return asked.reduce<Wire<FaceDetail>>((detail, [, tell]) => ({ ...detail, ...tell(face) }), usualDetail(face, all));
}
