/* Generated from the definitions in provider/functions by `npm run generate`: change those instead. */
import type * as pulumi from "@pulumi/pulumi";
import { type FunctionOptions, type FunctionOutputOptions, invoke, invokeOutput } from "../../functions/invoke.js";
import type { GetTagsResult } from "../results.js";

/** Arguments of {@link getTags}. */
export interface GetTagsArgs {
  /** ARN. 20 to 2048 characters. */
  resourceArn: string;
}

/** Arguments of {@link getTagsOutput}. */
export interface GetTagsOutputArgs {
  /** ARN. 20 to 2048 characters. */
  resourceArn: pulumi.Input<string>;
}

/**
 * All tags of a project, model, dataset, collection or stream processor, the two that mark its owner included. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_ListTagsForResource.html
 *
 * @example
 * ```ts
 * const { tags } = await rekognition.getTags({ resourceArn });
 * const ofProject = rekognition.getTagsOutput({ resourceArn: project.arn }).tags;
 * ```
 */
export function getTags(args: GetTagsArgs, options: FunctionOptions = {}): Promise<GetTagsResult> {
  return invoke("getTags", args, options);
}

/**
 * All tags of a project, model, dataset, collection or stream processor, the two that mark its owner included. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_ListTagsForResource.html
 *
 * @example
 * ```ts
 * const { tags } = await rekognition.getTags({ resourceArn });
 * const ofProject = rekognition.getTagsOutput({ resourceArn: project.arn }).tags;
 * ```
 */
export function getTagsOutput(
  args: GetTagsOutputArgs,
  options: FunctionOutputOptions = {},
): pulumi.Output<GetTagsResult> {
  return invokeOutput("getTags", args, options);
}
