import type { Bounds } from "../base/bounds.js";
import type { Clock } from "../base/clock.js";
import { isRekognitionError } from "../base/errors.js";
import { type RetryPolicy, retryTransient } from "../base/retry.js";
import { Changes } from "./changes.js";
import type { Connection } from "./connection.js";
import { assertComplete } from "./demanded.js";
import type { CallLimits } from "./exchange/bounded-handler.js";
import { EFFECT, type Operation, type RequestOf, type ResponseOf } from "./operations.js";
import { Pacer, type Purpose } from "./pacer.js";
import { S3_EFFECT, type S3Operation, type S3RequestOf, type S3ResponseOf, sendingMs } from "./s3-calls.js";
import { type S3Location, type S3Object, openObject } from "./s3-objects.js";
import { asksS3, asksTagging, type AwsSettings } from "./settings.js";
import { GET_RESOURCES, type TagSets } from "./tagging-calls.js";

/** What only saves calls must not take long where nobody answers, as behind a firewall that knows Rekognition alone. */
const TAG_SETS_MS = 5_000;

/** Bounds of the operation that the calls are made for. */
export interface CallBounds extends Bounds {
  readonly clock: Clock;
  /** What the calls are for; default: waits. */
  readonly purpose?: Purpose;
  /** Throws when nobody is there any more to record what a change would do. */
  beforeMutation(): Promise<void>;
}

/** Sends a call whose turn has come, once. */
export type Send<Op extends Operation> = (input: RequestOf<Op>) => Promise<ResponseOf<Op>>;

/** The service as the handlers see it: paced, retried, mapped to our errors, credentials renewed once. */
export interface Gateway {
  call<Op extends Operation>(operation: Op, input: RequestOf<Op>): Promise<ResponseOf<Op>>;
  /**
   * A call whose input is chosen when its turn has come, or whose answer is judged: each attempt waits for its turn, and then
   * runs `attempt`. An error that passes, be it of the call or of the judgement, leads to another attempt.
   */
  inTurn<Op extends Operation, T>(
    operation: Op,
    attempt: (send: Send<Op>) => Promise<T>,
    purpose?: Purpose,
  ): Promise<T>;
  /** Whether S3 is asked at all, by the configuration. */
  readonly asksS3: boolean;
  /** Whether the tags of many are asked for at once, by the configuration. */
  readonly asksTagging: boolean;
  /**
   * The tags of up to 100 things by one call, which is not repeated: there is another way to learn of each. Which things is
   * asked when its turn has come.
   */
  tagSets(arns: () => readonly string[]): Promise<TagSets>;
  /** Reads an S3 object, part by part. */
  readObject(object: S3Location): Promise<S3Object>;
  /** A call of S3 other than those that read objects; repeated where it failed for a reason that passes. */
  callS3<Op extends S3Operation>(operation: Op, input: S3RequestOf<Op>): Promise<S3ResponseOf<Op>>;
  /** Account id of the credentials; asked once for each set of them. */
  account(): Promise<string>;
  /** How the last attempt at such a call failed, no matter for whom; undefined where it did not. */
  lastFailure(operation: Operation): Error | undefined;
}

/** Makes the calls of one operation over a shared connection. */
export function createGateway(
  connection: Connection,
  settings: AwsSettings,
  bounds: CallBounds,
  shared: SharedFacts,
): Gateway {
  const limits = (attempt: number, isMutation: boolean): CallLimits => {
    return { signal: bounds.signal, deadline: bounds.deadline, isMutation, attempt };
  };

  /** Read for each call, since the deadline may move. */
  const policy = (): RetryPolicy => ({ ...bounds, attempts: settings.maxAttempts });

  /** The connection asks for other credentials where these have expired: once more, and no more than once. */
  async function renewed<T>(call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      if (!isRekognitionError(error, "CredentialsExpired")) throw error;
      return call();
    }
  }

  async function sendOnce<Op extends Operation>(
    operation: Op,
    input: RequestOf<Op>,
    attempt: number,
  ): Promise<ResponseOf<Op>> {
    const isMutation = EFFECT[operation] !== "read";
    let hasChanged = isMutation;
    try {
      const answer = await renewed(() => connection.send(operation, input, limits(attempt, isMutation)));
      shared.pacer.taken(operation);
      shared.failures.delete(operation);
      assertComplete(operation, answer);
      return answer;
    } catch (error) {
      if (isRekognitionError(error, "Throttled")) shared.pacer.refused(operation);
      if (error instanceof Error) shared.failures.set(operation, error);
      // What is not there was not changed.
      hasChanged &&= !isRekognitionError(error, "NotFound");
      throw error;
    } finally {
      if (hasChanged) shared.changes.tell(operation, input);
    }
  }

  function inTurn<Op extends Operation, T>(
    operation: Op,
    attempt: (send: Send<Op>) => Promise<T>,
    purpose = bounds.purpose,
  ): Promise<T> {
    const effect = EFFECT[operation];
    return retryTransient(
      async (count) => {
        await shared.pacer.turn(operation, bounds, purpose);
        if (effect !== "read") await bounds.beforeMutation();
        return attempt((input) => sendOnce(operation, input, count));
      },
      policy(),
      (error) => effect !== "create" || !(isRekognitionError(error) && error.effectUnknown),
    );
  }

  /** A call that is not Rekognition's, and only reads. */
  const asked = <T>(call: (limits: CallLimits) => Promise<T>): Promise<T> =>
    retryTransient((attempt) => renewed(() => call(limits(attempt, false))), policy());

  function callS3<Op extends S3Operation>(operation: Op, input: S3RequestOf<Op>): Promise<S3ResponseOf<Op>> {
    const isMutation = S3_EFFECT[operation] === "change";
    return retryTransient(async (attempt) => {
      if (isMutation) await bounds.beforeMutation();
      const within = { ...limits(attempt, isMutation), moreMs: sendingMs(input) };
      return renewed(() => connection.sendToS3(operation, input, within));
    }, policy());
  }

  async function tagSets(arns: () => readonly string[]): Promise<TagSets> {
    await shared.pacer.turn(GET_RESOURCES, bounds);
    const asked = arns();
    const deadline = Math.min(bounds.deadline, bounds.clock.monotonicMs() + TAG_SETS_MS);
    try {
      const sets = await renewed(() => connection.tagSets(asked, { ...limits(1, false), deadline }));
      shared.pacer.taken(GET_RESOURCES);
      return sets;
    } catch (error) {
      if (isRekognitionError(error, "Throttled")) shared.pacer.refused(GET_RESOURCES);
      throw error;
    }
  }

  return {
    callS3,
    tagSets,
    asksTagging: asksTagging(settings),
    account: () => asked((within) => connection.callerAccount(within)),
    lastFailure: (operation) => shared.failures.get(operation),
    asksS3: asksS3(settings),
    readObject: (object) =>
      openObject((from, etag) => asked((within) => connection.readPart(object, from, etag, within))),
    call: (operation, input) => inTurn(operation, (send) => send(input)),
    inTurn,
  };
}

/** What operations over the same connection have in common. */
export interface SharedFacts {
  readonly pacer: Pacer;
  readonly changes: Changes;
  /** How the last attempt at each operation failed, where it did. */
  readonly failures: Map<Operation, Error>;
}

/** The shared facts of a connection that has just been opened. */
export function newSharedFacts(clock: Clock, region: string): SharedFacts {
  return { pacer: new Pacer(clock, region), changes: new Changes(), failures: new Map() };
}
