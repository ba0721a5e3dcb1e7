/* Generated from the definitions in provider/functions by `npm run generate`: change those instead. */
import type * as pulumi from "@pulumi/pulumi";
import {
  type FunctionOptions,
  type FunctionOutputOptions,
  invokeCharged,
  invokeChargedOutput,
} from "../../functions/invoke.js";
import type { HumanLoopConfig, HumanLoopConfigArgs, Image, ImageArgs } from "../shapes.js";
import type { DetectCustomLabelsResult, DetectModerationLabelsResult } from "../results.js";

/** Arguments of {@link detectCustomLabels}. */
export interface DetectCustomLabelsArgs {
  /** ARN of the model, as in `projectVersion.arn`. It must be RUNNING. */
  projectVersionArn: string;
  /** The image: PNG or JPEG, 64 to 4096 pixels a side, at most 4 MB as bytes, from S3 15 MB. */
  image: Image;
  /** How many labels at most. Default: all. */
  maxResults?: number | undefined;
  /** Minimum confidence, in percent, 0 to 100; 0 returns all labels. Default: a threshold that training chose for each label. */
  minConfidence?: number | undefined;
}

/** Arguments of {@link detectCustomLabelsOutput}. */
export interface DetectCustomLabelsOutputArgs {
  /** ARN of the model, as in `projectVersion.arn`. It must be RUNNING. */
  projectVersionArn: pulumi.Input<string>;
  /** The image: PNG or JPEG, 64 to 4096 pixels a side, at most 4 MB as bytes, from S3 15 MB. */
  image: pulumi.Input<ImageArgs>;
  /** How many labels at most. Default: all. */
  maxResults?: pulumi.Input<number | undefined>;
  /** Minimum confidence, in percent, 0 to 100; 0 returns all labels. Default: a threshold that training chose for each label. */
  minConfidence?: pulumi.Input<number | undefined>;
}

/**
 * Analyzes an image with a running Custom Labels model. Costs money, so it rejects in a preview. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DetectCustomLabels.html
 *
 * @example
 * ```ts
 * const image = { s3Object: { bucket: "my-bucket", name: "part.png" } };
 * const { customLabels } = await rekognition.detectCustomLabels({ projectVersionArn, image });
 * const seen = rekognition.detectCustomLabelsOutput({ projectVersionArn: model.arn, image }).customLabels;
 * ```
 */
export function detectCustomLabels(
  args: DetectCustomLabelsArgs,
  options: FunctionOptions = {},
): Promise<DetectCustomLabelsResult> {
  return invokeCharged("detectCustomLabels", args, options);
}

/**
 * Analyzes an image with a running Custom Labels model. Costs money, so in a preview it is unknown. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DetectCustomLabels.html
 *
 * @example
 * ```ts
 * const image = { s3Object: { bucket: "my-bucket", name: "part.png" } };
 * const { customLabels } = await rekognition.detectCustomLabels({ projectVersionArn, image });
 * const seen = rekognition.detectCustomLabelsOutput({ projectVersionArn: model.arn, image }).customLabels;
 * ```
 */
export function detectCustomLabelsOutput(
  args: DetectCustomLabelsOutputArgs,
  options: FunctionOutputOptions = {},
): pulumi.Output<DetectCustomLabelsResult> {
  return invokeChargedOutput("detectCustomLabels", args, options);
}

/** Arguments of {@link detectModerationLabels}. */
export interface DetectModerationLabelsArgs {
  /** The image: PNG or JPEG, at most 10,000 pixels a side and 5 MB, from S3 15 MB. */
  image: Image;
  /** Least confidence, in percent, 0 to 100. Default 50. */
  minConfidence?: number | undefined;
  /** ARN of an adapter, a model of a CONTENT_MODERATION project. Default: AWS's base model. */
  projectVersion?: string | undefined;
  /** When people review the image through Amazon Augmented AI. Default: never. */
  humanLoopConfig?: HumanLoopConfig | undefined;
}

/** Arguments of {@link detectModerationLabelsOutput}. */
export interface DetectModerationLabelsOutputArgs {
  /** The image: PNG or JPEG, at most 10,000 pixels a side and 5 MB, from S3 15 MB. */
  image: pulumi.Input<ImageArgs>;
  /** Least confidence, in percent, 0 to 100. Default 50. */
  minConfidence?: pulumi.Input<number | undefined>;
  /** ARN of an adapter, a model of a CONTENT_MODERATION project. Default: AWS's base model. */
  projectVersion?: pulumi.Input<string | undefined>;
  /** When people review the image through Amazon Augmented AI. Default: never. */
  humanLoopConfig?: pulumi.Input<HumanLoopConfigArgs | undefined>;
}

/**
 * Detects inappropriate or offensive content in an image, with AWS's base model or an adapter. Costs money, so it rejects in a preview. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DetectModerationLabels.html
 *
 * @example
 * ```ts
 * const image = { s3Object: { bucket: "my-bucket", name: "picture.jpg" } };
 * const { moderationLabels } = await rekognition.detectModerationLabels({ image, minConfidence: 60 });
 * const byAdapter = rekognition.detectModerationLabelsOutput({ image, projectVersion: adapter.arn }).moderationLabels;
 * ```
 */
export function detectModerationLabels(
  args: DetectModerationLabelsArgs,
  options: FunctionOptions = {},
): Promise<DetectModerationLabelsResult> {
  return invokeCharged("detectModerationLabels", args, options);
}

/**
 * Detects inappropriate or offensive content in an image, with AWS's base model or an adapter. Costs money, so in a preview it is unknown. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DetectModerationLabels.html
 *
 * @example
 * ```ts
 * const image = { s3Object: { bucket: "my-bucket", name: "picture.jpg" } };
 * const { moderationLabels } = await rekognition.detectModerationLabels({ image, minConfidence: 60 });
 * const byAdapter = rekognition.detectModerationLabelsOutput({ image, projectVersion: adapter.arn }).moderationLabels;
 * ```
 */
export function detectModerationLabelsOutput(
  args: DetectModerationLabelsOutputArgs,
  options: FunctionOutputOptions = {},
): pulumi.Output<DetectModerationLabelsResult> {
  return invokeChargedOutput("detectModerationLabels", args, options);
}
