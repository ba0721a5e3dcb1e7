import type {
  BoundingBox,
  DeleteFacesRequest,
  DeleteFacesResponse,
  Face,
  IndexFacesRequest,
  IndexFacesResponse,
  ListFacesRequest,
  ListFacesResponse,
} from "@aws-sdk/client-rekognition";
import { FACE_IMAGE } from "../media/image-limits.js";
import { requestImage } from "../media/request-image.js";
import { digestOf } from "../media/trained-model.js";
import { serviceError } from "../protocol/errors.js";
import type { Wire } from "../protocol/wire.js";
import { requireCollection } from "../store/lookup.js";
import type { Collection, Face as StoredFace } from "../store/things.js";
import type { Handler } from "./handler.js";
import { paginate } from "./paging.js";

const LIST_PAGE = 4096;
const CONFIDENCE = 99.9;
/** Every image shows one face, in its middle. */
const BOX: Wire<BoundingBox> = { Width: 0.5, Height: 0.5, Left: 0.25, Top: 0.25 };

/** An id in the form of a UUID that is always the same for the same text. */
function idOf(text: string): string {
  const digest = digestOf(Buffer.from(text));
  return [8, 4, 4, 4, 12].map((length, index) => digest.slice(index * 12, index * 12 + length)).join("-");
}

/** A face as it was indexed. */
export function describeFace(collection: Collection, face: StoredFace): Wire<Face> {
  return {
    FaceId: face.faceId,
    BoundingBox: BOX,
    ImageId: face.imageId,
    ExternalImageId: face.externalImageId,
    Confidence: CONFIDENCE,
    IndexFacesModelVersion: collection.faceModelVersion,
    UserId: undefined,
  };
}

/** The same image under the same external id is the same face: AWS keeps no second copy of it. */
export const indexFaces: Handler<IndexFacesRequest, IndexFacesResponse> = (input, call) => {
  const image = requestImage(call, input.Image, FACE_IMAGE);
  const collection = requireCollection(call, input.CollectionId);
  const imageId = idOf(`${collection.arn}/${digestOf(image.bytes)}`);
  const faceId = idOf(`${imageId}/${input.ExternalImageId ?? ""}`);
  const { quotaFacesPerCollection } = call.world.switches;
  if (!collection.faces.has(faceId) && collection.faces.size >= quotaFacesPerCollection) {
    throw serviceError("ServiceQuotaExceededException", `Collection ${collection.id} has the most faces it can have.`);
  }
  const face = { faceId, imageId, externalImageId: input.ExternalImageId };
  collection.faces.set(faceId, face);
  return {
    FaceRecords: [{ Face: describeFace(collection, face), FaceDetail: { BoundingBox: BOX, Confidence: CONFIDENCE } }],
    OrientationCorrection: undefined,
    FaceModelVersion: collection.faceModelVersion,
    UnindexedFaces: [],
  };
};

export const listFaces: Handler<ListFacesRequest, ListFacesResponse> = (input, call) => {
  const collection = requireCollection(call, input.CollectionId);
  const page = paginate(call, {
    operation: "ListFaces",
    of: collection.arn,
    items: [...collection.faces.values()].filter(
      (face) => (input.FaceIds?.includes(face.faceId) ?? true) && input.UserId === undefined,
    ),
    keyOf: (face) => face.faceId,
    order: "ascending",
    maxResults: input.MaxResults,
    token: input.NextToken,
    maxPage: LIST_PAGE,
  });
  return {
    Faces: page.items.map((face) => describeFace(collection, face)),
    NextToken: page.nextToken,
    FaceModelVersion: collection.faceModelVersion,
  };
};

export const deleteFaces: Handler<DeleteFacesRequest, DeleteFacesResponse> = (input, call) => {
  const collection = requireCollection(call, input.CollectionId);
  const deleted = input.FaceIds.filter((faceId) => collection.faces.delete(faceId));
  const missing = input.FaceIds.filter((faceId) => !deleted.includes(faceId));
  return {
    DeletedFaces: deleted,
    UnsuccessfulFaceDeletions: missing.map((faceId) => ({
      FaceId: faceId,
      UserId: undefined,
      Reasons: ["FACE_NOT_FOUND"],
    })),
  };
};
