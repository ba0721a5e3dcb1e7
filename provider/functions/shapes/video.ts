import * as z from "zod";
import { s3Object } from "../../schema/shapes.js";
import { videoMetadata } from "../../resources/video-analysis-job/definition.js";
import { celebrityDetail, faceDetail, faceMatch, personDetail } from "./faces.js";
import { contentType, label, moderationLabel } from "./labels.js";

/** What every job answers, whatever it looked for. */
export const jobFields = {
  jobId: z.string().optional().describe("Id of the job."),
  jobStatus: z.enum(["IN_PROGRESS", "SUCCEEDED", "FAILED"]).describe("Status of the job."),
  statusMessage: z.string().optional().describe("AWS's message about the status, if the job failed."),
  videoMetadata: videoMetadata.optional().describe("Properties of the video, once the job has succeeded."),
  video: z
    .strictObject({ s3Object: s3Object.optional().describe("Location of the object.") })
    .meta({ id: "VideoReference", description: "A stored video." })
    .optional()
    .describe("Location of the video."),
  jobTag: z.string().optional().describe("Tag that the job was started with."),
};

const timestamp = z.int().describe("When, in milliseconds from the start of the video.");

const segment = {
  startTimestampMillis: z.int().optional().describe("Where the segment begins; for aggregateBy SEGMENTS."),
  endTimestampMillis: z.int().optional().describe("Where the segment ends; for aggregateBy SEGMENTS."),
  durationMillis: z.int().optional().describe("How long the segment is; for aggregateBy SEGMENTS."),
};

/** AWS's own note of how a result is sorted and put together. */
export const requestMetadata = z
  .strictObject({
    sortBy: z.string().optional().describe("How the results are sorted."),
    aggregateBy: z.string().optional().describe("What they are aggregated by."),
  })
  .meta({ id: "GetRequestMetadata", description: "How results are sorted and aggregated." });

export const labelDetection = z
  .strictObject({ timestamp, label: label.describe("What was detected."), ...segment })
  .meta({ id: "LabelDetection", description: "A label at a point in time, or over a segment." });

export const contentModerationDetection = z
  .strictObject({
    timestamp,
    moderationLabel: moderationLabel.describe("What was detected."),
    ...segment,
    contentTypes: z.array(contentType).optional().describe("Content type; AWS has returned it since 2024-04-10."),
  })
  .meta({ id: "ContentModerationDetection", description: "Content at a point in time, or over a segment." });

export const faceDetection = z
  .strictObject({ timestamp, face: faceDetail.describe("The face.") })
  .meta({ id: "FaceDetection", description: "A face at a point in time." });

export const personMatch = z
  .strictObject({
    timestamp,
    person: personDetail.describe("The person."),
    faceMatches: z.array(faceMatch).optional().describe("Matching faces of the collection."),
  })
  .meta({ id: "PersonMatch", description: "A person at a point in time, with the matching faces." });

export const celebrityRecognition = z
  .strictObject({ timestamp, celebrity: celebrityDetail.describe("The celebrity.") })
  .meta({ id: "CelebrityRecognition", description: "A celebrity at a point in time." });
