import { endCopy } from "../operations/policies/copy.js";
import { endDatasetCreation, endDatasetDeletion } from "../operations/datasets/datasets.js";
import { endDistribution, endUpdate } from "../operations/datasets/changes.js";
import { endModelStart, endModelStop } from "../operations/hosting.js";
import { endModelDeletion } from "../operations/project-versions.js";
import { endProjectCreation, endProjectDeletion } from "../operations/projects.js";
import { endProcessorRun, endProcessorStart } from "../operations/stream-processor-runs.js";
import { endTraining } from "../operations/training.js";
import { analyseFrame } from "../streams/face-records.js";
import { continueSession } from "../streams/home-session.js";
import { endVideoJob, forgetVideoJob } from "../operations/video/start.js";
import type { World } from "../world.js";
import type { EventArgs, EventName, TimelineEvent } from "./shapes.js";

/** What comes about, at its own time, by itself. A thing that is gone by then is left alone. */
type Happening<N extends EventName> = (world: World, args: EventArgs[N], atMs: number) => void;

const EVENTS: { readonly [N in EventName]: Happening<N> } = {
  projectCreated: endProjectCreation,
  projectDeleted: endProjectDeletion,
  datasetCreated: endDatasetCreation,
  datasetUpdated: endUpdate,
  datasetsDistributed: endDistribution,
  datasetDeleted: endDatasetDeletion,
  modelTrained: endTraining,
  modelCopied: endCopy,
  modelStarted: endModelStart,
  modelStopped: endModelStop,
  modelDeleted: endModelDeletion,
  processorStarted: endProcessorStart,
  processorStopped: endProcessorRun,
  sessionGoesOn: continueSession,
  frameAnalysed: analyseFrame,
  videoAnalysed: endVideoJob,
  videoForgotten: forgetVideoJob,
};

/** Lets an event happen. */
export function happen(world: World, { name, args }: TimelineEvent, atMs: number): void {
  (EVENTS[name] as (world: World, args: TimelineEvent["args"], atMs: number) => void)(world, args, atMs);
}
