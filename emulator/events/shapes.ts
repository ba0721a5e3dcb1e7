import * as z from "zod";
import { START_OUTCOMES } from "../control/shapes.js";
import type { Upload } from "../media/buckets.js";
import type { HomeLabel } from "../streams/home-labels.js";
import { HOME_LABEL_NAMES } from "../streams/home-label-names.js";
import { RESULT_KINDS } from "../training-results/keys.js";

const ARN = z.string();
/** In AWS's words; left out where it succeeds. */
const FAILURE = z.string().optional();

const UPLOAD: z.ZodType<Upload> = z.object({
  blob: z.string(),
  sizeBytes: z.number(),
  etag: z.string(),
  headers: z.record(z.string(), z.string()),
  partSizes: z.array(z.number()).exactOptional(),
});

/** What is written into the output bucket. */
const FILES = z.array(z.tuple([z.enum(RESULT_KINDS), UPLOAD]));

/** What a session of a stream processor was asked for with. */
const ASKED = {
  id: z.string(),
  request: z.record(z.string(), z.unknown()),
  durationMs: z.number(),
  /** Where the stream is begun: one of the two, for connected home. */
  producerTimestamp: z.number().optional(),
  fragment: z.string().optional(),
};

const SIDE = z.number();
const HOME_LABELS: z.ZodType<HomeLabel[]> = z.array(
  z.object({
    name: z.enum(HOME_LABEL_NAMES),
    confidence: z.number(),
    box: z.object({ left: SIDE, top: SIDE, width: SIDE, height: SIDE }),
  }),
);

/** Everything that happens by itself, and what has to be known of it until then: nothing but data, so that it can be kept. */
export const EVENT_ARGS = {
  projectCreated: z.object({ project: ARN }),
  projectDeleted: z.object({ project: ARN }),
  datasetCreated: z.object({ dataset: ARN, failure: FAILURE, message: z.string() }),
  datasetUpdated: z.object({ dataset: ARN, failure: FAILURE }),
  datasetsDistributed: z.object({ train: ARN, test: ARN, failure: FAILURE }),
  datasetDeleted: z.object({ dataset: ARN }),
  modelTrained: z.object({ version: ARN, failure: FAILURE, f1Score: z.number(), durationMs: z.number(), files: FILES }),
  modelCopied: z.object({
    version: ARN,
    failure: FAILURE,
    f1Score: z.number().optional(),
    trainingEndedAtMs: z.number().optional(),
    validated: z.boolean(),
    files: FILES,
  }),
  modelStarted: z.object({ version: ARN, failure: FAILURE, units: z.number() }),
  modelStopped: z.object({ version: ARN }),
  modelDeleted: z.object({ version: ARN }),
  processorStarted: z.object({
    processor: ARN,
    /** When the start was asked for. */
    askedAtMs: z.number(),
    session: z.object(ASKED),
    scripted: START_OUTCOMES.streamProcessor.optional(),
  }),
  processorStopped: z.object({ processor: ARN }),
  sessionGoesOn: z.object({
    processor: ARN,
    session: z.object({ ...ASKED, startedAtMs: z.number() }),
    found: HOME_LABELS,
    upcoming: HOME_LABELS,
  }),
  frameAnalysed: z.object({ processor: ARN, startedAtMs: z.number() }),
  videoAnalysed: z.object({ job: z.string(), failure: FAILURE }),
  videoForgotten: z.object({ job: z.string() }),
} as const;

export type EventName = keyof typeof EVENT_ARGS;
export type EventArgs = { readonly [N in EventName]: Readonly<z.infer<(typeof EVENT_ARGS)[N]>> };

/** One of them, planned. */
export type TimelineEvent = { readonly [N in EventName]: { readonly name: N; readonly args: EventArgs[N] } }[EventName];
