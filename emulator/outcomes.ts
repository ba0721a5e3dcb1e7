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

/** Outcomes for the next operations, used up in order. */
export interface Outcomes {
  readonly training?: readonly TrainingOutcome[];
  readonly start?: readonly StartOutcome[];
  readonly streamProcessorStart?: readonly StreamProcessorStartOutcome[];
}

interface Queues {
  training: TrainingOutcome[];
  start: StartOutcome[];
  streamProcessorStart: StreamProcessorStartOutcome[];
}

const QUEUES = ["training", "start", "streamProcessorStart"] as const;

const STATUSES = {
  training: ["TRAINING_COMPLETED", "TRAINING_FAILED"],
  start: ["RUNNING", "FAILED"],
  streamProcessorStart: ["RUNNING", "FAILED"],
} as const;

/** Outcomes may come from outside, as JSON. */
function checkOutcomes(queue: (typeof QUEUES)[number], outcomes: unknown): void {
  if (outcomes === undefined) return;
  if (!Array.isArray(outcomes)) throw new Error(`${queue} is a list of outcomes`);
  for (const { status } of outcomes as { status?: string }[]) {
    const allowed: readonly string[] = STATUSES[queue];
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
  readonly #queues: Queues = { training: [], start: [], streamProcessorStart: [] };

  add(outcomes: Outcomes): void {
    const unknown = Object.keys(outcomes).find((key) => !(QUEUES as readonly string[]).includes(key));
    if (unknown !== undefined) throw new Error(`unknown outcome ${unknown}: use ${QUEUES.join(", ")}`);
    for (const queue of QUEUES) checkOutcomes(queue, outcomes[queue]);
    this.#queues.training.push(...(outcomes.training ?? []));
    this.#queues.start.push(...(outcomes.start ?? []));
    this.#queues.streamProcessorStart.push(...(outcomes.streamProcessorStart ?? []));
  }

  /** Takes the first outcome that is meant for the thing called `name`. */
  take<Q extends keyof Queues>(queue: Q, name: string): Queues[Q][number] | undefined {
    const outcomes: Match[] = this.#queues[queue];
    const index = outcomes.findIndex((outcome) => matches(outcome, name));
    return index < 0 ? undefined : outcomes.splice(index, 1)[0];
  }

  clear(): void {
    for (const queue of QUEUES) this.#queues[queue].length = 0;
  }
}
