import type { DescribeStreamProcessorResponse, StreamProcessorStatus } from "@aws-sdk/client-rekognition";
import { nameInArn } from "../../aws/arns.js";
import type { Stoppable } from "../../lifecycle/at-rest.js";
import type { AwsContext } from "../../lifecycle/aws-context.js";
import { type FoundVerdict, lookFor } from "../../lifecycle/presence.js";
import { statusTable } from "../../lifecycle/status-table.js";
import { type Observation, observed, type VerdictTable } from "../../lifecycle/wait-for-state.js";
import type { InputsOf, OutputsOf } from "../../schema/definition.js";
import type { streamProcessorDefinition } from "./definition.js";

/** What create does with a stream processor of its own that it finds: a failed one can be started again. */
export const found = statusTable<StreamProcessorStatus, FoundVerdict>({
  STOPPED: "adopt",
  STARTING: "adopt",
  RUNNING: "adopt",
  FAILED: "adopt",
  STOPPING: "adopt",
  UPDATING: "adopt",
});

/** Nothing is under way. A session of connected home is STARTING to its end. */
export const settled: VerdictTable<StreamProcessorStatus> = {
  until: "is at rest",
  absent: "target",
  statuses: statusTable({
    STARTING: "pending",
    STOPPING: "pending",
    UPDATING: "pending",
    STOPPED: "target",
    RUNNING: "target",
    FAILED: "target",
  }),
};

/** A start has been taken: tells a start that failed from the failure before it. */
export const startTaken: VerdictTable<StreamProcessorStatus> = {
  until: "begins to start",
  absent: "failed",
  statuses: statusTable({
    STARTING: "target",
    RUNNING: "target",
    STOPPED: "lagging",
    FAILED: "lagging",
    STOPPING: "failed",
    UPDATING: "failed",
  }),
};

export const running: VerdictTable<StreamProcessorStatus> = {
  until: "is running",
  absent: "failed",
  statuses: statusTable({
    STARTING: "pending",
    RUNNING: "target",
    STOPPED: "lagging",
    FAILED: "failed",
    STOPPING: "failed",
    UPDATING: "failed",
  }),
};

export const stopped: VerdictTable<StreamProcessorStatus> = {
  until: "is stopped",
  absent: "target",
  statuses: statusTable({
    RUNNING: "lagging",
    STOPPING: "pending",
    STOPPED: "target",
    FAILED: "target",
    STARTING: "failed",
    UPDATING: "failed",
  }),
};

export const gone: VerdictTable<StreamProcessorStatus> = {
  until: "is deleted",
  absent: "target",
  statuses: statusTable({
    STOPPED: "lagging",
    FAILED: "lagging",
    STARTING: "lagging",
    RUNNING: "failed",
    STOPPING: "failed",
    UPDATING: "failed",
  }),
};

/** What a status says about running. */
export const activity = statusTable<StreamProcessorStatus, "idle" | "running" | "moving">({
  STOPPED: "idle",
  FAILED: "idle",
  RUNNING: "running",
  STARTING: "moving",
  STOPPING: "moving",
  UPDATING: "moving",
});

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
