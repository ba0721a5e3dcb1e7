import type { Recorded } from "../lifecycle/handler.js";
import type { Identity } from "../lifecycle/identity.js";
import type { Bag } from "../schema/definition.js";

/* What a façade asks of a session. */

/** Inputs to be checked. */
export interface CheckRequest {
  readonly subject: Identity;
  /** As recorded; empty for what is not. */
  readonly olds: Bag;
  readonly news: Bag;
  /** Whether the program has what is replaced deleted first (`deleteBeforeReplace: true`). */
  readonly deletesFirst: boolean;
}

/** A record to be compared with inputs. */
export interface DiffRequest {
  readonly id: string;
  readonly subject: Identity;
  /** Stack and resource as the record names them. */
  readonly recordedAs: Identity;
  readonly recorded: Recorded;
  readonly news: Bag;
  readonly deletesFirst: boolean;
  /** Whether the program has what is replaced or deleted only forgotten (`retainOnDelete: true`). */
  readonly isRetained: boolean;
}

/** What may take its time. */
interface Timed {
  readonly subject: Identity;
  /** The program's limit, in milliseconds; the kind's own without it. */
  readonly timeoutMs: number | undefined;
}

export interface CreateRequest extends Timed {
  readonly inputs: Bag;
}

export interface UpdateRequest extends Timed {
  readonly id: string;
  readonly recordedAs: Identity;
  readonly recorded: Recorded;
  readonly inputs: Bag;
}

export interface ReadRequest extends Timed {
  readonly id: string;
  /** Undefined where only the id is known. */
  readonly recorded: Recorded | undefined;
}

export interface DeleteRequest extends Timed {
  readonly id: string;
  readonly recorded: Recorded;
}
