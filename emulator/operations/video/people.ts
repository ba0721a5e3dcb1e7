import type {
  FaceDetail,
  GetCelebrityRecognitionRequest,
  GetCelebrityRecognitionResponse,
  GetFaceDetectionRequest,
  GetFaceDetectionResponse,
  GetFaceSearchRequest,
  GetFaceSearchResponse,
} from "@aws-sdk/client-rekognition";
import type { Wire } from "../../protocol/wire.js";
import type { Handler } from "../handler.js";
import { boxOf } from "./boxes.js";
import { resultsOf } from "./results.js";
import type { Detection, View } from "./results.js";

const BY_TIME: View = { order: "byTime", bySegment: false };
const viewOf = (sortBy: string | undefined, byKind: string): View =>
  sortBy === byKind ? { order: "byKind", bySegment: false } : BY_TIME;

/** AWS counts people from 0. */
const indexOf = (detection: Detection): number => detection.kind;

/** What is described of every face. */
const face = (detection: Detection): Wire<FaceDetail> => ({
  BoundingBox: boxOf(detection),
  Confidence: detection.confidence,
  Pose: { Roll: 0, Yaw: 0, Pitch: 0 },
  Quality: { Brightness: 80, Sharpness: 90 },
});

/** What is described only when all attributes were asked for. */
const attributes = ({ confidence }: Detection): Wire<FaceDetail> => ({
  AgeRange: { Low: 25, High: 35 },
  Smile: { Value: true, Confidence: confidence },
  Eyeglasses: { Value: false, Confidence: confidence },
  EyesOpen: { Value: true, Confidence: confidence },
  Emotions: [{ Type: "HAPPY", Confidence: confidence }],
});

const detail = (detection: Detection): Wire<FaceDetail> => ({
  ...face(detection),
  ...(detection.job.allAttributes ? attributes(detection) : {}),
});

export const getFaceDetection: Handler<GetFaceDetectionRequest, GetFaceDetectionResponse> = (input, call) => {
  const { head, detections } = resultsOf(call, "FaceDetection", input, BY_TIME);
  return { ...head, Faces: detections?.map((each) => ({ Timestamp: each.startMs, Face: detail(each) })) };
};

export const getFaceSearch: Handler<GetFaceSearchRequest, GetFaceSearchResponse> = (input, call) => {
  const { head, detections } = resultsOf(call, "FaceSearch", input, viewOf(input.SortBy, "INDEX"));
  return {
    ...head,
    Persons: detections?.map((each) => ({
      Timestamp: each.startMs,
      Person: { Index: indexOf(each), BoundingBox: boxOf(each), Face: detail(each) },
      FaceMatches: each.subject.face === undefined ? [] : [{ Similarity: each.confidence, Face: each.subject.face }],
    })),
  };
};

export const getCelebrityRecognition: Handler<GetCelebrityRecognitionRequest, GetCelebrityRecognitionResponse> = (
  input,
  call,
) => {
  const { head, detections } = resultsOf(call, "CelebrityRecognition", input, viewOf(input.SortBy, "ID"));
  return {
    ...head,
    Celebrities: detections?.map((each) => ({
      Timestamp: each.startMs,
      Celebrity: {
        Urls: ["www.example.com"],
        Name: each.subject.name,
        Id: each.subject.id,
        Confidence: each.confidence,
        BoundingBox: boxOf(each),
        Face: detail(each),
        KnownGender: { Type: "Unlisted" },
      },
    })),
  };
};
