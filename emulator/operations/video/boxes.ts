import type { BoundingBox } from "@aws-sdk/client-rekognition";
import type { ImageBox } from "../../image-contents.js";
import type { Wire } from "../../protocol/wire.js";
import { boundingBox } from "../faces/details.js";
import type { Detection } from "./results.js";

/** Where in the picture something is: each thing has its own row and moves through it, over and over. */
export const placeOf = ({ kind, occurrence, subject }: Pick<Detection, "kind" | "occurrence" | "subject">): ImageBox =>
  subject.box ?? { width: 0.2, height: 0.2, left: (occurrence % 9) / 10, top: (kind % 9) / 10 };

export const boxOf = (detection: Pick<Detection, "kind" | "occurrence" | "subject">): Wire<BoundingBox> =>
  boundingBox(placeOf(detection));
