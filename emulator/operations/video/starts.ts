import type {
  StartCelebrityRecognitionRequest,
  StartCelebrityRecognitionResponse,
  StartContentModerationRequest,
  StartContentModerationResponse,
  StartFaceDetectionRequest,
  StartFaceDetectionResponse,
  StartFaceSearchRequest,
  StartFaceSearchResponse,
  StartLabelDetectionRequest,
  StartLabelDetectionResponse,
  StartSegmentDetectionRequest,
  StartSegmentDetectionResponse,
  StartTextDetectionRequest,
  StartTextDetectionResponse,
} from "@aws-sdk/client-rekognition";
import { requireCollection } from "../../store/lookup.js";
import type { Handler } from "../handler.js";
import { segmentSubjects } from "./segments.js";
import { MOST_CONFIDENT, startJob } from "./start.js";
import {
  celebritySubjects,
  faceSubjects,
  labelSubjects,
  moderationSubjects,
  personSubjects,
  textSubjects,
} from "./subjects.js";

const DEFAULT_MIN_CONFIDENCE = 50;
const DEFAULT_FACE_MATCH_THRESHOLD = 80;

export const startLabelDetection: Handler<StartLabelDetectionRequest, StartLabelDetectionResponse> = (input, call) =>
  startJob(call, "LabelDetection", input, (holdings) => {
    const minConfidence = input.MinConfidence ?? DEFAULT_MIN_CONFIDENCE;
    return { subjects: labelSubjects(holdings, input.Settings, minConfidence), minConfidence };
  });

export const startContentModeration: Handler<StartContentModerationRequest, StartContentModerationResponse> = (
  input,
  call,
) =>
  startJob(call, "ContentModeration", input, (holdings) => {
    const minConfidence = input.MinConfidence ?? DEFAULT_MIN_CONFIDENCE;
    return { subjects: moderationSubjects(holdings, minConfidence), minConfidence };
  });

export const startTextDetection: Handler<StartTextDetectionRequest, StartTextDetectionResponse> = (input, call) =>
  startJob(call, "TextDetection", input, (holdings) => ({
    subjects: textSubjects(holdings, input.Filters),
    minConfidence: DEFAULT_MIN_CONFIDENCE,
  }));

export const startSegmentDetection: Handler<StartSegmentDetectionRequest, StartSegmentDetectionResponse> = (
  input,
  call,
) =>
  startJob(call, "SegmentDetection", input, (holdings, _, facts) => ({
    subjects: segmentSubjects(holdings, input, facts),
    minConfidence: DEFAULT_MIN_CONFIDENCE,
    segmentTypes: input.SegmentTypes,
  }));

export const startFaceDetection: Handler<StartFaceDetectionRequest, StartFaceDetectionResponse> = (input, call) =>
  startJob(call, "FaceDetection", input, (holdings, key) => ({
    subjects: faceSubjects(holdings, key),
    minConfidence: DEFAULT_MIN_CONFIDENCE,
    allAttributes: input.FaceAttributes === "ALL",
  }));

/** People are found whatever the threshold; it is for their matches. */
export const startFaceSearch: Handler<StartFaceSearchRequest, StartFaceSearchResponse> = (input, call) =>
  startJob(call, "FaceSearch", input, (holdings, key) => {
    const threshold = input.FaceMatchThreshold ?? DEFAULT_FACE_MATCH_THRESHOLD;
    const collection = requireCollection(call, input.CollectionId);
    return {
      subjects: personSubjects(holdings, key, collection, threshold, MOST_CONFIDENT),
      minConfidence: threshold <= MOST_CONFIDENT ? threshold : DEFAULT_MIN_CONFIDENCE,
    };
  });

export const startCelebrityRecognition: Handler<StartCelebrityRecognitionRequest, StartCelebrityRecognitionResponse> = (
  input,
  call,
) =>
  startJob(call, "CelebrityRecognition", input, (holdings, key) => ({
    subjects: celebritySubjects(holdings, key),
    minConfidence: DEFAULT_MIN_CONFIDENCE,
  }));
