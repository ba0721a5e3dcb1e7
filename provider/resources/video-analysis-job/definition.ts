import * as z from "zod";
import { type CrossFieldRule, defineResource, optional, output, required } from "../../schema/definition.js";
import { commonInputs, name255, percent, roleArn, s3Object, snsTopicArn } from "../../schema/shapes.js";

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
const rules: readonly CrossFieldRule[] = [
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

const ENDED: Readonly<Record<string, string>> = {
  PERSON_TRACKING:
    "cannot be PERSON_TRACKING any more: AWS ended people pathing on 2025-10-31 (https://docs.aws.amazon.com/rekognition/latest/dg/persons.html); FACE_SEARCH finds known people, LABEL_DETECTION people as such",
};

const analysis = z.enum(Object.keys(analyses) as [Analysis, ...Analysis[]], {
  error: ({ input }) => (typeof input === "string" ? ENDED[input] : undefined),
});

const video = z
  .strictObject({
    s3Object: s3Object.describe("The video: MP4 or MOV with H.264, at most 10 GB and 6 hours, in the same region."),
  })
  .meta({ id: "Video", description: "A stored video." });

const notificationChannel = z
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

const labelDetectionSettings = z
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

/** A job: the analysis of one stored video. */
export const videoAnalysisJobDefinition = defineResource({
  kind: "VideoAnalysisJob",
  doc: "The analysis of one stored video. Creating it starts the job, which AWS bills by the minute of video, and waits until it ends. Any change starts another job. Functions such as getLabelDetection read its results. AWS deletes a job after 7 days: then `expired` is true, and nothing else changes. Deleting the resource makes no call to AWS.",
  page: "https://docs.aws.amazon.com/rekognition/latest/dg/api-video.html",
  id: "kind of analysis and job id, as in `LABEL_DETECTION/270c1cc5e1d0ea2fbc59d97cb69a72a5`",
  deleteBeforeReplace: false,
  alsoCalled: { type: "analysis", kind: "analysis" },
  inputs: {
    analysis: required(
      "replace",
      analysis,
      "What to look for: labels, content for moderation, faces, the faces of a collection, or celebrities.",
    ),
    video: required("replace", video, "The video."),
    minConfidence: optional(
      "replace",
      percent,
      "LABEL_DETECTION and CONTENT_MODERATION: minimum confidence of a result, in percent, 0 to 100. Default 50.",
    ),
    features: optional(
      "replace",
      z.array(z.enum(["GENERAL_LABELS"])).max(1),
      "LABEL_DETECTION: what kind of labels; GENERAL_LABELS is the only one, and the default.",
    ),
    settings: optional(
      "replace",
      labelDetectionSettings,
      "LABEL_DETECTION: which labels and categories to look for. Default: all.",
    ),
    faceAttributes: optional(
      "replace",
      z.enum(["DEFAULT", "ALL"]),
      "FACE_DETECTION: `ALL` returns all attributes of a face, such as emotions; `DEFAULT` only bounding box, confidence, pose, quality and landmarks. Default DEFAULT.",
    ),
    collectionId: optional(
      "replace",
      name255,
      "FACE_SEARCH: id of the collection to search in, as in `collection.collectionId`.",
    ),
    faceMatchThreshold: optional(
      "replace",
      percent,
      "FACE_SEARCH: minimum similarity of a match, in percent, 0 to 100. Default 80.",
    ),
    notificationChannel: optional(
      "replace",
      notificationChannel,
      "SNS topic that AWS notifies when the job ends. Default: none.",
    ),
    jobTag: optional(
      "replace",
      z
        .string()
        .min(1)
        .max(1024)
        .regex(/^[a-zA-Z0-9_.\-:+=/]+$/, "letters, digits and _ . - : + = / only"),
      "Text that AWS returns in the notification and with the results, 1 to 1024 characters.",
    ),
    triggers: optional(
      "replace",
      z.record(z.string(), z.string()),
      "Any values whose change should start another job, such as the hash of a video. Not sent to AWS.",
    ),
    region: commonInputs.region,
  },
  outputs: {
    jobId: output(z.string(), "Id of the job, an argument of the functions that read its results."),
    status: output(z.string(), "Status as AWS last reported it: IN_PROGRESS, SUCCEEDED or FAILED."),
    statusMessage: output(z.string(), "AWS's message about the status, if the job failed."),
    videoMetadata: output(videoMetadata, "Properties of the video, once the job has succeeded."),
    modelVersion: output(
      z.string(),
      "Version of AWS's model, for LABEL_DETECTION and CONTENT_MODERATION, once the job has succeeded.",
    ),
    expired: output(
      z.boolean(),
      "Whether AWS has deleted the job and its results, as it does after 7 days. `pulumi refresh` updates it.",
    ),
  },
  rules,
});
