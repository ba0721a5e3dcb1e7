/* Generated from the definitions in provider/resources by `npm run generate`: change those instead. */
import * as pulumi from "@pulumi/pulumi";
import { registration } from "../resource.js";
import { warnIfRetained } from "../retained.js";
import { shortTraces } from "../short-traces.js";
import type {
  LabelDetectionSettings,
  LabelDetectionSettingsArgs,
  NotificationChannel,
  NotificationChannelArgs,
  Video,
  VideoArgs,
  VideoMetadata,
} from "./shapes.js";

/** Inputs of {@link VideoAnalysisJob}. */
export interface VideoAnalysisJobArgs {
  /** What to look for: labels, content for moderation, faces, the faces of a collection, or celebrities. Changing it replaces the resource. */
  analysis: pulumi.Input<
    "LABEL_DETECTION" | "CONTENT_MODERATION" | "FACE_DETECTION" | "FACE_SEARCH" | "CELEBRITY_RECOGNITION"
  >;
  /** The video. Changing it replaces the resource. */
  video: pulumi.Input<VideoArgs>;
  /** LABEL_DETECTION and CONTENT_MODERATION: minimum confidence of a result, in percent, 0 to 100. Default 50. Changing it replaces the resource. */
  minConfidence?: pulumi.Input<number | undefined>;
  /** LABEL_DETECTION: what kind of labels; GENERAL_LABELS is the only one, and the default. Changing it replaces the resource. */
  features?: pulumi.Input<pulumi.Input<"GENERAL_LABELS">[] | undefined>;
  /** LABEL_DETECTION: which labels and categories to look for. Default: all. Changing it replaces the resource. */
  settings?: pulumi.Input<LabelDetectionSettingsArgs | undefined>;
  /** FACE_DETECTION: `ALL` returns all attributes of a face, such as emotions; `DEFAULT` only bounding box, confidence, pose, quality and landmarks. Default DEFAULT. Changing it replaces the resource. */
  faceAttributes?: pulumi.Input<"DEFAULT" | "ALL" | undefined>;
  /** FACE_SEARCH: id of the collection to search in, as in `collection.collectionId`. Changing it replaces the resource. */
  collectionId?: pulumi.Input<string | undefined>;
  /** FACE_SEARCH: minimum similarity of a match, in percent, 0 to 100. Default 80. Changing it replaces the resource. */
  faceMatchThreshold?: pulumi.Input<number | undefined>;
  /** SNS topic that AWS notifies when the job ends. Default: none. Changing it replaces the resource. */
  notificationChannel?: pulumi.Input<NotificationChannelArgs | undefined>;
  /** Text that AWS returns in the notification and with the results, 1 to 1024 characters. Changing it replaces the resource. */
  jobTag?: pulumi.Input<string | undefined>;
  /** Any values whose change should start another job, such as the hash of a video. Not sent to AWS. Changing it replaces the resource. */
  triggers?: pulumi.Input<Record<string, pulumi.Input<string>> | undefined>;
  /** AWS region of this resource. Default: the configured region, then that of the AWS default chain. The effective region is recorded. Changing it replaces the resource. */
  region?: pulumi.Input<string | undefined>;
}

/**
 * The analysis of one stored video. Creating it starts the job, which AWS bills by the minute of video, and waits until it ends. Any change starts another job. Functions such as getLabelDetection read its results. AWS deletes a job after 7 days: then `expired` is true, and nothing else changes. Deleting the resource makes no call to AWS. See https://docs.aws.amazon.com/rekognition/latest/dg/api-video.html
 *
 * @example
 * ```ts
 * import * as rekognition from "pulumi-rekognition";
 *
 * const job = new rekognition.VideoAnalysisJob("street", {
 *   analysis: "LABEL_DETECTION",
 *   video: { s3Object: { bucket: "my-bucket", name: "street.mp4" } },
 *   minConfidence: 80,
 * });
 * ```
 */
