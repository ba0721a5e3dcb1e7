import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { delivered } from "../delivery/delivered.js";
import type { BucketObject } from "../media/buckets.js";
import { ApiError } from "../protocol/errors.js";
import { ForeignS3 } from "./foreign-s3.js";
import type { ForeignObject } from "./foreign-s3.js";

/** An object that is needed. */
export interface Needed extends ForeignObject {
  /** Whether it is enough to know that it is there, and how large it is. */
  readonly isOnlyLookedUp?: boolean;
}

interface Copy {
  readonly object: BucketObject | undefined;
  /** How many operations look at it. */
  users: number;
}

const AT_ONCE = 8;

const nameOf = ({ bucket, key, version = "" }: ForeignObject): string => `${bucket}\0${key}\0${version}`;

/**
 * Buckets of another S3. Operations do not wait for it: what they need is copied before they run, and what they write is
 * sent before they are answered.
 */
export class ForeignBuckets {
  readonly #s3: ForeignS3;
  readonly #onFailure: (uri: string, reason: string) => void;
  readonly #copies = new Map<string, Copy>();
  /** What trainings look at, whenever they come to it. */
  readonly #pinned = new Map<string, BucketObject>();
  readonly #known = new Map<string, boolean>();
  #sending: Promise<void> = Promise.resolve();
  #folder: string | undefined;

  /** @param onFailure told of what could not be written, after some retries */
  constructor(endpoint: URL, onFailure: (uri: string, reason: string) => void) {
    this.#s3 = new ForeignS3(endpoint);
    this.#onFailure = onFailure;
  }

  /** An object that was fetched. */
  locate(bucket: string, key: string, version: string | undefined): BucketObject | undefined {
    const name = nameOf({ bucket, key, version });
    const copy = this.#copies.get(name);
    return copy === undefined ? this.#pinned.get(name) : copy.object;
  }

  /** Whether there is such a bucket; one that nobody asked about is taken to be there. */
  hasBucket(bucket: string): boolean {
    return this.#known.get(bucket) ?? true;
  }

  /** Finds out whether buckets are there. @throws ApiError if the S3 cannot be asked */
  async lookUp(buckets: readonly string[]): Promise<void> {
    for (const bucket of buckets) {
      this.#known.set(bucket, await this.#asked(() => this.#s3.hasBucket(bucket)));
    }
  }

  /**
   * Copies objects for one operation.
   * @returns what forgets them again
   * @throws ApiError if the S3 cannot be asked
   */
  async fetch(needed: readonly Needed[]): Promise<() => void> {
    const fetched: string[] = [];
    const release = (): void => {
      for (const name of fetched) this.#leave(name);
    };
    try {
      await each(needed, async (object) => {
        const name = nameOf(object);
        const present = this.#copies.get(name);
        const copy = present ?? { object: await this.#copied(object), users: 0 };
        copy.users += 1;
        if (present === undefined) this.#copies.set(name, copy);
        fetched.push(name);
      });
    } catch (error) {
      release();
      throw error;
    }
    return release;
  }

  /** Copies objects for as long as the emulator runs. @throws ApiError if the S3 cannot be asked */
  async pin(needed: readonly Needed[]): Promise<void> {
    await each(needed, async (object) => {
      const name = nameOf(object);
      const copied = await this.#copied(object);
      const earlier = this.#pinned.get(name);
      if (copied === undefined) this.#pinned.delete(name);
      else this.#pinned.set(name, copied);
      if (earlier !== undefined) rmSync(earlier.path, { force: true });
    });
  }

  /** Sends an object, after those before it. */
  write(object: ForeignObject, body: Buffer, headers: Readonly<Record<string, string>>): void {
    const send = (): Promise<void> =>
      delivered(
        () => this.#s3.put(object, body, headers),
        (reason) => {
          this.#onFailure(`s3://${object.bucket}/${object.key}`, reason);
        },
      );
    this.#sending = this.#sending.then(send);
  }

  /** Resolves when everything has been sent, or given up. */
  written(): Promise<void> {
    return this.#sending;
  }

  clear(): void {
    for (const { path } of this.#pinned.values()) rmSync(path, { force: true });
    this.#pinned.clear();
    this.#known.clear();
  }

  close(): void {
    if (this.#folder !== undefined) rmSync(this.#folder, { recursive: true, force: true });
    this.#folder = undefined;
  }

  async #copied(needed: Needed): Promise<BucketObject | undefined> {
    this.#folder ??= mkdtempSync(join(tmpdir(), "rekognition-emulator-s3-"));
    const path = join(this.#folder, randomUUID());
    const facts = await this.#asked(() =>
      needed.isOnlyLookedUp === true ? this.#s3.head(needed) : this.#s3.get(needed, path),
    );
    return facts === undefined ? undefined : { ...facts, path, facts: undefined };
  }

  async #asked<T>(ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      const reason = error instanceof Error ? (error.cause ?? error) : error;
      const text = reason instanceof Error ? reason.message : String(reason);
      const message = `The S3 of --s3-endpoint, ${this.#s3.address}, cannot be read: ${text}`;
      throw new ApiError("UnavailableS3OfEmulatorException", message, 501, "service");
    }
  }

  #leave(name: string): void {
    const copy = this.#copies.get(name);
    if (copy === undefined) return;
    copy.users -= 1;
    if (copy.users > 0) return;
    this.#copies.delete(name);
    if (copy.object !== undefined) rmSync(copy.object.path, { force: true });
  }
}

/** Does something with each, some at once; the first failure ends it when those under way have ended. */
async function each<T>(items: readonly T[], act: (item: T) => Promise<void>): Promise<void> {
  const rest = [...items];
  const workers = Array.from({ length: AT_ONCE }, async () => {
    for (let item = rest.shift(); item !== undefined; item = rest.shift()) await act(item);
  });
  const ended = await Promise.allSettled(workers);
  const failed = ended.find(({ status }) => status === "rejected");
  if (failed?.status === "rejected") throw failed.reason;
}
