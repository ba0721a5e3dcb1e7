import type { DescribeStreamProcessorResponse, StreamProcessorStatus } from "@aws-sdk/client-rekognition";
import { nameInArn } from "../../aws/arns.js";
import type { InputsOf, OutputsOf } from "../../schema/definition.js";
import type { AwsContext } from "../../lifecycle/aws-context.js";
import type { Stoppable } from "../../lifecycle/at-rest.js";
import { lookFor } from "../../lifecycle/presence.js";
import { type Observation, observed } from "../../lifecycle/wait-for-state.js";
import type { streamProcessorDefinition } from "./definition.js";
import { found, gone, settled, stopped } from "./states.js";

export type Inputs = InputsOf<typeof streamProcessorDefinition>;
export type Outputs = OutputsOf<typeof streamProcessorDefinition>;
export type Found = Observation<StreamProcessorStatus, DescribeStreamProcessorResponse>;

/** How messages name it. */
export function subjectOf(name: string): string {
  return `stream processor "${name}"`;
}

/** One look at a stream processor. */
export async function find(context: AwsContext, name: string): Promise<Found | undefined> {
  return observed(await context.describe.streamProcessor(name));
}

/** A stream processor as it is looked for, whatever has the name, or the one with this ARN; and how it is stopped. */
export function soughtProcessor(
  context: AwsContext,
  name: string,
  arn?: string,
): Stoppable<StreamProcessorStatus, DescribeStreamProcessorResponse> {
  return {
    subject: subjectOf(name),
    look: lookFor(() => find(context, name), arnOf, arn),
    isGone: () => context.describe.isStreamProcessorGone(name, arn),
    found,
    gone,
    settled,
    stopped,
    stop: () => context.aws.call("StopStreamProcessor", { Name: name }),
    arnOf,
    createdAtMs,
  };
}

/** The one with this ARN: the same name in another account is another stream processor. */
export function processorOf(context: AwsContext, arn: string): ReturnType<typeof soughtProcessor> {
  return soughtProcessor(context, nameOf(arn), arn);
}

export function arnOf(value: DescribeStreamProcessorResponse): string {
  return value.StreamProcessorArn ?? "";
}

export function nameOf(arn: string): string {
  return nameInArn(arn, "streamprocessor") ?? "";
}

/** Epoch milliseconds. */
export function createdAtMs(value: DescribeStreamProcessorResponse): number {
  return value.CreationTimestamp?.getTime() ?? 0;
}

/** What is recorded of a description. */
export function outputsOf(value: DescribeStreamProcessorResponse): Outputs {
  return {
    status: value.Status,
    statusMessage: value.StatusMessage === "" ? undefined : value.StatusMessage,
    creationTimestamp: value.CreationTimestamp?.toISOString(),
  };
}
