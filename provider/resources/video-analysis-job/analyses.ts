/** The kinds of analysis, with the calls that start a job and ask after it. */
export const analyses = {
  LABEL_DETECTION: { start: "StartLabelDetection", get: "GetLabelDetection" },
  CONTENT_MODERATION: { start: "StartContentModeration", get: "GetContentModeration" },
  FACE_DETECTION: { start: "StartFaceDetection", get: "GetFaceDetection" },
  FACE_SEARCH: { start: "StartFaceSearch", get: "GetFaceSearch" },
  CELEBRITY_RECOGNITION: { start: "StartCelebrityRecognition", get: "GetCelebrityRecognition" },
} as const;

export type Analysis = keyof typeof analyses;

/** Whether it is the name of a kind of analysis. */
export function isAnalysis(name: string | undefined): name is Analysis {
  return name !== undefined && name in analyses;
}