export class VideoAnalysisJob extends pulumi.CustomResource {
  /** What to look for: labels, content for moderation, faces, the faces of a collection, or celebrities. */
  declare public readonly analysis: pulumi.Output<
    "LABEL_DETECTION" | "CONTENT_MODERATION" | "FACE_DETECTION" | "FACE_SEARCH" | "CELEBRITY_RECOGNITION"
  >;
  /** The video. */
  declare public readonly video: pulumi.Output<Video>;
  /** LABEL_DETECTION and CONTENT_MODERATION: minimum confidence of a result, in percent, 0 to 100. Default 50. */
  declare public readonly minConfidence: pulumi.Output<number | undefined>;
  /** LABEL_DETECTION: what kind of labels; GENERAL_LABELS is the only one, and the default. */
  declare public readonly features: pulumi.Output<"GENERAL_LABELS"[] | undefined>;
  /** LABEL_DETECTION: which labels and categories to look for. Default: all. */
  declare public readonly settings: pulumi.Output<LabelDetectionSettings | undefined>;
  /** FACE_DETECTION: `ALL` returns all attributes of a face, such as emotions; `DEFAULT` only bounding box, confidence, pose, quality and landmarks. Default DEFAULT. */
  declare public readonly faceAttributes: pulumi.Output<"DEFAULT" | "ALL" | undefined>;
  /** FACE_SEARCH: id of the collection to search in, as in `collection.collectionId`. */
  declare public readonly collectionId: pulumi.Output<string | undefined>;
  /** FACE_SEARCH: minimum similarity of a match, in percent, 0 to 100. Default 80. */
  declare public readonly faceMatchThreshold: pulumi.Output<number | undefined>;
  /** SNS topic that AWS notifies when the job ends. Default: none. */
  declare public readonly notificationChannel: pulumi.Output<NotificationChannel | undefined>;
  /** Text that AWS returns in the notification and with the results, 1 to 1024 characters. */
  declare public readonly jobTag: pulumi.Output<string | undefined>;
  /** Any values whose change should start another job, such as the hash of a video. Not sent to AWS. */
  declare public readonly triggers: pulumi.Output<Record<string, string> | undefined>;
  /** AWS region of this resource. Default: the configured region, then that of the AWS default chain. The effective region is recorded. */
  declare public readonly region: pulumi.Output<string>;
  /** Id of the job, an argument of the functions that read its results. */
  declare public readonly jobId: pulumi.Output<string>;
  /** Status as AWS last reported it: IN_PROGRESS, SUCCEEDED or FAILED. */
  declare public readonly status: pulumi.Output<string>;
  /** AWS's message about the status, if the job failed. */
  declare public readonly statusMessage: pulumi.Output<string | undefined>;
  /** Properties of the video, once the job has succeeded. */
  declare public readonly videoMetadata: pulumi.Output<VideoMetadata | undefined>;
  /** Version of AWS's model, for LABEL_DETECTION and CONTENT_MODERATION, once the job has succeeded. */
  declare public readonly modelVersion: pulumi.Output<string | undefined>;
  /** Whether AWS has deleted the job and its results, as it does after 7 days. `pulumi refresh` updates it. */
  declare public readonly expired: pulumi.Output<boolean>;

  /** Reads an existing VideoAnalysisJob by its kind of analysis and job id, as in `LABEL_DETECTION/270c1cc5e1d0ea2fbc59d97cb69a72a5`, without managing it. */
  public static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    options: pulumi.CustomResourceOptions = {},
  ): VideoAnalysisJob {
    return new VideoAnalysisJob(name, {} as VideoAnalysisJobArgs, { ...options, id });
  }

  public constructor(name: string, args: VideoAnalysisJobArgs, options: pulumi.CustomResourceOptions = {}) {
    const traces = shortTraces();
    try {
      super(
        ...registration(
          "VideoAnalysisJob",
          "videoAnalysisJob",
          name,
          args,
          [
            "analysis",
            "video",
            "minConfidence",
            "features",
            "settings",
            "faceAttributes",
            "collectionId",
            "faceMatchThreshold",
            "notificationChannel",
            "jobTag",
            "triggers",
            "region",
            "jobId",
            "status",
            "statusMessage",
            "videoMetadata",
            "modelVersion",
            "expired",
          ],
          options,
        ),
      );
    } catch (error) {
      throw traces.completed(error);
    } finally {
      traces.end();
    }
    warnIfRetained(this, args, options);
  }
}
