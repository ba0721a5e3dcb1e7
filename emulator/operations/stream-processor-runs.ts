import { randomUUID } from "node:crypto";
import type {
  StartStreamProcessorRequest,
  StartStreamProcessorResponse,
  StopStreamProcessorRequest,
  StopStreamProcessorResponse,
} from "@aws-sdk/client-rekognition";
import type { StreamProcessorStartOutcome } from "../outcomes.js";
import { accessDenied, invalidParameter, resourceInUse } from "../protocol/errors.js";
import type { Wire } from "../protocol/wire.js";
import { requireStreamProcessor } from "../store/lookup.js";
import type { StreamProcessor } from "../store/things.js";
import type { Call } from "../world.js";
import type { Handler } from "./handler.js";
import { PROCESSOR_LEGALITY } from "./legality.js";
import { kindOf } from "./stream-processor-rules.js";
import type { ProcessorKind } from "./stream-processor-rules.js";

/** How long a connected home processor works on one start unless it is told otherwise. */
const DEFAULT_SESSION_SECONDS = 10;

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
  call: Call,
  processor: StreamProcessor,
  scripted: StreamProcessorStartOutcome | undefined,
): string | undefined {
  if (scripted?.status === "FAILED") return scripted.message ?? "Access denied to Role";
  if (scripted?.status !== undefined) return undefined;
  const { streamProcessorRoleReadyMs, streamProcessorChecksCollection } = call.world.switches;
  if (call.nowMs < processor.madeAtMs + streamProcessorRoleReadyMs) return "Access denied to Role";
  const collection = processor.config.Settings.FaceSearch?.CollectionId;
  const missing = collection !== undefined && !call.scope.collections.has(collection);
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
  const { timeline, switches, outcomes, meter } = call.world;
  const processor = requireStreamProcessor(call, input.Name);
  const kind = kindOf(processor);
  checkSelectors(kind, input);
  if (PROCESSOR_LEGALITY[processor.status.current].start !== "ok") {
    throw resourceInUse("Specified resource is in use.");
  }
  checkConcurrency(call, kind);
  const scripted = outcomes.take("streamProcessorStart", processor.name);
  const sessionMs = (input.StopSelector?.MaxDurationInSeconds ?? DEFAULT_SESSION_SECONDS) * 1000;
  const startingMs = scripted?.seconds === undefined ? switches.streamProcessorStartingMs : scripted.seconds * 1000;
  processor.status.set("STARTING", call.nowMs);
  processor.pending = timeline.at(call.nowMs + startingMs, (atMs) => {
    const message = failure(call, processor, scripted);
    processor.pending = undefined;
    if (message !== undefined) processor.status.set("FAILED", atMs, message);
    else if (kind === "faceSearch") {
      processor.status.set("RUNNING", atMs);
      meter.startProcessor(processor.arn, atMs);
    } else {
      processor.pending = timeline.at(atMs + sessionMs, (endMs) => {
        processor.pending = undefined;
        processor.status.set("STOPPED", endMs);
      });
    }
  });
  return { SessionId: randomUUID() };
};

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
  processor.pending?.cancel();
  if (status === "RUNNING") meter.stopProcessor(processor.arn, call.nowMs);
  processor.status.set("STOPPING", call.nowMs);
  processor.pending = timeline.at(call.nowMs + switches.streamProcessorStoppingMs, (atMs) => {
    processor.pending = undefined;
    processor.status.set("STOPPED", atMs);
  });
  return {};
};
