import { Lagging } from "./lagging.js";
import type { LaggingParts } from "./lagging.js";

/** A status, and what AWS says about it. */
export interface StatusView<S extends string> {
  readonly status: S;
  readonly message: string | undefined;
}

/** When a state began, in virtual milliseconds since the epoch. */
export interface StatusChange {
  readonly status: string;
  readonly atMs: number;
}

/** What a status is made of. */
export interface StatusParts<S extends string> extends LaggingParts<StatusView<S>> {
  readonly changes: readonly StatusChange[];
}

/** The latest changes that are remembered. */
const MAX_CHANGES = 50;

/** The state of a thing's life. */
export class Status<S extends string> extends Lagging<StatusView<S>> {
  #changes: readonly StatusChange[];

  constructor(initial: S, atMs: number, message?: string) {
    const view = { status: initial, message };
    super(view, atMs, view);
    this.#changes = [{ status: initial, atMs }];
  }

  static of<S extends string>({ now, before, changedAtMs, changes }: StatusParts<S>): Status<S> {
    const status = new Status(before.status, changedAtMs, before.message);
    status.change(now, changedAtMs);
    status.#changes = changes;
    return status;
  }

  override get parts(): StatusParts<S> {
    return { ...super.parts, changes: this.#changes };
  }

  get current(): S {
    return this.value.status;
  }

  get message(): string | undefined {
    return this.value.message;
  }

  /** What it came to, and when, the oldest first. */
  get changes(): readonly StatusChange[] {
    return this.#changes;
  }

  set(next: S, atMs: number, message?: string): void {
    this.#changes = [...this.#changes, { status: next, atMs }].slice(-MAX_CHANGES);
    this.change({ status: next, message }, atMs);
  }
}
