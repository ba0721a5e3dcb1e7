import * as z from "zod";
import { optionalArgument } from "./function.js";
import {
  celebrityRecognition,
  contentModerationDetection,
  faceDetection,
  labelDetection,
  personMatch,
  requestMetadata,
} from "./shapes/video.js";
import { resultsOf } from "./video.js";

const labelOrder = {
  sortBy: optionalArgument(
    z.enum(["NAME", "TIMESTAMP"]),
    "Order: by label and then by time, or by time only. Default TIMESTAMP.",
  ),
  aggregateBy: optionalArgument(
    z.enum(["TIMESTAMPS", "SEGMENTS"]),
    "One result per point in time, or one per segment in which a label is visible continuously. Default TIMESTAMPS.",
  ),
} as const;

const modelVersion = z.string().optional().describe("Version of AWS's model.");
const getRequestMetadata = requestMetadata.optional().describe("How the results are sorted and aggregated.");

/** Labels of a video. */
export const getLabelDetection = resultsOf("GetLabelDetection", "LABEL_DETECTION", {
  called: "labels",
  inputs: labelOrder,
  head: { labelModelVersion: modelVersion, getRequestMetadata },
  list: "labels",
  member: labelDetection,
  doc: "What was detected.",
  members: (page) => page.Labels,
});

/** Content of a video that somebody may object to. */
export const getContentModeration = resultsOf("GetContentModeration", "CONTENT_MODERATION", {
  called: "content",
  inputs: labelOrder,
  head: { moderationModelVersion: modelVersion, getRequestMetadata },
  list: "moderationLabels",
  member: contentModerationDetection,
  doc: "What was detected.",
  members: (page) => page.ModerationLabels,
});

/** Faces of a video. */
export const getFaceDetection = resultsOf("GetFaceDetection", "FACE_DETECTION", {
  called: "faces",
  list: "faces",
  member: faceDetection,
  doc: "The faces.",
  members: (page) => page.Faces,
});

/** People of a video who are in a collection. */
export const getFaceSearch = resultsOf("GetFaceSearch", "FACE_SEARCH", {
  called: "people",
  alsoGives: ", and the faces of the collection that look alike",
  inputs: {
    sortBy: optionalArgument(z.enum(["INDEX", "TIMESTAMP"]), "Order: by person or by time. Default TIMESTAMP."),
  },
  list: "persons",
  member: personMatch,
  doc: "The people.",
  members: (page) => page.Persons,
});

/** Celebrities of a video. */
export const getCelebrityRecognition = resultsOf("GetCelebrityRecognition", "CELEBRITY_RECOGNITION", {
  called: "celebrities",
  inputs: {
    sortBy: optionalArgument(z.enum(["ID", "TIMESTAMP"]), "Order: by celebrity or by time. Default TIMESTAMP."),
  },
  list: "celebrities",
  member: celebrityRecognition,
  doc: "The celebrities.",
  members: (page) => page.Celebrities,
});
