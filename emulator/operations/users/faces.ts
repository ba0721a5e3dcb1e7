import type {
  AssociateFacesRequest,
  AssociateFacesResponse,
  DisassociateFacesRequest,
  DisassociateFacesResponse,
  UnsuccessfulFaceAssociation,
  UnsuccessfulFaceDisassociation,
} from "@aws-sdk/client-rekognition";
import { serviceError } from "../../protocol/errors.js";
import type { Wire } from "../../protocol/wire.js";
import { requireCollection, requireUser } from "../../store/lookup.js";
import type { Collection, Face, User } from "../../store/things.js";
import type { Call } from "../../world.js";
import type { Handler } from "../handler.js";
import { likeness } from "../faces/similarity.js";
import { once } from "./once.js";
import { statusOf } from "./users.js";

const DEFAULT_THRESHOLD = 75;

function beginUpdate(call: Call, user: User): void {
  user.updatingUntilMs = call.nowMs + call.world.switches.userUpdatingMs;
}

/** The faces that are asked for and can be changed; each of the others is told with its reason. */
function sort<Failure>(
  collection: Collection,
  user: User,
  faceIds: readonly string[],
  failed: (faceId: string, reason: "FACE_NOT_FOUND" | "ASSOCIATED_TO_A_DIFFERENT_USER", userId?: string) => Failure,
): { readonly free: Face[]; readonly own: Face[]; readonly failures: Failure[] } {
  const sorted = { free: [] as Face[], own: [] as Face[], failures: [] as Failure[] };
  for (const faceId of new Set(faceIds)) {
    const face = collection.faces.get(faceId);
    if (face === undefined) sorted.failures.push(failed(faceId, "FACE_NOT_FOUND"));
    else if (face.userId === undefined) sorted.free.push(face);
    else if (face.userId === user.userId) sorted.own.push(face);
    else sorted.failures.push(failed(faceId, "ASSOCIATED_TO_A_DIFFERENT_USER", face.userId));
  }
  return sorted;
}

const failure = (FaceId: string, reason: "FACE_NOT_FOUND" | "ASSOCIATED_TO_A_DIFFERENT_USER", UserId?: string) => ({
  FaceId,
  UserId,
  Reasons: [reason],
});

/** A user who has faces takes only those that are like them. */
export const associateFaces: Handler<AssociateFacesRequest, AssociateFacesResponse> = (input, call) =>
  once(call, "AssociateFaces", input, () => {
    const collection = requireCollection(call, input.CollectionId);
    const user = requireUser(collection, input.UserId);
    const threshold = input.UserMatchThreshold ?? DEFAULT_THRESHOLD;
    const { free, failures } = sort<Wire<UnsuccessfulFaceAssociation>>(collection, user, input.FaceIds, failure);
    const before = [...user.faces.values()];
    const judged = free.map((face) => ({ face, confidence: before.length === 0 ? 100 : likeness(before, face.found) }));
    const taken = judged.filter(({ confidence }) => confidence >= threshold);
    const refused = judged.filter(({ confidence }) => confidence < threshold);
    if (user.faces.size + taken.length > call.world.switches.quotaFacesPerUser) {
      throw serviceError("ServiceQuotaExceededException", `User ${user.userId} has the most faces it can have.`);
    }
    for (const { face } of taken) {
      face.userId = user.userId;
      user.faces.set(face.faceId, face);
    }
    if (taken.length > 0) beginUpdate(call, user);
    const unlike = refused.map(({ face, confidence }): Wire<UnsuccessfulFaceAssociation> => {
      return { FaceId: face.faceId, Confidence: confidence, Reasons: ["LOW_MATCH_CONFIDENCE"] };
    });
    return {
      AssociatedFaces: taken.map(({ face }) => ({ FaceId: face.faceId })),
      UnsuccessfulFaceAssociations: [...failures, ...unlike],
      UserStatus: statusOf(call, user),
    };
  });

export const disassociateFaces: Handler<DisassociateFacesRequest, DisassociateFacesResponse> = (input, call) =>
  once(call, "DisassociateFaces", input, () => {
    const collection = requireCollection(call, input.CollectionId);
    const user = requireUser(collection, input.UserId);
    const { own, failures } = sort<Wire<UnsuccessfulFaceDisassociation>>(collection, user, input.FaceIds, failure);
    for (const face of own) {
      face.userId = undefined;
      user.faces.delete(face.faceId);
    }
    if (own.length > 0) beginUpdate(call, user);
    return {
      DisassociatedFaces: own.map(({ faceId: FaceId }) => ({ FaceId })),
      UnsuccessfulFaceDisassociations: failures,
      UserStatus: statusOf(call, user),
    };
  });
