import type { Changes } from "../aws/changes.js";
import type { Gateway } from "../aws/gateway.js";
import type { Operation, RequestOf, ResponseOf } from "../aws/operations.js";
import type { Clock } from "../base/clock.js";
import { isRekognitionError } from "../base/errors.js";
import { Sightings } from "./sightings.js";

/** The answer; undefined where the service says that there is no such thing. */
export async function absentIfNotFound<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (isRekognitionError(error, "NotFound")) return undefined;
    throw error;
  }
}

/** What a look saw that only saves calls; undefined where it is denied, since it is no permission that anything needs. */
export async function ifAllowed<T>(look: Promise<T>): Promise<{ readonly seen: T } | undefined> {
  try {
    return { seen: await look };
  } catch (error) {
    if (isRekognitionError(error, "AccessDenied", "StreamProcessorAccessDenied")) return undefined;
    throw error;
  }
}

/** From so many missing ones on, a list of all proves of each that it is gone, instead of a second call for each. */
const LIST_FROM = 4;

/** How things of one kind are told apart. */
interface Things<Op extends Operation> {
  /** Who has the name, where another one may have it later; undefined where the answer shows nothing. */
  readonly whoIs: (answer: ResponseOf<Op>) => string | undefined;
  /** The keys of the changes that make older answers about the name worthless. */
  readonly changedWith: (name: string) => readonly string[];
}

/** Things that are asked after one by one, each by a call that says of the very thing whether it is there. */
export class EachByItself<Op extends Operation> {
  readonly #clock: Clock;
  readonly #changes: Changes;
  readonly #whoIs: Things<Op>["whoIs"];
  readonly #sightings: Sightings;

  constructor(clock: Clock, changes: Changes, { whoIs, changedWith }: Things<Op>) {
    this.#clock = clock;
    this.#changes = changes;
    this.#whoIs = whoIs;
    this.#sightings = new Sightings((name) => changes.last(...changedWith(name)));
  }

  /** The answer about the thing as it is now; undefined where there is none. */
  async one(aws: Gateway, name: string, operation: Op, request: RequestOf<Op>): Promise<ResponseOf<Op> | undefined> {
    const { sent, answer } = await aws.inTurn(operation, async (send) => {
      const sent = { moment: this.#changes.now(), atMs: this.#clock.monotonicMs() };
      return { sent, answer: await absentIfNotFound(send(request)) };
    });
    const who = answer && this.#whoIs(answer);
    const shown = new Map(who === undefined ? [] : [[name, who]]);
    this.#sightings.note({ ...sent, names: [name], shown, saysNotFound: answer === undefined });
    return answer;
  }

  /** Whether what had the name, and was this one if that is said, is proven gone by all answers so far. */
  isGone(name: string, who?: string): boolean {
    return this.#sightings.isGone(name, who);
  }

  /** Whether the last answer said that there is none, and the same of so many others that a list of all saves calls. */
  isOneOfManyMissing(name: string): boolean {
    return this.#sightings.isMissing(name) && this.#sightings.missing >= LIST_FROM;
  }
}
