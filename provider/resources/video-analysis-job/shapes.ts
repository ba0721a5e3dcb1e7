import * as z from "zod";
import { roleArn, s3Object, snsTopicArn } from "../../schema/shapes.js";
import { type Analysis, analyses } from "./analyses.js";

const ENDED: Readonly<Record<string, string>> = {
  PERSON_TRACKING:
    "cannot be PERSON_TRACKING any more: AWS ended people pathing on 2025-10-31 (https://docs.aws.amazon.com/rekognition/latest/dg/persons.html); FACE_SEARCH finds known people, LABEL_DETECTION people as such",
};

export const analysis = z.enum(Object.keys(analyses) as [Analysis, ...Analysis[]], {
  error: ({ input }) => (typeof input === "string" ? ENDED[input] : undefined),
});

export const video = z
  .strictObject({
    s3Object: s3Object.describe("The video: MP4 or MOV with H.264, at most 10 GB and 6 hours, in the same region."),
  })
  .meta({ id: "Video", description: "A stored video." });

export const notificationChannel = z
  .strictObject({
    snsTopicArn: snsTopicArn.describe("ARN of the topic that is notified when the job ends, in the same region."),
    roleArn: roleArn.describe(
      "Role that lets Rekognition publish to the topic. It must trust rekognition.amazonaws.com, and the caller needs iam:PassRole on it. Without the permission to publish the job succeeds all the same, and nobody is told.",
    ),
  })
  .meta({ id: "NotificationChannel", description: "SNS topic that AWS notifies when a job ends." });

const filters = z
  .array(
    z
      .string()
      .max(50)
      .regex(
        /^[A-Za-z0-9àâèçñó'-_(). ]*$/,
        "letters A to Z, digits, spaces, à â è ç ñ ó and ' ( ) * + , - . / : ; < = > ? @ [ \\ ] ^ _ only",
      ),
  )
  .max(100);

export const labelDetectionSettings = z
  .strictObject({
    generalLabels: z
      .strictObject({
        labelInclusionFilters: filters
          .optional()
          .describe("Include only these labels. Up to 100, each of up to 50 characters."),
        labelExclusionFilters: filters
          .optional()
          .describe("Exclude these labels. Up to 100, each of up to 50 characters."),
        labelCategoryInclusionFilters: filters
          .optional()
          .describe("Include only labels of these categories. Up to 100, each of up to 50 characters."),
        labelCategoryExclusionFilters: filters
          .optional()
          .describe("Exclude labels of these categories. Up to 100, each of up to 50 characters."),
      })
      .meta({ id: "GeneralLabelsSettings", description: "Which labels to look for." })
      .optional()
      .describe("Which labels to look for."),
  })
  .meta({ id: "LabelDetectionSettings", description: "Settings of label detection." });

/** What AWS finds out about a video. */
export const videoMetadata = z
  .strictObject({
    codec: z.string().optional().describe("Codec, such as h264."),
    durationMillis: z.int().optional().describe("Length, in milliseconds."),
    format: z.string().optional().describe("Container format, such as QuickTime / MOV."),
    frameRate: z.number().optional().describe("Frames per second."),
    frameHeight: z.int().optional().describe("Height of a frame, in pixels."),
    frameWidth: z.int().optional().describe("Width of a frame, in pixels."),
    colorRange: z.enum(["FULL", "LIMITED"]).optional().describe("Color range."),
  })
  .meta({ id: "VideoMetadata", description: "Properties of a video." });
