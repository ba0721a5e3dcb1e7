/** Restricts a scripted outcome to the thing of this name; a name that ends with `*` matches every longer one. */
interface Match {
  readonly match?: { readonly name: string };
}

/** How the next training ends. */
export interface TrainingOutcome extends Match {
  readonly status?: "TRAINING_COMPLETED" | "TRAINING_FAILED";
  readonly message?: string;
  /** 0 to 1. */
  readonly f1Score?: number;
  /** Virtual seconds of training. */
  readonly seconds?: number;
}

/** How the next start of a model ends. */
export interface StartOutcome extends Match {
  readonly status?: "RUNNING" | "FAILED";
  readonly message?: string;
  /** Virtual seconds in STARTING. */
  readonly seconds?: number;
}

/** How the next start of a stream processor ends. */
export interface StreamProcessorStartOutcome extends Match {
  readonly status?: "RUNNING" | "FAILED";
  readonly message?: string;
  /** Virtual seconds in STARTING. */
  readonly seconds?: number;
}

/** How the next copy of a model ends; `match` goes by the copy's name. */
export interface CopyOutcome extends Match {
  readonly status?: "COPYING_COMPLETED" | "COPYING_FAILED";
  readonly message?: string;
  /** Virtual seconds in COPYING_IN_PROGRESS. */
  readonly seconds?: number;
}

/** How the next creation of a dataset ends; `match` names it as `PROJECT/train` or `PROJECT/test`. */
export interface DatasetCreateOutcome extends Match {
  readonly status?: "CREATE_COMPLETE" | "CREATE_FAILED";
  readonly message?: string;
  /** Virtual seconds in CREATE_IN_PROGRESS. */
  readonly seconds?: number;
}

/** How the next change of a dataset's entries ends; a distribution goes by the training dataset. */
export interface DatasetUpdateOutcome extends Match {
  readonly status?: "UPDATE_COMPLETE" | "UPDATE_FAILED";
  readonly message?: string;
  /** Virtual seconds in UPDATE_IN_PROGRESS. */
  readonly seconds?: number;
}

/** How the next analysis of a stored video ends; `match` goes by the key of the video. */
export interface VideoOutcome extends Match {
  readonly status?: "SUCCEEDED" | "FAILED";
  readonly message?: string;
  /** Virtual seconds in IN_PROGRESS. */
  readonly seconds?: number;
  /** How many detections there are; they are made when they are asked for. */
  readonly detections?: number;
}

interface OutcomeTypes {
  training: TrainingOutcome;
  start: StartOutcome;
  copy: CopyOutcome;
  datasetCreate: DatasetCreateOutcome;
  datasetUpdate: DatasetUpdateOutcome;
  streamProcessorStart: StreamProcessorStartOutcome;
  video: VideoOutcome;
}

type QueueName = keyof OutcomeTypes;

/** Outcomes for the next operations, used up in order. */
export type Outcomes = { readonly [Q in QueueName]?: readonly OutcomeTypes[Q][] };

const STATUSES: Readonly<Record<QueueName, readonly string[]>> = {
  training: ["TRAINING_COMPLETED", "TRAINING_FAILED"],
  start: ["RUNNING", "FAILED"],
  copy: ["COPYING_COMPLETED", "COPYING_FAILED"],
  datasetCreate: ["CREATE_COMPLETE", "CREATE_FAILED"],
  datasetUpdate: ["UPDATE_COMPLETE", "UPDATE_FAILED"],
  streamProcessorStart: ["RUNNING", "FAILED"],
  video: ["SUCCEEDED", "FAILED"],
};

const QUEUES = Object.keys(STATUSES) as QueueName[];

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
    const allowed = STATUSES[queue];
    if (status !== undefined && !allowed.includes(status)) {
      throw new Error(`${queue}: status is ${allowed.join(" or ")}`);
    }
  }
}

function matches(outcome: Match, name: string): boolean {
  const wanted = outcome.match?.name;
  if (wanted === undefined || wanted === name) return true;
  return wanted.endsWith("*") && name.startsWith(wanted.slice(0, -1));
}

/** What was scripted and has not happened yet. */
export class OutcomeQueue {
  readonly #queues: { readonly [Q in QueueName]: OutcomeTypes[Q][] } = {
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
    for (const queue of QUEUES) (this.#queues[queue] as Match[]).push(...(outcomes[queue] ?? []));
  }

  /** Takes the first outcome that is meant for the thing called `name`. */
  take<Q extends QueueName>(queue: Q, name: string): OutcomeTypes[Q] | undefined {
    const outcomes: OutcomeTypes[Q][] = this.#queues[queue];
    const index = outcomes.findIndex((outcome) => matches(outcome, name));
    return index < 0 ? undefined : outcomes.splice(index, 1)[0];
  }

  clear(): void {
    for (const queue of QUEUES) this.#queues[queue].length = 0;
  }
}
