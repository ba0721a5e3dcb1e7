import type { DatasetStatus, ProjectVersionStatus, StreamProcessorStatus } from "@aws-sdk/client-rekognition";
import type { Project } from "../store/things.js";
import type { Call } from "../world.js";

/** `ok`, or the error an operation meets in a state. */
export type Verdict = "ok" | "inUse" | "notReady";

/** Whether a project takes models and datasets, and can be deleted. */
export const acceptsCalls = (call: Call, { status: { current } }: Project): boolean =>
  current === "CREATED" || (current === "CREATING" && !call.world.switches.creatingProjectRefuses);

type VersionOperation = "start" | "stop" | "delete" | "detect" | "copy";

/** What may be done to a model in which state; `copy`: as the source. */
export const VERSION_LEGALITY: Readonly<Record<ProjectVersionStatus, Readonly<Record<VersionOperation, Verdict>>>> = {
  TRAINING_IN_PROGRESS: { start: "inUse", stop: "inUse", delete: "inUse", detect: "notReady", copy: "inUse" },
  TRAINING_COMPLETED: { start: "ok", stop: "inUse", delete: "ok", detect: "notReady", copy: "ok" },
  TRAINING_FAILED: { start: "inUse", stop: "inUse", delete: "ok", detect: "notReady", copy: "inUse" },
  STARTING: { start: "inUse", stop: "inUse", delete: "inUse", detect: "notReady", copy: "ok" },
  RUNNING: { start: "inUse", stop: "ok", delete: "inUse", detect: "ok", copy: "ok" },
  FAILED: { start: "ok", stop: "inUse", delete: "ok", detect: "notReady", copy: "ok" },
  STOPPING: { start: "inUse", stop: "inUse", delete: "inUse", detect: "notReady", copy: "ok" },
  STOPPED: { start: "ok", stop: "inUse", delete: "ok", detect: "notReady", copy: "ok" },
  COPYING_IN_PROGRESS: { start: "inUse", stop: "inUse", delete: "inUse", detect: "notReady", copy: "inUse" },
  COPYING_COMPLETED: { start: "ok", stop: "inUse", delete: "ok", detect: "notReady", copy: "ok" },
  COPYING_FAILED: { start: "inUse", stop: "inUse", delete: "ok", detect: "notReady", copy: "inUse" },
  DEPRECATED: { start: "inUse", stop: "inUse", delete: "ok", detect: "notReady", copy: "inUse" },
  EXPIRED: { start: "inUse", stop: "inUse", delete: "ok", detect: "notReady", copy: "inUse" },
  DELETING: { start: "inUse", stop: "inUse", delete: "inUse", detect: "notReady", copy: "inUse" },
};

/** What becomes of an image that is to be looked at with an adapter: `base`: the base model does it. */
export const ADAPTER_USE: Readonly<Record<ProjectVersionStatus, "ok" | "base" | "notReady">> = {
  TRAINING_IN_PROGRESS: "notReady",
  TRAINING_COMPLETED: "ok",
  TRAINING_FAILED: "notReady",
  STARTING: "notReady",
  RUNNING: "notReady",
  FAILED: "notReady",
  STOPPING: "notReady",
  STOPPED: "notReady",
  COPYING_IN_PROGRESS: "notReady",
  COPYING_COMPLETED: "notReady",
  COPYING_FAILED: "notReady",
  DEPRECATED: "ok",
  EXPIRED: "base",
  DELETING: "notReady",
};

type DatasetOperation = "update" | "delete" | "list" | "distribute";

/** What may be done to a dataset in which state. */
export const DATASET_LEGALITY: Readonly<Record<DatasetStatus, Readonly<Record<DatasetOperation, Verdict>>>> = {
  CREATE_IN_PROGRESS: { update: "inUse", delete: "inUse", list: "notReady", distribute: "notReady" },
  CREATE_COMPLETE: { update: "ok", delete: "ok", list: "ok", distribute: "ok" },
  CREATE_FAILED: { update: "inUse", delete: "ok", list: "notReady", distribute: "notReady" },
  UPDATE_IN_PROGRESS: { update: "inUse", delete: "inUse", list: "inUse", distribute: "notReady" },
  UPDATE_COMPLETE: { update: "ok", delete: "ok", list: "ok", distribute: "ok" },
  UPDATE_FAILED: { update: "ok", delete: "ok", list: "ok", distribute: "notReady" },
  DELETE_IN_PROGRESS: { update: "inUse", delete: "inUse", list: "inUse", distribute: "notReady" },
};

type ProcessorOperation = "start" | "stop" | "update" | "delete";

/** What may be done to a stream processor in which state; what depends on its kind is decided beside the operation. */
export const PROCESSOR_LEGALITY: Readonly<
  Record<StreamProcessorStatus, Readonly<Record<ProcessorOperation, Verdict>>>
> = {
  STOPPED: { start: "ok", stop: "inUse", update: "ok", delete: "ok" },
  STARTING: { start: "inUse", stop: "inUse", update: "inUse", delete: "ok" },
  RUNNING: { start: "inUse", stop: "ok", update: "inUse", delete: "inUse" },
  FAILED: { start: "ok", stop: "inUse", update: "ok", delete: "ok" },
  STOPPING: { start: "inUse", stop: "inUse", update: "inUse", delete: "inUse" },
  UPDATING: { start: "inUse", stop: "inUse", update: "inUse", delete: "inUse" },
};
