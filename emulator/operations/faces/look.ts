import type { Image, QualityFilter } from "@aws-sdk/client-rekognition";
import { facesOf } from "../../images/faces.js";
import type { FoundFace } from "../../images/faces.js";
import { lookAt } from "../../images/look.js";
import { FACE_IMAGE } from "../../media/image-limits.js";
import { requestImage } from "../../media/request-image.js";
import type { RequestImage } from "../../media/request-image.js";
import type { Wire } from "../../protocol/wire.js";
import type { Call } from "../../world.js";
import { shortcomings } from "./quality.js";

/** A face, and why it is not good enough; nothing, if it is. */
export interface JudgedFace {
  readonly face: FoundFace;
  readonly reasons: ReturnType<typeof shortcomings>;
}

/** The faces of an image, the largest first, judged by a quality bar. */
export async function judgedFaces(
  call: Call,
  image: RequestImage,
  filter: QualityFilter,
): Promise<readonly JudgedFace[]> {
  return facesOf((await lookAt(call, image)).faces, image.digest).map((face) => ({
    face,
    reasons: shortcomings(call, face, image, filter),
  }));
}

/** The faces of a request's image that are good enough, the largest first. */
export async function goodFaces(
  call: Call,
  given: Wire<Image>,
  filter: QualityFilter = "NONE",
): Promise<readonly FoundFace[]> {
  const judged = await judgedFaces(call, requestImage(call, given, FACE_IMAGE), filter);
  return judged.filter(({ reasons }) => reasons.length === 0).map(({ face }) => face);
}
