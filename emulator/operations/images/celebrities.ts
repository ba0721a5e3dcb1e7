import type {
  Celebrity,
  GetCelebrityInfoRequest,
  GetCelebrityInfoResponse,
  RecognizeCelebritiesRequest,
  RecognizeCelebritiesResponse,
} from "@aws-sdk/client-rekognition";
import type { ImageCelebrity } from "../../image-contents.js";
import type { FoundFace } from "../../images/faces.js";
import { resourceNotFound } from "../../protocol/errors.js";
import type { Wire } from "../../protocol/wire.js";
import type { Call } from "../../world.js";
import { faceDetail, usualDetail } from "../faces/details.js";
import { goodFaces } from "../faces/look.js";
import type { Handler, LookingHandler } from "../handler.js";
import { celebrityId } from "./celebrity-id.js";

const UNLISTED = { Type: "Unlisted" } as const;

function describe(call: Call, face: FoundFace, celebrity: ImageCelebrity): Wire<Celebrity> {
  const id = celebrityId(celebrity);
  call.world.images.meet(id, celebrity);
  return {
    Urls: [...(celebrity.urls ?? [])],
    Name: celebrity.name,
    Id: id,
    Face: faceDetail(face, ["EMOTIONS", "SMILE"]),
    MatchConfidence: face.confidence,
    KnownGender: face.gender === undefined ? UNLISTED : { Type: face.gender },
  };
}

/** The faces of the image: those of known people, and the others. */
export const recognizeCelebrities: LookingHandler<RecognizeCelebritiesRequest, RecognizeCelebritiesResponse> = async (
  input,
  call,
) => {
  const faces = await goodFaces(call, input.Image);
  return {
    CelebrityFaces: faces.flatMap((face) =>
      face.celebrity === undefined ? [] : [describe(call, face, face.celebrity)],
    ),
    UnrecognizedFaces: faces.filter(({ celebrity }) => celebrity === undefined).map((face) => usualDetail(face)),
  };
};

/** About somebody who is in a rule, or was recognised before. */
export const getCelebrityInfo: Handler<GetCelebrityInfoRequest, GetCelebrityInfoResponse> = ({ Id }, call) => {
  const { images } = call.world;
  const faces = images.list().flatMap(({ holds }) => holds.faces ?? []);
  const inRules = faces.flatMap(({ celebrity }) => celebrity ?? []).find((celebrity) => celebrityId(celebrity) === Id);
  const celebrity = inRules ?? images.met(Id);
  if (celebrity === undefined) throw resourceNotFound(`The celebrity id: ${Id} does not exist`);
  return { Urls: [...(celebrity.urls ?? [])], Name: celebrity.name, KnownGender: UNLISTED };
};
