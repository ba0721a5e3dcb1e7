/* Generated from the definitions in provider/functions by `npm run generate`: change those instead. */
import type * as pulumi from "@pulumi/pulumi";
import { type FunctionOptions, type FunctionOutputOptions, invoke, invokeOutput } from "../../functions/invoke.js";
import type { GetStreamProcessorResult, GetStreamProcessorsResult } from "../results.js";

/**
 * All stream processors of the account in the region. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_ListStreamProcessors.html
 *
 * @example
 * ```ts
 * const { streamProcessors } = await rekognition.getStreamProcessors();
 * const inTheWest = rekognition.getStreamProcessorsOutput({ region: "us-west-2" }).streamProcessors;
 * ```
 */
export function getStreamProcessors(options: FunctionOptions = {}): Promise<GetStreamProcessorsResult> {
  return invoke("getStreamProcessors", {}, options);
}

/**
 * All stream processors of the account in the region. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_ListStreamProcessors.html
 *
 * @example
 * ```ts
 * const { streamProcessors } = await rekognition.getStreamProcessors();
 * const inTheWest = rekognition.getStreamProcessorsOutput({ region: "us-west-2" }).streamProcessors;
 * ```
 */
export function getStreamProcessorsOutput(
  options: FunctionOutputOptions = {},
): pulumi.Output<GetStreamProcessorsResult> {
  return invokeOutput("getStreamProcessors", {}, options);
}

/** Arguments of {@link getStreamProcessor}. */
export interface GetStreamProcessorArgs {
  /** Name. 1 to 128 letters, digits and _ . -. */
  name: string;
}

/** Arguments of {@link getStreamProcessorOutput}. */
export interface GetStreamProcessorOutputArgs {
  /** Name. 1 to 128 letters, digits and _ . -. */
  name: pulumi.Input<string>;
}

/**
 * One stream processor, by its name. Fails if it does not exist. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DescribeStreamProcessor.html
 *
 * @example
 * ```ts
 * const { status } = await rekognition.getStreamProcessor({ name: "entrance" });
 * const arn = rekognition.getStreamProcessorOutput({ name: entrance.name }).streamProcessorArn;
 * ```
 */
export function getStreamProcessor(
  args: GetStreamProcessorArgs,
  options: FunctionOptions = {},
): Promise<GetStreamProcessorResult> {
  return invoke("getStreamProcessor", args, options);
}

/**
 * One stream processor, by its name. Fails if it does not exist. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DescribeStreamProcessor.html
 *
 * @example
 * ```ts
 * const { status } = await rekognition.getStreamProcessor({ name: "entrance" });
 * const arn = rekognition.getStreamProcessorOutput({ name: entrance.name }).streamProcessorArn;
 * ```
 */
export function getStreamProcessorOutput(
  args: GetStreamProcessorOutputArgs,
  options: FunctionOutputOptions = {},
): pulumi.Output<GetStreamProcessorResult> {
  return invokeOutput("getStreamProcessor", args, options);
}
