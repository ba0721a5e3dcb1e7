import type { TokenUse, VideoJob } from "./video-job.js";
import type { Collection, Project, StreamProcessor } from "./things.js";

/** A name or stream that a deleted stream processor still blocks. */
export interface Tombstone {
  readonly untilMs: number;
  readonly name: string;
  readonly videoStreamArn: string | undefined;
}

/** A request that was made with a token, and what it was answered. */
export interface AnswerUse {
  readonly fingerprint: string;
  readonly answer: object;
  readonly atMs: number;
}

/** Everything of one account in one Region. */
export interface Scope {
  readonly account: string;
  readonly region: string;
  readonly projects: Map<string, Project>;
  readonly collections: Map<string, Collection>;
  readonly streamProcessors: Map<string, StreamProcessor>;
  readonly deletedCollections: Map<string, { readonly thing: Collection; readonly atMs: number }>;
  readonly deletedStreamProcessors: Map<string, { readonly thing: StreamProcessor; readonly atMs: number }>;
  tombstones: Tombstone[];
  readonly videoJobs: Map<string, VideoJob>;
  /** Jobs that are not over yet. */
  openVideoJobs: number;
  /** Client request token -> the job it stands for. */
  readonly videoTokens: Map<string, TokenUse>;
  /** Operation and client request token -> the answer it was given. */
  readonly userTokens: Map<string, AnswerUse>;
  /** The names of the human loops that were started. */
  readonly humanLoops: Set<string>;
}

/** All accounts and Regions, kept apart. */
export class Store {
  readonly #scopes = new Map<string, Scope>();
  #lastStampMs = 0;

  scope(account: string, region: string): Scope {
    const key = `${account}/${region}`;
    const known = this.#scopes.get(key);
    if (known !== undefined) return known;
    const scope: Scope = {
      account,
      region,
      projects: new Map(),
      collections: new Map(),
      streamProcessors: new Map(),
      deletedCollections: new Map(),
      deletedStreamProcessors: new Map(),
      tombstones: [],
      videoJobs: new Map(),
      openVideoJobs: 0,
      videoTokens: new Map(),
      userTokens: new Map(),
      humanLoops: new Set(),
    };
    this.put(scope);
    return scope;
  }

  put(scope: Scope): void {
    this.#scopes.set(`${scope.account}/${scope.region}`, scope);
  }

  scopes(): IterableIterator<Scope> {
    return this.#scopes.values();
  }

  /**
   * A creation time that no other thing has: ARNs end with it, and under a clock that stands still a thing that was
   * deleted and made again would otherwise get its old ARN back.
   */
  stamp(nowMs: number): number {
    this.#lastStampMs = Math.max(nowMs, this.#lastStampMs + 1);
    return this.#lastStampMs;
  }

  get lastStampMs(): number {
    return this.#lastStampMs;
  }

  clear(): void {
    this.#lastStampMs = 0;
    this.#scopes.clear();
  }
}
