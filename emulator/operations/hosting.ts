import type {
  ProjectVersionStatus,
  StartProjectVersionRequest,
  StartProjectVersionResponse,
  StopProjectVersionRequest,
  StopProjectVersionResponse,
} from "@aws-sdk/client-rekognition";
import type { EventArgs } from "../events/shapes.js";
import { TRAINING_FAILURES } from "../media/training-failures.js";
import { invalidParameter, limitExceeded, resourceInUse } from "../protocol/errors.js";
import { allVersions, requireVersion, versionOf } from "../store/lookup.js";
import type { ProjectVersion } from "../store/things.js";
import type { Call, World } from "../world.js";
import type { Handler } from "./handler.js";
import { VERSION_LEGALITY } from "./legality.js";

function checkSlots(call: Call): void {
  const { quotaRunningModels, stoppingHoldsSlot } = call.world.switches;
  const holding: ProjectVersionStatus[] = ["STARTING", "RUNNING"];
  if (stoppingHoldsSlot) holding.push("STOPPING");
  const held = [...allVersions(call)].filter((version) => holding.includes(version.status.current));
  if (held.length >= quotaRunningModels) {
    throw limitExceeded(`Running model limit exceeded for account, limit - ${quotaRunningModels}.`);
  }
}

function checkUnits(call: Call, min: number, max: number | undefined): void {
  const { quotaInferenceUnits } = call.world.switches;
  if (Math.max(min, max ?? 0) > quotaInferenceUnits) {
    throw limitExceeded(`Inference unit limit exceeded for model, limit - ${quotaInferenceUnits}.`);
  }
}

function checkStartable(call: Call, version: ProjectVersion): void {
  const status = version.status.current;
  const refusedByChoice = status === "FAILED" && !call.world.switches.startFromFailed;
  if (VERSION_LEGALITY[status].start !== "ok" || refusedByChoice) {
    throw resourceInUse(`The project version ${version.name} cannot be started while it is ${status}.`);
  }
}

export const startProjectVersion: Handler<StartProjectVersionRequest, StartProjectVersionResponse> = (input, call) => {
  const { timeline, switches, outcomes } = call.world;
  const min = input.MinInferenceUnits;
  const max = input.MaxInferenceUnits;
  if (max !== undefined && min > max) {
    throw invalidParameter("MinInferenceUnits must not be greater than MaxInferenceUnits.");
  }
  const version = requireVersion(call, input.ProjectVersionArn);
  if (version.project.feature !== "CUSTOM_LABELS") throw invalidParameter();
  checkStartable(call, version);
  checkUnits(call, min, max);
  checkSlots(call);
  const scripted = outcomes.take("start", version.name);
  version.status.set("STARTING", call.nowMs, "The model is starting.");
  version.minInferenceUnits = min;
  version.maxInferenceUnits = max;
  const durationMs = scripted?.seconds === undefined ? switches.modelStartingMs : scripted.seconds * 1000;
  version.pending = timeline.at(call.nowMs + durationMs, "modelStarted", {
    version: version.arn,
    failure: scripted?.status === "FAILED" ? (scripted.message ?? TRAINING_FAILURES.service) : undefined,
    units: min,
  });
  return { Status: "STARTING" };
};

export function endModelStart(world: World, args: EventArgs["modelStarted"], atMs: number): void {
  const version = versionOf(world.store, args.version);
  if (version === undefined) return;
  version.pending = undefined;
  if (args.failure !== undefined) {
    version.status.set("FAILED", atMs, args.failure);
    return;
  }
  version.status.set("RUNNING", atMs, "The model is running.");
  world.meter.startRunning(version.arn, args.units, atMs);
}

/** Billing ends with this call, not when the model is STOPPED. */
export const stopProjectVersion: Handler<StopProjectVersionRequest, StopProjectVersionResponse> = (input, call) => {
  const { timeline, switches, meter } = call.world;
  const version = requireVersion(call, input.ProjectVersionArn);
  if (version.project.feature !== "CUSTOM_LABELS") throw invalidParameter();
  const status = version.status.current;
  const allowedByChoice = status === "STARTING" && switches.stopWhileStarting;
  if (VERSION_LEGALITY[status].stop !== "ok" && !allowedByChoice) {
    throw resourceInUse(`The project version ${version.name} cannot be stopped while it is ${status}.`);
  }
  timeline.cancel(version.pending);
  if (status === "RUNNING") meter.stopRunning(version.arn, call.nowMs);
  version.status.set("STOPPING", call.nowMs, "The model is stopping.");
  version.pending = timeline.at(call.nowMs + switches.modelStoppingMs, "modelStopped", { version: version.arn });
  return { Status: "STOPPING" };
};

export function endModelStop(world: World, args: EventArgs["modelStopped"], atMs: number): void {
  const version = versionOf(world.store, args.version);
  if (version === undefined) return;
  version.pending = undefined;
  version.status.set("STOPPED", atMs, "The model is stopped.");
  if (world.switches.keepUnitsWhenStopped) return;
  version.minInferenceUnits = undefined;
  version.maxInferenceUnits = undefined;
}
