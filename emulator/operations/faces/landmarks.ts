import type { Landmark, LandmarkType } from "@aws-sdk/client-rekognition";
import type { ImageBox } from "../../image-contents.js";
import type { Wire } from "../../protocol/wire.js";

type Place = readonly [type: LandmarkType, x: number, y: number];

/** Places in a face, as shares of its box. */
const USUAL: readonly Place[] = [
  ["eyeLeft", 0.3, 0.4],
  ["eyeRight", 0.7, 0.4],
  ["mouthLeft", 0.35, 0.75],
  ["mouthRight", 0.65, 0.75],
  ["nose", 0.5, 0.6],
];

const FURTHER: readonly Place[] = [
  ["leftEyeBrowLeft", 0.18, 0.32],
  ["leftEyeBrowUp", 0.3, 0.27],
  ["leftEyeBrowRight", 0.42, 0.31],
  ["rightEyeBrowLeft", 0.58, 0.31],
  ["rightEyeBrowUp", 0.7, 0.27],
  ["rightEyeBrowRight", 0.82, 0.32],
  ["leftEyeLeft", 0.23, 0.4],
  ["leftEyeRight", 0.37, 0.4],
  ["leftEyeUp", 0.3, 0.38],
  ["leftEyeDown", 0.3, 0.42],
  ["rightEyeLeft", 0.63, 0.4],
  ["rightEyeRight", 0.77, 0.4],
  ["rightEyeUp", 0.7, 0.38],
  ["rightEyeDown", 0.7, 0.42],
  ["noseLeft", 0.42, 0.63],
  ["noseRight", 0.58, 0.63],
  ["mouthUp", 0.5, 0.71],
  ["mouthDown", 0.5, 0.81],
  ["leftPupil", 0.3, 0.4],
  ["rightPupil", 0.7, 0.4],
  ["upperJawlineLeft", 0.02, 0.4],
  ["midJawlineLeft", 0.1, 0.75],
  ["chinBottom", 0.5, 1],
  ["midJawlineRight", 0.9, 0.75],
  ["upperJawlineRight", 0.98, 0.4],
];

/** Eyes, nose and mouth of a face, or everything that AWS places in one. */
export const landmarks = ({ left, top, width, height }: ImageBox, every: boolean): Wire<Landmark>[] =>
  [...USUAL, ...(every ? FURTHER : [])].map(([Type, x, y]) => ({ Type, X: left + x * width, Y: top + y * height }));
