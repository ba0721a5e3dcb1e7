import { Lagging } from "./lagging.js";
import type { LaggingParts } from "./lagging.js";

/** A status, and what AWS says about it. */
export interface StatusView<S extends string> {
  readonly status: S;
  readonly message: string | undefined;
}

/** The state of a thing's life. */
export class Status<S extends string> extends Lagging<StatusView<S>> {
  constructor(initial: S, atMs: number, message?: string) {
    const view = { status: initial, message };
    super(view, atMs, view);
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

  set(next: S, atMs: number, message?: string): void {
    this.change({ status: next, message }, atMs);
  }
}
