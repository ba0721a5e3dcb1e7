import type {
  CreateStreamProcessorRequest,
  CreateStreamProcessorResponse,
  DeleteStreamProcessorRequest,
  DeleteStreamProcessorResponse,
  DescribeStreamProcessorRequest,
  DescribeStreamProcessorResponse,
  ListStreamProcessorsRequest,
  ListStreamProcessorsResponse,
  UpdateStreamProcessorRequest,
  UpdateStreamProcessorResponse,
} from "@aws-sdk/client-rekognition";
import { invalidParameter, limitExceeded, resourceInUse, resourceNotFound } from "../protocol/errors.js";
import { epochSeconds } from "../protocol/wire.js";
import { streamProcessorArn } from "../store/arns.js";
import { isVisible, requireStreamProcessor } from "../store/lookup.js";
import { Status } from "../store/status.js";
import { newTags } from "../store/tags.js";
import type { StreamProcessor, StreamProcessorConfig } from "../store/things.js";
import type { Call } from "../world.js";
import type { Handler } from "./handler.js";
import { PROCESSOR_LEGALITY } from "./legality.js";
import { paginate } from "./paging.js";
import { checkAvailability, checkConfig, kindOf, updated, withDefaults } from "./stream-processor-rules.js";
import { checkTagCount } from "./tags.js";

const LIST_PAGE = 1000;

const videoStreamOf = (config: StreamProcessorConfig): string | undefined => config.Input.KinesisVideoStream?.Arn;
const dataStreamOf = (config: StreamProcessorConfig): string | undefined => config.Output.KinesisDataStream?.Arn;

/** A name, a video stream and a data stream each belong to one processor, for some seconds after its delete too. */
function checkFree(call: Call, name: string, config: StreamProcessorConfig): void {
  const { scope, nowMs } = call;
  scope.tombstones = scope.tombstones.filter((tombstone) => tombstone.untilMs > nowMs);
  const videoStreamArn = videoStreamOf(config);
  if (scope.streamProcessors.has(name) || scope.tombstones.some((tombstone) => tombstone.name === name)) {
    throw resourceInUse("Stream processor name already in use.");
  }
  const others = [...scope.streamProcessors.values()];
  const dataStreamArn = dataStreamOf(config);
  const streamTaken =
    others.some((other) => videoStreamOf(other.config) === videoStreamArn) ||
    scope.tombstones.some((tombstone) => tombstone.videoStreamArn === videoStreamArn) ||
    (dataStreamArn !== undefined && others.some((other) => dataStreamOf(other.config) === dataStreamArn));
  if (streamTaken) throw resourceInUse("Specified resource is in use.");
}

/** Neither the role nor the streams are looked at here: that happens when the processor is started. */
export const createStreamProcessor: Handler<CreateStreamProcessorRequest, CreateStreamProcessorResponse> = (
  input,
  call,
) => {
  const { Name: name, Tags: tags = {}, ...config } = input;
  const { scope, world, nowMs } = call;
  checkAvailability(call, input.Settings.ConnectedHome === undefined ? "faceSearch" : "connectedHome");
  checkConfig(call, config);
  checkTagCount(call, tags);
  checkFree(call, name, config);
  if (scope.streamProcessors.size >= world.switches.quotaStreamProcessors) {
    const limit = world.switches.quotaStreamProcessors;
    throw limitExceeded(`Stream processor limit exceeded for account, limit - ${limit}.`);
  }
  const processor: StreamProcessor = {
    arn: streamProcessorArn(scope, name),
    createdAtMs: nowMs,
    madeAtMs: nowMs,
    tags: newTags(tags, nowMs),
    name,
    config: withDefaults(call, config),
    status: new Status("STOPPED", nowMs),
    updatedAtMs: nowMs,
    pending: undefined,
  };
  scope.streamProcessors.set(name, processor);
  scope.deletedStreamProcessors.delete(name);
  return { StreamProcessorArn: processor.arn };
};

export const describeStreamProcessor: Handler<DescribeStreamProcessorRequest, DescribeStreamProcessorResponse> = (
  input,
  call,
) => {
  const { deleteLagMs, statusLagMs } = call.world.switches;
  const deleted = call.scope.deletedStreamProcessors.get(input.Name);
  const lingers = deleted !== undefined && call.nowMs < deleted.atMs + deleteLagMs;
  const processor = lingers ? deleted.thing : requireStreamProcessor(call, input.Name);
  if (!isVisible(call, processor)) {
    throw resourceNotFound(`Stream processor ${input.Name} does not exist for account ${call.scope.account}.`);
  }
  const { status, message } = processor.status.shown(call.nowMs, statusLagMs);
  return {
    Name: processor.name,
    StreamProcessorArn: processor.arn,
    Status: status,
    StatusMessage: message,
    CreationTimestamp: epochSeconds(processor.createdAtMs),
    LastUpdateTimestamp: epochSeconds(processor.updatedAtMs),
    ...processor.config,
  };
};

export const listStreamProcessors: Handler<ListStreamProcessorsRequest, ListStreamProcessorsResponse> = (
  input,
  call,
) => {
  const page = paginate(call, {
    operation: "ListStreamProcessors",
    items: [...call.scope.streamProcessors.values()].filter((processor) => isVisible(call, processor)),
    keyOf: (processor) => processor.name,
    order: "ascending",
    maxResults: input.MaxResults,
    token: input.NextToken,
    maxPage: LIST_PAGE,
  });
  const { statusLagMs } = call.world.switches;
  return {
    NextToken: page.nextToken,
    StreamProcessors: page.items.map((processor) => ({
      Name: processor.name,
      Status: processor.status.shown(call.nowMs, statusLagMs).status,
    })),
  };
};

export const updateStreamProcessor: Handler<UpdateStreamProcessorRequest, UpdateStreamProcessorResponse> = (
  input,
  call,
) => {
  const { timeline, switches } = call.world;
  const processor = requireStreamProcessor(call, input.Name);
  if (kindOf(processor) === "faceSearch") {
    throw invalidParameter("A stream processor for face search cannot be updated.");
  }
  const config = updated(call, processor.config, input);
  if (PROCESSOR_LEGALITY[processor.status.current].update !== "ok") {
    throw resourceInUse("Specified resource is in use.");
  }
  processor.config = config;
  processor.updatedAtMs = call.nowMs;
  processor.status.set("UPDATING", call.nowMs);
  const event = { processor: processor.arn };
  processor.pending = timeline.at(call.nowMs + switches.streamProcessorUpdatingMs, "processorStopped", event);
  return {};
};

export const deleteStreamProcessor: Handler<DeleteStreamProcessorRequest, DeleteStreamProcessorResponse> = (
  input,
  call,
) => {
  const { scope, nowMs } = call;
  const { streamProcessorTombstoneMs, deleteLagMs } = call.world.switches;
  const processor = requireStreamProcessor(call, input.Name);
  if (PROCESSOR_LEGALITY[processor.status.current].delete !== "ok") {
    throw resourceInUse("Cannot delete stream processor.");
  }
  call.world.timeline.cancel(processor.pending);
  scope.streamProcessors.delete(processor.name);
  if (deleteLagMs > 0) scope.deletedStreamProcessors.set(processor.name, { thing: processor, atMs: nowMs });
  scope.tombstones.push({
    untilMs: nowMs + streamProcessorTombstoneMs,
    name: processor.name,
    videoStreamArn: videoStreamOf(processor.config),
  });
  return {};
};
