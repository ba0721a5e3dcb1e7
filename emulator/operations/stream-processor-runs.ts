import { randomUUID } from "node:crypto";
import type {
  StartStreamProcessorRequest,
  StartStreamProcessorResponse,
  StopStreamProcessorRequest,
  StopStreamProcessorResponse,
} from "@aws-sdk/client-rekognition";
import type { EventArgs } from "../events/shapes.js";
import { accessDenied, invalidParameter, resourceInUse } from "../protocol/errors.js";
import type { Wire } from "../protocol/wire.js";
import { processorOf, requireStreamProcessor } from "../store/lookup.js";
import type { Scope } from "../store/scope.js";
import type { StreamProcessor } from "../store/things.js";
import { beginAnalysis } from "../streams/face-records.js";
import { beginSession, publishEnd } from "../streams/home-session.js";
import type { Call, World } from "../world.js";
import type { Handler } from "./handler.js";
import { PROCESSOR_LEGALITY } from "./legality.js";
import { kindOf } from "./stream-processor-rules.js";
import type { ProcessorKind } from "./stream-processor-rules.js";

/** How long a connected home processor works on one start unless it is told otherwise. */
const DEFAULT_SESSION_SECONDS = 10;
const ROLE_DENIED = "Access denied to Role";

function checkSelectors(kind: ProcessorKind, input: Wire<StartStreamProcessorRequest>): void {
  const start = input.StartSelector?.KVSStreamStartSelector;
  if (kind === "faceSearch") {
    if (input.StartSelector !== undefined || input.StopSelector !== undefined) {
      throw invalidParameter("A stream processor for face search takes no selectors.");
    }
    return;
  }
  if (start === undefined || (start.ProducerTimestamp === undefined) === (start.FragmentNumber === undefined)) {
    throw invalidParameter(
      "A connected home stream processor needs a StartSelector: a timestamp or a fragment number.",
    );
  }
}

function checkConcurrency(call: Call, kind: ProcessorKind): void {
  const { quotaFaceSearchRunning, quotaConnectedHomeRunning } = call.world.switches;
  const limit = kind === "faceSearch" ? quotaFaceSearchRunning : quotaConnectedHomeRunning;
  const busy = [...call.scope.streamProcessors.values()].filter(
    (other) => kindOf(other) === kind && ["STARTING", "RUNNING", "STOPPING"].includes(other.status.current),
  );
  if (busy.length >= limit) throw resourceInUse(`Stream processor limit exceeded for account, limit - ${limit}.`);
}

/** Why a start fails, in AWS's words; looked at when the start is due to end, the role when it began. */
function failure(
  { switches }: World,
  scope: Scope,
  processor: StreamProcessor,
  { scripted, askedAtMs }: EventArgs["processorStarted"],
): string | undefined {
  if (scripted?.status === "FAILED") return scripted.message ?? ROLE_DENIED;
  if (scripted?.status !== undefined) return undefined;
  const { streamProcessorRoleReadyMs, streamProcessorChecksCollection } = switches;
  if (askedAtMs < processor.madeAtMs + streamProcessorRoleReadyMs) return ROLE_DENIED;
  const collection = processor.config.Settings.FaceSearch?.CollectionId;
  const missing = collection !== undefined && !scope.collections.has(collection);
  return missing && streamProcessorChecksCollection ? "Collection not found" : undefined;
}

/**
 * Answers before anything is known to work. A face search processor then goes to RUNNING; a connected home processor
 * works while it is STARTING and stops by itself.
 */
export const startStreamProcessor: Handler<StartStreamProcessorRequest, StartStreamProcessorResponse> = (
  input,
  call,
) => {
  const { timeline, switches, outcomes } = call.world;
  const processor = requireStreamProcessor(call, input.Name);
  const kind = kindOf(processor);
  checkSelectors(kind, input);
  if (PROCESSOR_LEGALITY[processor.status.current].start !== "ok") {
    throw resourceInUse("Specified resource is in use.");
  }
  checkConcurrency(call, kind);
  const scripted = outcomes.take("streamProcessorStart", processor.name);
  const durationMs = (input.StopSelector?.MaxDurationInSeconds ?? DEFAULT_SESSION_SECONDS) * 1000;
  const { ProducerTimestamp: producerTimestamp, FragmentNumber: fragment } =
    input.StartSelector?.KVSStreamStartSelector ?? {};
  const session = { id: randomUUID(), request: { ...input }, durationMs, producerTimestamp, fragment };
  const startingMs = scripted?.seconds === undefined ? switches.streamProcessorStartingMs : scripted.seconds * 1000;
  processor.status.set("STARTING", call.nowMs);
  processor.pending = timeline.at(call.nowMs + startingMs, "processorStarted", {
    processor: processor.arn,
    askedAtMs: call.nowMs,
    session,
    scripted,
  });
  return { SessionId: session.id };
};

export function endProcessorStart(world: World, args: EventArgs["processorStarted"], atMs: number): void {
  const found = processorOf(world.store, args.processor);
  if (found === undefined) return;
  const { scope, processor } = found;
  const message = failure(world, scope, processor, args);
  const isHome = kindOf(processor) === "connectedHome";
  processor.pending = undefined;
  if (message !== undefined) {
    processor.status.set("FAILED", atMs, message);
    // Without the role there is nobody to publish as.
    if (isHome && message !== ROLE_DENIED) publishEnd(world, found, args.session, atMs, { durationMs: 0, message });
  } else if (isHome) {
    beginSession(world, processor, { ...args.session, startedAtMs: atMs });
  } else {
    processor.status.set("RUNNING", atMs);
    world.meter.startProcessor(processor.arn, atMs);
    beginAnalysis(world, processor, atMs);
  }
}

/** Of one that was stopped, or updated. */
export function endProcessorRun({ store }: World, args: EventArgs["processorStopped"], atMs: number): void {
  const processor = processorOf(store, args.processor)?.processor;
  if (processor === undefined) return;
  processor.pending = undefined;
  processor.status.set("STOPPED", atMs);
}

export const stopStreamProcessor: Handler<StopStreamProcessorRequest, StopStreamProcessorResponse> = (input, call) => {
  const { timeline, switches, meter } = call.world;
  const processor = requireStreamProcessor(call, input.Name);
  const status = processor.status.current;
  const isHome = kindOf(processor) === "connectedHome";
  if (isHome && status === "STARTING" && switches.stopConnectedHome === "AccessDeniedException") throw accessDenied("");
  const stopsStart = !isHome && status === "STARTING" && switches.stopProcessorWhileStarting;
  if (PROCESSOR_LEGALITY[status].stop !== "ok" && !stopsStart) {
    throw resourceInUse("Processor not available for stopping stream.");
  }
  timeline.cancel(processor.pending);
  if (status === "RUNNING") meter.stopProcessor(processor.arn, call.nowMs);
  processor.status.set("STOPPING", call.nowMs);
  const event = { processor: processor.arn };
  processor.pending = timeline.at(call.nowMs + switches.streamProcessorStoppingMs, "processorStopped", event);
  return {};
};
