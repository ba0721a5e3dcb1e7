import * as z from "zod";
import { s3Object } from "../../schema/shapes.js";
import { videoMetadata } from "../../resources/video-analysis-job/shapes.js";
import { celebrityDetail, faceDetail, faceMatch, personDetail } from "./faces.js";
import { contentType, label, moderationLabel } from "./labels.js";

/** What every job answers, whatever it looked for. */
export const jobFields = {
  jobId: z.string().optional().describe("Id of the job."),
  jobStatus: z.enum(["IN_PROGRESS", "SUCCEEDED", "FAILED"]).describe("How far the job is."),
  statusMessage: z.string().optional().describe("AWS's message about the status, where the job failed."),
  videoMetadata: videoMetadata.optional().describe("The video; once the job succeeded."),
  video: z
    .strictObject({ s3Object: s3Object.optional().describe("Where it lies.") })
    .meta({ id: "VideoReference", description: "A stored video." })
    .optional()
    .describe("The video's place."),
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
    aggregateBy: z.string().optional().describe("What they are put together by."),
  })
  .meta({ id: "GetRequestMetadata", description: "How results are sorted and put together." });

export const labelDetection = z
  .strictObject({ timestamp, label: label.describe("What was found."), ...segment })
  .meta({ id: "LabelDetection", description: "A label at one time, or over one segment." });

export const contentModerationDetection = z
  .strictObject({
    timestamp,
    moderationLabel: moderationLabel.describe("What was found."),
    ...segment,
    contentTypes: z.array(contentType).optional().describe("What kind of picture it is; AWS says so since 2024-04-10."),
  })
  .meta({ id: "ContentModerationDetection", description: "Content at one time, or over one segment." });

export const faceDetection = z
  .strictObject({ timestamp, face: faceDetail.describe("The face.") })
  .meta({ id: "FaceDetection", description: "A face at one time." });

export const personMatch = z
  .strictObject({
    timestamp,
    person: personDetail.describe("The person."),
    faceMatches: z.array(faceMatch).optional().describe("Faces of the collection that look alike."),
  })
  .meta({ id: "PersonMatch", description: "A person at one time, and who it may be." });

export const celebrityRecognition = z
  .strictObject({ timestamp, celebrity: celebrityDetail.describe("The celebrity.") })
  .meta({ id: "CelebrityRecognition", description: "A celebrity at one time." });
