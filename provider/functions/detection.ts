import * as z from "zod";
import { awsCased, camelCased } from "../aws/camel-case.js";
import type { RequestOf } from "../aws/operations.js";
import { percent, projectVersionArn } from "../schema/shapes.js";
import { RekognitionError, isRekognitionError } from "../base/errors.js";
import { type FunctionContext, argument, defineFunction, optionalArgument } from "./function.js";
import { awsImage, image, oneSource } from "./image.js";
import { contentType, customLabel, humanLoopActivationOutput, moderationLabel } from "./shapes/labels.js";

/** Most that AWS takes as bytes, in MB. */
const CUSTOM_LABELS_MEGABYTES = 4;
const MODERATION_MEGABYTES = 5;

/** What a model sees in an image. */
export const detectCustomLabels = defineFunction({
  name: "detectCustomLabels",
  doc: "Analyzes an image with a running Custom Labels model.",
  page: "DetectCustomLabels",
  isCharged: true,
  inputs: {
    projectVersionArn: argument(projectVersionArn, "ARN of the model, as in `projectVersion.arn`. It must be RUNNING."),
    image: argument(image, "The image: PNG or JPEG, 64 to 4096 pixels a side, at most 4 MB as bytes, from S3 15 MB."),
    maxResults: optionalArgument(z.int().min(0), "How many labels at most. Default: all."),
    minConfidence: optionalArgument(
      percent,
      "Minimum confidence, in percent, 0 to 100; 0 returns all labels. Default: a threshold that training chose for each label.",
    ),
  },
  rules: [oneSource],
  result: z
    .strictObject({ customLabels: z.array(customLabel).describe("What was detected, the highest confidence first.") })
    .meta({ id: "DetectCustomLabelsResult", description: "What a model found." }),
  async call(context, args) {
    const answer = await ofRunningModel(context, {
      ProjectVersionArn: args.projectVersionArn,
      Image: await awsImage(args.image, CUSTOM_LABELS_MEGABYTES),
      MaxResults: args.maxResults,
      MinConfidence: args.minConfidence,
    });
    return { customLabels: (answer.CustomLabels ?? []).map((one) => camelCased<z.output<typeof customLabel>>(one)) };
  },
});

const humanLoopConfig = z
  .strictObject({
    humanLoopName: z
      .string()
      .min(1)
      .max(63)
      .regex(/^[a-z0-9](-*[a-z0-9])*$/, "small letters, digits and - only, the first and last no -")
      .describe("Name of this human loop, unique for each call. 1 to 63 lowercase letters, digits and -."),
    flowDefinitionArn: z.string().max(256).describe("ARN of the flow definition. Up to 256 characters."),
    dataAttributes: z
      .strictObject({
        contentClassifiers: z
          .array(z.enum(["FreeOfPersonallyIdentifiableInformation", "FreeOfAdultContent"]))
          .max(256)
          .optional()
          .describe("What the image is free of."),
      })
      .meta({ id: "HumanLoopDataAttributes", description: "Attributes of an image that people review." })
      .optional()
      .describe("Attributes of the image."),
  })
  .meta({ id: "HumanLoopConfig", description: "When people review an image." });

const moderation = z
  .strictObject({
    moderationLabels: z.array(moderationLabel).describe("What was detected."),
    moderationModelVersion: z.string().optional().describe("Version of AWS's model."),
    projectVersion: z
      .string()
      .optional()
      .describe("The adapter that was used. Absent if it is EXPIRED and AWS's base model was used."),
    contentTypes: z.array(contentType).optional().describe("Content type."),
    humanLoopActivationOutput: humanLoopActivationOutput
      .optional()
      .describe("Whether people review the image, and why."),
  })
  .meta({ id: "DetectModerationLabelsResult", description: "Detected content." });

/** What content of an image somebody may object to. */
export const detectModerationLabels = defineFunction({
  name: "detectModerationLabels",
  doc: "Detects inappropriate or offensive content in an image, with AWS's base model or an adapter.",
  page: "DetectModerationLabels",
  isCharged: true,
  inputs: {
    image: argument(image, "The image: PNG or JPEG, at most 10,000 pixels a side and 5 MB, from S3 15 MB."),
    minConfidence: optionalArgument(percent, "Least confidence, in percent, 0 to 100. Default 50."),
    projectVersion: optionalArgument(
      projectVersionArn,
      "ARN of an adapter, a model of a CONTENT_MODERATION project. Default: AWS's base model.",
    ),
    humanLoopConfig: optionalArgument(
      humanLoopConfig,
      "When people review the image through Amazon Augmented AI. Default: never.",
    ),
  },
  rules: [oneSource],
  result: moderation,
  async call({ aws }, args) {
    const answer = await aws.call("DetectModerationLabels", {
      Image: await awsImage(args.image, MODERATION_MEGABYTES),
      MinConfidence: args.minConfidence,
      ProjectVersion: args.projectVersion,
      HumanLoopConfig: args.humanLoopConfig && awsCased(args.humanLoopConfig),
    });
    const { HumanLoopActivationOutput: loop, ModerationLabels: found = [], ...rest } = answer;
    // The SDK wraps JSON text in an object that reads it when asked.
    const conditions = loop?.HumanLoopActivationConditionsEvaluationResults as { toString(): string } | undefined;
    return camelCased<z.output<typeof moderation>>({
      ...rest,
      ModerationLabels: found,
      HumanLoopActivationOutput: loop && {
        ...loop,
        HumanLoopActivationConditionsEvaluationResults: conditions?.toString(),
      },
    });
  },
});

async function ofRunningModel(
  { aws }: FunctionContext,
  request: RequestOf<"DetectCustomLabels">,
): ReturnType<typeof aws.call<"DetectCustomLabels">> {
  try {
    return await aws.call("DetectCustomLabels", request);
  } catch (error) {
    if (!isRekognitionError(error, "Busy")) throw error;
    throw new RekognitionError("ModelNotRunning", `model ${request.ProjectVersionArn ?? ""} is not running`, {
      cause: error,
    });
  }
}
