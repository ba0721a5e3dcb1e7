import type {
  FaceDetail,
  GetCelebrityRecognitionRequest,
  GetCelebrityRecognitionResponse,
  GetFaceDetectionRequest,
  GetFaceDetectionResponse,
  GetFaceSearchRequest,
  GetFaceSearchResponse,
} from "@aws-sdk/client-rekognition";
import { facesOf } from "../../images/faces.js";
import type { Wire } from "../../protocol/wire.js";
import { faceDetail } from "../faces/details.js";
import type { Handler } from "../handler.js";
import { boxOf, placeOf } from "./boxes.js";
import { resultsOf } from "./results.js";
import type { Detection, View } from "./results.js";

const BY_TIME: View = { order: "byTime", bySegment: false };
const viewOf = (sortBy: string | undefined, byKind: string): View =>
  sortBy === byKind ? { order: "byKind", bySegment: false } : BY_TIME;

/** AWS counts people from 0. */
const indexOf = (detection: Detection): number => detection.kind;

const detail = (detection: Detection): Wire<FaceDetail> => {
  const { subject, job, confidence } = detection;
  const [found] = subject.found === undefined ? facesOf(undefined, subject.name) : [subject.found];
  const attributes = job.allAttributes ? (["ALL"] as const) : [];
  return found === undefined ? {} : faceDetail({ ...found, confidence, box: placeOf(detection) }, attributes);
};

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
      FaceMatches: each.subject.matches?.map((match) => ({ Similarity: each.confidence, ...match })),
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
        Urls: [...(each.subject.urls ?? ["www.example.com"])],
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
