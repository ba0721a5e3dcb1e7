import type {
  FaceMatch,
  SearchFacesByImageRequest,
  SearchFacesByImageResponse,
  SearchFacesRequest,
  SearchFacesResponse,
} from "@aws-sdk/client-rekognition";
import type { FoundFace } from "../../images/faces.js";
import { invalidParameter } from "../../protocol/errors.js";
import type { Wire } from "../../protocol/wire.js";
import { requireCollection, requireFace } from "../../store/lookup.js";
import type { Collection } from "../../store/things.js";
import type { Handler, LookingHandler } from "../handler.js";
import { boundingBox } from "./details.js";
import { goodFaces } from "./look.js";
import { mayMatch, ranked, similarity } from "./similarity.js";
import { describeFace } from "./stored.js";

const DEFAULT_THRESHOLD = 80;
const DEFAULT_MOST = 4096;

interface Wanted {
  readonly FaceMatchThreshold?: number | undefined;
  readonly MaxFaces?: number | undefined;
}

/**
 * The faces of a collection that are like one, the most alike first.
 * @param except the id of a face that is left out
 */
export function matchesIn(collection: Collection, face: FoundFace, wanted: Wanted, except?: string): Wire<FaceMatch>[] {
  const threshold = wanted.FaceMatchThreshold ?? DEFAULT_THRESHOLD;
  const scored = [...collection.faces.values()]
    .filter(({ faceId, found }) => faceId !== except && mayMatch(found, face, threshold))
    .map((item) => ({ item, similarity: similarity(item.found, face) }));
  return ranked(scored, threshold, wanted.MaxFaces ?? DEFAULT_MOST).map(({ item, similarity: Similarity }) => ({
    Similarity,
    Face: describeFace(collection, item),
  }));
}

/** The face itself is not among the matches. */
export const searchFaces: Handler<SearchFacesRequest, SearchFacesResponse> = (input, call) => {
  const collection = requireCollection(call, input.CollectionId);
  const face = requireFace(call, collection, input.FaceId);
  return {
    SearchedFaceId: face.faceId,
    FaceMatches: matchesIn(collection, face.found, input, face.faceId),
    FaceModelVersion: collection.faceModelVersion,
  };
};

/** Searched for is the largest face. */
export const searchFacesByImage: LookingHandler<SearchFacesByImageRequest, SearchFacesByImageResponse> = async (
  input,
  call,
) => {
  const collection = requireCollection(call, input.CollectionId);
  const [face] = await goodFaces(call, input.Image, input.QualityFilter);
  if (face === undefined) throw invalidParameter("There are no faces in the image. Should be at least 1.");
  return {
    SearchedFaceBoundingBox: boundingBox(face.box),
    SearchedFaceConfidence: face.confidence,
    FaceMatches: matchesIn(collection, face, input),
    FaceModelVersion: collection.faceModelVersion,
  };
};
