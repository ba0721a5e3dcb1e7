import { type Changes, changeKeys } from "../aws/changes.js";
import type { Gateway } from "../aws/gateway.js";
import { GET_RESOURCES, MOST_ARNS, type TagSets } from "../aws/tagging-calls.js";
import type { Clock } from "../base/clock.js";
import { isRekognitionError, RekognitionError } from "../base/errors.js";
import { READ_SHARED_FOR_MS, type Viewer } from "./shared-answers.js";

/** From so many reads on, one call for many takes the place of one for each. */
const MANY = 4;

/** When a call was sent, in the order of things and by the monotonic clock. */
interface Sent {
  readonly moment: number;
  readonly atMs: number;
}

/** What the last call about a thing told of it. */
interface Known extends Sent {
  /** Undefined where the answer left the thing out. */
  readonly tags: Readonly<Record<string, string>> | undefined;
}

/** A call under way: until its turn has come, more things may join it. */
interface Batch {
  readonly arns: Set<string>;
  sent: Sent | undefined;
  readonly done: Promise<void>;
}

/**
 * The tags of many things by one call of another API, which may lag and may know nothing of Rekognition: a hint of what
 * ListTagsForResource would say, never in place of it. It is done without from the first answer on that is none, or that
 * knows nothing of what was asked.
 */
export class TagsOfMany {
  readonly #clock: Clock;
  readonly #changes: Changes;
  readonly #aws: Gateway;
  readonly #known = new Map<string, Known>();
  /** What others told of and is likely to be asked for next, the latest last. */
  readonly #heardOf = new Set<string>();
  readonly #sent = new Set<Batch>();
  #waiting: Batch | undefined;
  #reads = 0;
  #isOver: boolean;

  /** @param aws calls on nobody's behalf: no deadline of one operation may end what others wait for too */
  constructor(clock: Clock, changes: Changes, aws: Gateway) {
    this.#clock = clock;
    this.#changes = changes;
    this.#aws = aws;
    this.#isOver = !aws.asksTagging;
  }

  /** These are there, or on record: where the tags of another thing are asked for, theirs are as well. */
  hearOf(arns: Iterable<string | undefined>): void {
    if (this.#isOver) return;
    for (const arn of arns) {
      if (arn === undefined) continue;
      this.#heardOf.delete(arn);
      this.#heardOf.add(arn);
    }
  }

  /** The tags as the other API shows them; undefined where it shows none, or is not to be asked. */
  async shown(viewer: Viewer, arn: string): Promise<Known["tags"]> {
    this.#reads += 1;
    if (this.#isOver || this.#reads < MANY) return undefined;
    if (this.#isKnown(arn)) return this.#known.get(arn)?.tags;
    await viewer.unlessEnded(this.#joined(arn).done, late);
    return this.#isKnown(arn) ? this.#known.get(arn)?.tags : undefined;
  }

  #isKnown(arn: string): boolean {
    const known = this.#known.get(arn);
    return known !== undefined && this.#isEvidence(known, arn);
  }

  /** Whether what was asked for then still counts: not too old, and after the last change of these tags by this process. */
  #isEvidence({ moment, atMs }: Sent, arn: string): boolean {
    const isFresh = this.#clock.monotonicMs() - atMs <= READ_SHARED_FOR_MS;
    return isFresh && moment > this.#changes.last(changeKeys.tags(arn));
  }

  /** A call that will tell of the thing. */
  #joined(arn: string): Batch {
    for (const batch of this.#sent) {
      if (batch.arns.has(arn) && batch.sent !== undefined && this.#isEvidence(batch.sent, arn)) return batch;
    }
    if (this.#waiting === undefined || this.#waiting.arns.size === MOST_ARNS) this.#waiting = this.#begin();
    this.#waiting.arns.add(arn);
    return this.#waiting;
  }

  #begin(): Batch {
    const done = Promise.resolve().then(() => this.#ask(batch));
    const batch: Batch = { arns: new Set(), sent: undefined, done };
    return batch;
  }

  async #ask(batch: Batch): Promise<void> {
    try {
      const sets = await this.#aws.tagSets(() => this.#close(batch));
      this.#take(batch, sets);
    } catch (error) {
      this.#isOver ||= !isRekognitionError(error, "Throttled");
    } finally {
      this.#sent.delete(batch);
      if (this.#waiting === batch) this.#waiting = undefined;
    }
  }

  /** Closes the batch: who asks from now on needs another call. What was heard of fills it up. */
  #close(batch: Batch): string[] {
    if (this.#waiting === batch) this.#waiting = undefined;
    for (const arn of [...this.#heardOf].reverse()) {
      if (batch.arns.size === MOST_ARNS) break;
      if (!this.#isKnown(arn)) batch.arns.add(arn);
      this.#heardOf.delete(arn);
    }
    for (const arn of batch.arns) this.#heardOf.delete(arn);
    batch.sent = { moment: this.#changes.now(), atMs: this.#clock.monotonicMs() };
    this.#sent.add(batch);
    return [...batch.arns];
  }

  #take({ arns, sent }: Batch, sets: TagSets): void {
    if (sent === undefined) return;
    this.#isOver ||= sets.size === 0;
    for (const [arn, known] of this.#known) if (!this.#isEvidence(known, arn)) this.#known.delete(arn);
    for (const arn of arns) this.#known.set(arn, { ...sent, tags: sets.get(arn) });
  }
}

function late(): Error {
  return new RekognitionError("ConnectionFailed", `${GET_RESOURCES}: no answer before the timeout of the operation`);
}
