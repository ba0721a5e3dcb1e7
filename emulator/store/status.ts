import { Lagging } from "./lagging.js";
import type { LaggingParts } from "./lagging.js";

/** A status, and what AWS says about it. */
export interface StatusView<S extends string> {
  readonly status: S;
  readonly message: string | undefined;
}

/** The latest changes that are remembered. */
const MAX_CHANGES = 50;

/** The state of a thing's life. */
export class Status<S extends string> extends Lagging<StatusView<S>> {
  #changes: { readonly status: S; readonly atMs: number }[];

  constructor(initial: S, atMs: number, message?: string) {
    const view = { status: initial, message };
    super(view, atMs, view);
    this.#changes = [{ status: initial, atMs }];
  }

  static of<S extends string>({ now, before, changedAtMs }: LaggingParts<StatusView<S>>): Status<S> {
    const status = new Status(before.status, changedAtMs, before.message);
    status.set(now.status, changedAtMs, now.message);
    return status;
  }

  get current(): S {
    return this.value.status;
  }

  get message(): string | undefined {
    return this.value.message;
  }

  /** What it came to, and when, the oldest first. */
  get changes(): readonly { readonly status: S; readonly atMs: number }[] {
    return this.#changes;
  }

  set(next: S, atMs: number, message?: string): void {
    this.#changes = [...this.#changes, { status: next, atMs }].slice(-MAX_CHANGES);
    this.change({ status: next, message }, atMs);
  }
}
