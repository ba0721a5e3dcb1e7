import * as z from "zod";
import { checked, only, shape } from "./shape.js";

/** How the next operation of a queue ends. */
const outcome = <const Status extends string>(...statuses: Status[]) => ({
  /** As in `{"name": "parts"}`: only for the thing of this name; a name that ends with `*` matches every longer one. */
  match: z.object({ name: z.string() }).optional(),
  /** Default: success. */
  status: z.enum(statuses).optional(),
  /** What the service says of it. */
  message: z.string().optional(),
  /** Virtual seconds until then. */
  seconds: z.number().min(0).optional(),
});

/** How the next training ends. */
export interface TrainingOutcome extends z.output<typeof TrainingOutcome> {}
const TrainingOutcome = shape("TrainingOutcome", {
  ...outcome("TRAINING_COMPLETED", "TRAINING_FAILED"),
  /** 0 to 1. */
  f1Score: z.number().optional(),
});

/** How the next start of a model ends. */
export interface StartOutcome extends z.output<typeof StartOutcome> {}
const StartOutcome = shape("StartOutcome", outcome("RUNNING", "FAILED"));

/** How the next start of a stream processor ends. */
export interface StreamProcessorStartOutcome extends z.output<typeof StreamProcessorStartOutcome> {}
const StreamProcessorStartOutcome = shape("StreamProcessorStartOutcome", outcome("RUNNING", "FAILED"));

/** How the next copy of a model ends; `match` goes by the copy's name. */
export interface CopyOutcome extends z.output<typeof CopyOutcome> {}
const CopyOutcome = shape("CopyOutcome", outcome("COPYING_COMPLETED", "COPYING_FAILED"));

/** How the next creation of a dataset ends; `match` names it as `PROJECT/train` or `PROJECT/test`. */
export interface DatasetCreateOutcome extends z.output<typeof DatasetCreateOutcome> {}
const DatasetCreateOutcome = shape("DatasetCreateOutcome", outcome("CREATE_COMPLETE", "CREATE_FAILED"));

/** How the next change of a dataset's entries ends; a distribution goes by the training dataset. */
export interface DatasetUpdateOutcome extends z.output<typeof DatasetUpdateOutcome> {}
const DatasetUpdateOutcome = shape("DatasetUpdateOutcome", outcome("UPDATE_COMPLETE", "UPDATE_FAILED"));

/** How the next analysis of a stored video ends; `match` goes by the key of the video. */
export interface VideoOutcome extends z.output<typeof VideoOutcome> {}
const VideoOutcome = shape("VideoOutcome", {
  ...outcome("SUCCEEDED", "FAILED"),
  /** How many detections there are; they are made when they are asked for. */
  detections: z.number().optional(),
});

/** Outcomes for the next operations, used up in order. */
export interface Outcomes extends z.output<typeof Outcomes> {}
export const Outcomes = z
  .strictObject(
    {
      training: z.array(TrainingOutcome).readonly().optional(),
      start: z.array(StartOutcome).readonly().optional(),
      copy: z.array(CopyOutcome).readonly().optional(),
      datasetCreate: z.array(DatasetCreateOutcome).readonly().optional(),
      datasetUpdate: z.array(DatasetUpdateOutcome).readonly().optional(),
      streamProcessorStart: z.array(StreamProcessorStartOutcome).readonly().optional(),
      video: z.array(VideoOutcome).readonly().optional(),
    },
    only("outcome"),
  )
  .meta({ id: "Outcomes" });

type QueueName = keyof Outcomes;
type OutcomeOf<Q extends QueueName> = NonNullable<Outcomes[Q]>[number];

const QUEUES = Object.keys(Outcomes.shape) as QueueName[];

function matches({ match }: OutcomeOf<QueueName>, name: string): boolean {
  const wanted = match?.name;
  if (wanted === undefined || wanted === name) return true;
  return wanted.endsWith("*") && name.startsWith(wanted.slice(0, -1));
}

/** What was scripted and has not happened yet. */
export class OutcomeQueue {
  readonly #queues: { readonly [Q in QueueName]: OutcomeOf<Q>[] } = {
    training: [],
    start: [],
    copy: [],
    datasetCreate: [],
    datasetUpdate: [],
    streamProcessorStart: [],
    video: [],
  };

  add(outcomes: Outcomes): void {
    checked(Outcomes, outcomes);
    for (const queue of QUEUES) (this.#queues[queue] as OutcomeOf<QueueName>[]).push(...(outcomes[queue] ?? []));
  }

  /** Takes the first outcome that is meant for the thing called `name`. */
  take<Q extends QueueName>(queue: Q, name: string): OutcomeOf<Q> | undefined {
    const outcomes: OutcomeOf<Q>[] = this.#queues[queue];
    const index = outcomes.findIndex((outcome) => matches(outcome, name));
    return index < 0 ? undefined : outcomes.splice(index, 1)[0];
  }

  clear(): void {
    for (const queue of QUEUES) this.#queues[queue].length = 0;
  }
}
