/** How operations may end, by the queue that scripts them. */
const ENDINGS = {
  training: ["TRAINING_COMPLETED", "TRAINING_FAILED"],
  start: ["RUNNING", "FAILED"],
  copy: ["COPYING_COMPLETED", "COPYING_FAILED"],
  datasetCreate: ["CREATE_COMPLETE", "CREATE_FAILED"],
  datasetUpdate: ["UPDATE_COMPLETE", "UPDATE_FAILED"],
  streamProcessorStart: ["RUNNING", "FAILED"],
  video: ["SUCCEEDED", "FAILED"],
} as const;

type QueueName = keyof typeof ENDINGS;

const QUEUES = Object.keys(ENDINGS) as QueueName[];

/** How the next operation of a queue ends. */
interface Outcome<Q extends QueueName> {
  /** Only for the thing of this name; a name that ends with `*` matches every longer one. */
  readonly match?: { readonly name: string };
  readonly status?: (typeof ENDINGS)[Q][number];
  /** What the service says of it. */
  readonly message?: string;
  /** Virtual seconds until then. */
  readonly seconds?: number;
}

/** How the next training ends. */
export interface TrainingOutcome extends Outcome<"training"> {
  /** 0 to 1. */
  readonly f1Score?: number;
}

/** How the next start of a model ends. */
export type StartOutcome = Outcome<"start">;

/** How the next start of a stream processor ends. */
export type StreamProcessorStartOutcome = Outcome<"streamProcessorStart">;

/** How the next copy of a model ends; `match` goes by the copy's name. */
export type CopyOutcome = Outcome<"copy">;

/** How the next creation of a dataset ends; `match` names it as `PROJECT/train` or `PROJECT/test`. */
export type DatasetCreateOutcome = Outcome<"datasetCreate">;

/** How the next change of a dataset's entries ends; a distribution goes by the training dataset. */
export type DatasetUpdateOutcome = Outcome<"datasetUpdate">;

/** How the next analysis of a stored video ends; `match` goes by the key of the video. */
export interface VideoOutcome extends Outcome<"video"> {
  /** How many detections there are; they are made when they are asked for. */
  readonly detections?: number;
}

type OutcomeOf<Q extends QueueName> = Outcome<Q> &
  (Q extends "training" ? TrainingOutcome : Q extends "video" ? VideoOutcome : unknown);

/** Outcomes for the next operations, used up in order. */
export type Outcomes = { readonly [Q in QueueName]?: readonly OutcomeOf<Q>[] };

/** Outcomes may come from outside, as JSON. */
function checkOutcomes(queue: QueueName, outcomes: unknown): void {
  if (outcomes === undefined) return;
  if (!Array.isArray(outcomes)) throw new Error(`${queue} is a list of outcomes`);
  for (const outcome of outcomes as unknown[]) {
    if (typeof outcome !== "object" || outcome === null) throw new Error(`${queue}: an outcome is an object`);
    const { status, seconds } = outcome as { status?: string; seconds?: unknown };
    if (seconds !== undefined && !(typeof seconds === "number" && seconds >= 0)) {
      throw new Error(`${queue}: seconds is a number of at least 0`);
    }
    const allowed = ENDINGS[queue] as readonly string[];
    if (status !== undefined && !allowed.includes(status)) {
      throw new Error(`${queue}: status is ${allowed.join(" or ")}`);
    }
  }
}

function matches(outcome: Outcome<QueueName>, name: string): boolean {
  const wanted = outcome.match?.name;
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
    const unknown = Object.keys(outcomes).find((key) => !(QUEUES as readonly string[]).includes(key));
    if (unknown !== undefined) throw new Error(`unknown outcome ${unknown}: use ${QUEUES.join(", ")}`);
    for (const queue of QUEUES) checkOutcomes(queue, outcomes[queue]);
    for (const queue of QUEUES) (this.#queues[queue] as Outcome<QueueName>[]).push(...(outcomes[queue] ?? []));
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
