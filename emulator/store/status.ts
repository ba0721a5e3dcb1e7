import { Lagging } from "./lagging.js";

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
