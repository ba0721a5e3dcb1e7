import * as z from "zod";
import { defineResource, optional, output, required } from "../../schema/definition.js";
import { commonInputs, name255, percent } from "../../schema/shapes.js";
import { rules } from "./rules.js";
import { analysis, labelDetectionSettings, notificationChannel, video, videoMetadata } from "./shapes.js";

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
