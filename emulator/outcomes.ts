/** How the next operation of its kind ends. */
interface Outcome<Status extends string> {
  /** Only for the thing of this name; a name that ends with `*` matches every longer one. */
  readonly match?: { readonly name: string };
  /** Default: as without a script. */
  readonly status?: Status;
  /** What the service says of it. */
  readonly message?: string;
  /** Virtual seconds until then. */
  readonly seconds?: number;
}

/** How the next training ends. */
export interface TrainingOutcome extends Outcome<"TRAINING_COMPLETED" | "TRAINING_FAILED"> {
  /** 0 to 1. */
  readonly f1Score?: number;
  /** 0 to 1, by label; others score `f1Score`. What the model scores as a whole is then the mean of those that are tested. */
  readonly labelF1Scores?: Readonly<Record<string, number>>;
}

/** How the next start of a model ends. */
export type StartOutcome = Outcome<"RUNNING" | "FAILED">;

/** How the next start of a stream processor ends. */
export type StreamProcessorStartOutcome = Outcome<"RUNNING" | "FAILED">;

/** How the next copy of a model ends; `match` goes by the copy's name. */
export type CopyOutcome = Outcome<"COPYING_COMPLETED" | "COPYING_FAILED">;

/** How the next creation of a dataset ends; `match` names it as `PROJECT/train` or `PROJECT/test`. */
export type DatasetCreateOutcome = Outcome<"CREATE_COMPLETE" | "CREATE_FAILED">;

/** How the next change of a dataset's entries ends; a distribution goes by the training dataset. */
export type DatasetUpdateOutcome = Outcome<"UPDATE_COMPLETE" | "UPDATE_FAILED">;

/** How the next analysis of a stored video ends; `match` goes by the key of the video. */
export interface VideoOutcome extends Outcome<"SUCCEEDED" | "FAILED"> {
  /** How many detections there are; they are made when they are asked for. */
  readonly detections?: number;
}

/** Outcomes for the next operations, used up in order. */
export interface Outcomes {
  readonly training?: readonly TrainingOutcome[];
  readonly start?: readonly StartOutcome[];
  readonly copy?: readonly CopyOutcome[];
  readonly datasetCreate?: readonly DatasetCreateOutcome[];
  readonly datasetUpdate?: readonly DatasetUpdateOutcome[];
  readonly streamProcessorStart?: readonly StreamProcessorStartOutcome[];
  readonly video?: readonly VideoOutcome[];
}

type QueueName = keyof Outcomes;
type OutcomeOf<Q extends QueueName> = NonNullable<Outcomes[Q]>[number];

function matches(outcome: Outcome<string>, name: string): boolean {
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
    for (const queue of Object.keys(this.#queues) as QueueName[]) {
      (this.#queues[queue] as OutcomeOf<QueueName>[]).push(...(outcomes[queue] ?? []));
    }
  }

  /** Takes the first outcome that is meant for the thing called `name`. */
  take<Q extends QueueName>(queue: Q, name: string): OutcomeOf<Q> | undefined {
    const outcomes: OutcomeOf<Q>[] = this.#queues[queue];
    const index = outcomes.findIndex((outcome) => matches(outcome, name));
    return index < 0 ? undefined : outcomes.splice(index, 1)[0];
  }

  list(): Outcomes {
    return structuredClone(this.#queues);
  }

  clear(): void {
    for (const queue of Object.values(this.#queues)) queue.length = 0;
  }
}
