import type { Clock } from "../lifecycle/clock.js";
import { RekognitionError, isRekognitionError } from "../lifecycle/errors.js";
import { retryTransient } from "../lifecycle/retry.js";
import { Changes } from "./changes.js";
import type { Connection } from "./connection.js";
import { assertComplete } from "./demanded.js";
import { EFFECT, type Operation, type RequestOf, type ResponseOf } from "./operations.js";
import { Pacer } from "./pacer.js";
import { type S3Location, type S3Object, openObject } from "./s3-objects.js";
import { type AwsSettings, asksS3 } from "./settings.js";

/** Bounds of the operation that the calls are made for. */
export interface CallBounds {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** By the monotonic clock, in milliseconds. */
  readonly deadline: number;
  /** Throws when nobody is there any more to record what a change would do. */
  beforeMutation(): Promise<void>;
}

/** The service as the handlers see it: paced, retried, mapped to our errors, credentials renewed once. */
export interface Gateway {
  /** An input that is a function is asked for when the call is about to be sent. */
  call<Op extends Operation>(operation: Op, input: RequestOf<Op> | (() => RequestOf<Op>)): Promise<ResponseOf<Op>>;
  /** Whether S3 is asked at all, by the configuration. */
  readonly asksS3: boolean;
  /** Reads an S3 object, part by part. */
  readObject(object: S3Location): Promise<S3Object>;
  /** Account id of the credentials; asked once a connection. */
  account(): Promise<string>;
}

/** Makes the calls of one operation over a shared connection. */
export function createGateway(
  connection: Connection,
  settings: AwsSettings,
  bounds: CallBounds,
  shared: SharedFacts,
): Gateway {
  const attempts = settings.maxAttempts;

  async function renewed<T>(call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      if (!isRekognitionError(error, "CredentialsExpired")) throw error;
      await connection.rebuild();
      return call();
    }
  }

  async function account(): Promise<string> {
    shared.account ??= retryTransient(() => renewed(() => connection.callerAccount()), { attempts, ...bounds }).catch(
      (error: unknown) => {
        shared.account = undefined;
        throw error;
      },
    );
    return shared.account;
  }

  async function assertAllowed(): Promise<void> {
    if (settings.allowedAccountIds.length === 0) return;
    const caller = await account();
    if (settings.allowedAccountIds.includes(caller)) return;
    throw new RekognitionError(
      "AccountNotAllowed",
      `The credentials belong to account ${caller}; rekognition:allowedAccountIds has ${settings.allowedAccountIds.join(", ")}`,
    );
  }

  async function sendOnce<Op extends Operation>(operation: Op, request: () => RequestOf<Op>): Promise<ResponseOf<Op>> {
    await shared.pacer.turn(operation, bounds.signal);
    if (EFFECT[operation] !== "read") await bounds.beforeMutation();
    const input = request();
    try {
      const answer = await renewed(() => connection.send(operation, input));
      shared.pacer.taken(operation);
      assertComplete(operation, answer);
      return answer;
    } catch (error) {
      if (isRekognitionError(error, "Throttled")) shared.pacer.refused(operation);
      throw error;
    } finally {
      if (EFFECT[operation] !== "read") shared.changes.tell(operation, input);
    }
  }

  return {
    account,
    asksS3: asksS3(settings),
    async readObject(object) {
      await assertAllowed();
      return openObject((from, etag) =>
        retryTransient(() => renewed(() => connection.readPart(object, from, etag)), { attempts, ...bounds }),
      );
    },
    async call(operation, input) {
      await assertAllowed();
      const request = typeof input === "function" ? input : () => input;
      return retryTransient(
        () => sendOnce(operation, request),
        { attempts, ...bounds },
        (error) => EFFECT[operation] !== "create" || !(isRekognitionError(error) && error.effectUnknown),
      );
    },
  };
}

/** What operations over the same connection have in common. */
export interface SharedFacts {
  account: Promise<string> | undefined;
  readonly pacer: Pacer;
  readonly changes: Changes;
}

/** The shared facts of a connection that has just been opened. */
export function newSharedFacts(clock: Clock, region: string): SharedFacts {
  return { account: undefined, pacer: new Pacer(clock, region), changes: new Changes() };
}
