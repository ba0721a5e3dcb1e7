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
} from "@aws-sdk/client-rekognition";
import { requireCollection } from "../../store/lookup.js";
import type { Handler } from "../handler.js";
import { MOST_CONFIDENT, startJob } from "./start.js";
import { celebritySubjects, faceSubjects, labelSubjects, moderationSubjects, personSubjects } from "./subjects.js";

const DEFAULT_MIN_CONFIDENCE = 50;
const DEFAULT_FACE_MATCH_THRESHOLD = 80;

export const startLabelDetection: Handler<StartLabelDetectionRequest, StartLabelDetectionResponse> = (input, call) =>
  startJob(call, "LabelDetection", input, () => ({
    subjects: labelSubjects(input.Settings),
    minConfidence: input.MinConfidence ?? DEFAULT_MIN_CONFIDENCE,
  }));

export const startContentModeration: Handler<StartContentModerationRequest, StartContentModerationResponse> = (
  input,
  call,
) =>
  startJob(call, "ContentModeration", input, () => ({
    subjects: moderationSubjects(),
    minConfidence: input.MinConfidence ?? DEFAULT_MIN_CONFIDENCE,
  }));

export const startFaceDetection: Handler<StartFaceDetectionRequest, StartFaceDetectionResponse> = (input, call) =>
  startJob(call, "FaceDetection", input, () => ({
    subjects: faceSubjects(),
    minConfidence: DEFAULT_MIN_CONFIDENCE,
    allAttributes: input.FaceAttributes === "ALL",
  }));

/** People are found whatever the threshold; it is for their matches. */
export const startFaceSearch: Handler<StartFaceSearchRequest, StartFaceSearchResponse> = (input, call) =>
  startJob(call, "FaceSearch", input, () => {
    const threshold = input.FaceMatchThreshold ?? DEFAULT_FACE_MATCH_THRESHOLD;
    const persons = personSubjects(requireCollection(call, input.CollectionId));
    if (threshold <= MOST_CONFIDENT) return { subjects: persons, minConfidence: threshold };
    return { subjects: persons.map(({ name }) => ({ name })), minConfidence: DEFAULT_MIN_CONFIDENCE };
  });

export const startCelebrityRecognition: Handler<StartCelebrityRecognitionRequest, StartCelebrityRecognitionResponse> = (
  input,
  call,
) =>
  startJob(call, "CelebrityRecognition", input, () => ({
    subjects: celebritySubjects(),
    minConfidence: DEFAULT_MIN_CONFIDENCE,
  }));
