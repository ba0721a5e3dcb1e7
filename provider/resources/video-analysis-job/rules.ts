import type { CrossFieldRule } from "../../schema/definition.js";
import type { Analysis } from "./analyses.js";

const API = "https://docs.aws.amazon.com/rekognition/latest/APIReference/API_";

/** Settings that only some analyses have. */
const belongs: readonly { readonly input: string; readonly to: readonly Analysis[]; readonly page: string }[] = [
  {
    input: "minConfidence",
    to: ["LABEL_DETECTION", "CONTENT_MODERATION"],
    page: `${API}StartContentModeration.html`,
  },
  { input: "features", to: ["LABEL_DETECTION"], page: `${API}StartLabelDetection.html` },
  { input: "settings", to: ["LABEL_DETECTION"], page: `${API}StartLabelDetection.html` },
  { input: "faceAttributes", to: ["FACE_DETECTION"], page: `${API}StartFaceDetection.html` },
  { input: "collectionId", to: ["FACE_SEARCH"], page: `${API}StartFaceSearch.html` },
  { input: "faceMatchThreshold", to: ["FACE_SEARCH"], page: `${API}StartFaceSearch.html` },
];

/** What AWS asks of several inputs together. */
export const rules: readonly CrossFieldRule[] = [
  ...belongs.map(({ input, to, page }): CrossFieldRule => ({
    fields: ["analysis", input],
    looksAt: "members",
    property: input,
    reason: `is for ${to.join(" and ")} only: leave it unset`,
    page,
    holds: (inputs) => inputs[input] === undefined || to.includes(inputs.analysis as Analysis),
  })),
  {
    fields: ["analysis", "collectionId"],
    property: "collectionId",
    reason: "must be set for FACE_SEARCH: the collection whose faces are looked for",
    page: `${API}StartFaceSearch.html`,
    holds: (inputs) => inputs.analysis !== "FACE_SEARCH" || inputs.collectionId !== undefined,
  },
];
