import type {
  DeleteFacesRequest,
  DeleteFacesResponse,
  Face,
  ListFacesRequest,
  ListFacesResponse,
  UnsuccessfulFaceDeletion,
} from "@aws-sdk/client-rekognition";
import type { Wire } from "../../protocol/wire.js";
import { requireCollection, requireUser } from "../../store/lookup.js";
import type { Collection, Face as StoredFace } from "../../store/things.js";
import type { Handler } from "../handler.js";
import { paginate } from "../paging.js";
import { boundingBox } from "./details.js";

const LIST_PAGE = 4096;

/** A face as it was indexed. */
export function describeFace(collection: Collection, face: StoredFace): Wire<Face> {
  return {
    FaceId: face.faceId,
    BoundingBox: boundingBox(face.found.box),
    ImageId: face.imageId,
    ExternalImageId: face.externalImageId,
    Confidence: face.found.confidence,
    IndexFacesModelVersion: collection.faceModelVersion,
    UserId: face.userId,
  };
}

export const listFaces: Handler<ListFacesRequest, ListFacesResponse> = (input, call) => {
  const collection = requireCollection(call, input.CollectionId);
  const { faces } = input.UserId === undefined ? collection : requireUser(collection, input.UserId);
  const page = paginate(call, {
    operation: "ListFaces",
    of: `${collection.arn}/${input.UserId ?? ""}`,
    items: [...faces.values()].filter((face) => input.FaceIds?.includes(face.faceId) ?? true),
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

/** A face of a user stays until it is disassociated. */
export const deleteFaces: Handler<DeleteFacesRequest, DeleteFacesResponse> = (input, call) => {
  const collection = requireCollection(call, input.CollectionId);
  const deleted: string[] = [];
  const failed: Wire<UnsuccessfulFaceDeletion>[] = [];
  for (const FaceId of input.FaceIds) {
    const face = collection.faces.get(FaceId);
    if (face === undefined) failed.push({ FaceId, Reasons: ["FACE_NOT_FOUND"] });
    else if (face.userId !== undefined) {
      failed.push({ FaceId, UserId: face.userId, Reasons: ["ASSOCIATED_TO_AN_EXISTING_USER"] });
    } else {
      collection.faces.delete(FaceId);
      deleted.push(FaceId);
    }
  }
  return { DeletedFaces: deleted, UnsuccessfulFaceDeletions: failed };
};
