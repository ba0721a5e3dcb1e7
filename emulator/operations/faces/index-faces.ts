import type { IndexFacesRequest, IndexFacesResponse, UnindexedFace } from "@aws-sdk/client-rekognition";
import type { FoundFace } from "../../images/faces.js";
import { FACE_IMAGE } from "../../media/image-limits.js";
import { requestImage } from "../../media/request-image.js";
import { digestOf } from "../../digest.js";
import { serviceError } from "../../protocol/errors.js";
import type { Wire } from "../../protocol/wire.js";
import { requireCollection } from "../../store/lookup.js";
import type { Collection, Face } from "../../store/things.js";
import type { Call } from "../../world.js";
import type { LookingHandler } from "../handler.js";
import { faceDetail } from "./details.js";
import { judgedFaces } from "./look.js";
import type { JudgedFace } from "./look.js";
import { describeFace } from "./stored.js";

/** An id in the form of a UUID that is always the same for the same text. */
function idOf(text: string): string {
  const digest = digestOf(text);
  return [8, 4, 4, 4, 12].map((length, index) => digest.slice(index * 12, index * 12 + length)).join("-");
}

/** The same face of the same image under the same external id is one: AWS keeps no second copy of it. */
function store(call: Call, collection: Collection, face: Omit<Face, "userId">): Face {
  const known = collection.faces.get(face.faceId);
  const { quotaFacesPerCollection } = call.world.switches;
  if (known === undefined && collection.faces.size >= quotaFacesPerCollection) {
    throw serviceError("ServiceQuotaExceededException", `Collection ${collection.id} has the most faces it can have.`);
  }
  const stored = { ...face, userId: known?.userId };
  collection.faces.set(face.faceId, stored);
  if (stored.userId !== undefined) collection.users.get(stored.userId)?.faces.set(face.faceId, stored);
  return stored;
}

/** The place of a face in its image tells it from the others there; the first one's id is that of the image alone. */
function idInImage(of: FoundFace, judged: readonly JudgedFace[]): string {
  const place = judged.findIndex(({ face }) => face === of);
  return place === 0 ? "" : `/${place}`;
}

export const indexFaces: LookingHandler<IndexFacesRequest, IndexFacesResponse> = async (input, call) => {
  const image = requestImage(call, input.Image, FACE_IMAGE);
  const judged = await judgedFaces(call, image, input.QualityFilter ?? "AUTO");
  const collection = requireCollection(call, input.CollectionId);
  const good = judged.filter(({ reasons }) => reasons.length === 0);
  const most = input.MaxFaces ?? good.length;
  const unindexed = [
    ...good.slice(most).map(({ face }) => ({ face, reasons: ["EXCEEDS_MAX_FACES" as const] })),
    ...judged.filter(({ reasons }) => reasons.length > 0),
  ];
  const detail = (face: FoundFace) => faceDetail(face, input.DetectionAttributes);
  const imageId = idOf(`${collection.arn}/${image.digest}`);
  const records = good.slice(0, most).map(({ face }) => {
    const faceId = idOf(`${imageId}/${input.ExternalImageId ?? ""}${idInImage(face, judged)}`);
    const stored = store(call, collection, { faceId, imageId, externalImageId: input.ExternalImageId, found: face });
    return { Face: describeFace(collection, stored), FaceDetail: detail(face) };
  });
  return {
    FaceRecords: records,
    FaceModelVersion: collection.faceModelVersion,
    UnindexedFaces: unindexed.map(({ face, reasons }): Wire<UnindexedFace> => ({
      FaceDetail: detail(face),
      Reasons: reasons,
    })),
  };
};
