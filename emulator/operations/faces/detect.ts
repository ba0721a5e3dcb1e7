import type {
  CompareFacesRequest,
  CompareFacesResponse,
  DetectFacesRequest,
  DetectFacesResponse,
} from "@aws-sdk/client-rekognition";
import { invalidParameter } from "../../protocol/errors.js";
import type { LookingHandler } from "../handler.js";
import { boundingBox, faceDetail, usualDetail } from "./details.js";
import { goodFaces } from "./look.js";
import { ranked, similarity } from "./similarity.js";

export const detectFaces: LookingHandler<DetectFacesRequest, DetectFacesResponse> = async (input, call) => ({
  FaceDetails: (await goodFaces(call, input.Image)).map((face) => faceDetail(face, input.Attributes)),
});

const DEFAULT_SIMILARITY = 80;

/** The largest face of the source is looked for among those of the target. */
export const compareFaces: LookingHandler<CompareFacesRequest, CompareFacesResponse> = async (input, call) => {
  const [source] = await goodFaces(call, input.SourceImage, input.QualityFilter);
  const targets = await goodFaces(call, input.TargetImage, input.QualityFilter);
  if (source === undefined || targets.length === 0) throw invalidParameter();
  const scored = targets.map((item) => ({ item, similarity: similarity(source, item) }));
  const matched = ranked(scored, input.SimilarityThreshold ?? DEFAULT_SIMILARITY, targets.length);
  const isMatched = new Set(matched.map(({ item }) => item));
  return {
    SourceImageFace: { BoundingBox: boundingBox(source.box), Confidence: source.confidence },
    FaceMatches: matched.map((match) => ({ Similarity: match.similarity, Face: usualDetail(match.item) })),
    UnmatchedFaces: targets.filter((face) => !isMatched.has(face)).map((face) => usualDetail(face)),
  };
};
