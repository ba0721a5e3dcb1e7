import type {
  SearchUsersByImageRequest,
  SearchUsersByImageResponse,
  SearchUsersRequest,
  SearchUsersResponse,
  UserMatch,
} from "@aws-sdk/client-rekognition";
import { FACE_IMAGE } from "../../media/image-limits.js";
import { requestImage } from "../../media/request-image.js";
import { invalidParameter } from "../../protocol/errors.js";
import type { Wire } from "../../protocol/wire.js";
import { requireCollection, requireFace, requireUser } from "../../store/lookup.js";
import type { Collection, User } from "../../store/things.js";
import type { Call } from "../../world.js";
import { faceDetail } from "../faces/details.js";
import { judgedFaces } from "../faces/look.js";
import { likeness, ranked } from "../faces/similarity.js";
import type { Identified } from "../faces/similarity.js";
import type { Handler, LookingHandler } from "../handler.js";
import { statusOf } from "./users.js";

const DEFAULT_THRESHOLD = 80;
const MOST = 500;

interface Wanted {
  readonly UserMatchThreshold?: number | undefined;
  readonly MaxUsers?: number | undefined;
}

/** The users of a collection that are like any of these faces, the most alike first. */
function matchesOf(
  call: Call,
  collection: Collection,
  faces: readonly Identified[],
  wanted: Wanted,
  except?: User,
): Wire<UserMatch>[] {
  const scored = [...collection.users.values()]
    .filter((user) => user !== except && user.faces.size > 0)
    .map((item) => ({ item, similarity: Math.max(0, ...faces.map((face) => likeness(item.faces.values(), face))) }));
  return ranked(scored, wanted.UserMatchThreshold ?? DEFAULT_THRESHOLD, wanted.MaxUsers ?? MOST).map((match) => ({
    Similarity: match.similarity,
    User: { UserId: match.item.userId, UserStatus: statusOf(call, match.item) },
  }));
}

export const searchUsers: Handler<SearchUsersRequest, SearchUsersResponse> = (input, call) => {
  const { UserId, FaceId } = input;
  const collection = requireCollection(call, input.CollectionId);
  const rest = { FaceModelVersion: collection.faceModelVersion };
  if (FaceId !== undefined && UserId === undefined) {
    const { found } = requireFace(call, collection, FaceId);
    return { UserMatches: matchesOf(call, collection, [found], input), SearchedFace: { FaceId }, ...rest };
  }
  if (UserId === undefined || FaceId !== undefined) {
    throw invalidParameter("The request must have either a FaceId or a UserId.");
  }
  const user = requireUser(collection, UserId);
  const faces = [...user.faces.values()].map(({ found }) => found);
  const except = call.world.switches.searchUsersFindsItself ? undefined : user;
  return { UserMatches: matchesOf(call, collection, faces, input, except), SearchedUser: { UserId }, ...rest };
};

/** Searched for is the largest face that is good enough; the others are told with the reason. */
export const searchUsersByImage: LookingHandler<SearchUsersByImageRequest, SearchUsersByImageResponse> = async (
  input,
  call,
) => {
  const collection = requireCollection(call, input.CollectionId);
  const judged = await judgedFaces(call, requestImage(call, input.Image, FACE_IMAGE), input.QualityFilter ?? "NONE");
  const searched = judged.find(({ reasons }) => reasons.length === 0)?.face;
  const others = judged.filter(({ face }) => face !== searched);
  return {
    UserMatches: searched === undefined ? [] : matchesOf(call, collection, [searched], input),
    FaceModelVersion: collection.faceModelVersion,
    SearchedFace: searched === undefined ? undefined : { FaceDetail: faceDetail(searched) },
    UnsearchedFaces: others.map(({ face, reasons }) => ({
      FaceDetails: faceDetail(face),
      Reasons: reasons.length === 0 ? ["FACE_NOT_LARGEST"] : reasons,
    })),
  };
};
