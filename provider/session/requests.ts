import type { ServiceFunction } from "../functions/function.js";
import type { Recorded, ResourceHandler } from "../lifecycle/handler.js";
import type { Identity } from "../lifecycle/identity.js";
import type { Bag } from "../schema/definition.js";

/* What a façade asks of a session, and what it is answered. */

/** Which resource is meant. */
interface Request {
  /** What runs its kind. */
  readonly kind: ResourceHandler;
  readonly subject: Identity;
}

/** Inputs to be checked. */
export interface CheckRequest extends Request {
  /** As recorded; empty for what is not. */
  readonly olds: Bag;
  readonly news: Bag;
  /** Whether the program has what is replaced deleted first (`deleteBeforeReplace: true`); left out where nobody tells. */
  readonly deletesFirst?: boolean;
}

/** What check says of inputs. */
export interface CheckAnswer {
  /** Who they belong to, which the configuration may have decided. */
  readonly owner: string;
  readonly inputs: Bag;
  /** Each begins with the input and says what is wrong with it. */
  readonly failures: readonly string[];
}

/** A record, and the inputs that it is to be brought to. */
interface Change extends Request {
  readonly id: string;
  /** Stack and resource as the record names them. */
  readonly recordedAs: Identity;
  readonly recorded: Recorded;
  readonly inputs: Bag;
}

export interface DiffRequest extends Change {
  readonly deletesFirst: boolean;
  /** Whether the program has what is replaced or deleted only forgotten (`retainOnDelete: true`). */
  readonly isRetained: boolean;
}

/** What becomes of a record. `changes` left out lets the engine show just the inputs that differ. */
export interface DiffAnswer {
  /** The inputs that differ. */
  readonly changed: readonly string[];
  readonly changes?: boolean;
  readonly replaces?: string[];
  readonly deleteBeforeReplace?: boolean;
}

/** What would be made, or what a record would be brought to. */
export interface PreviewRequest extends Pick<Request, "kind"> {
  readonly recorded?: Recorded;
  readonly inputs: Bag;
}

/** What may take its time. */
interface Timed {
  /** The program's limit, in milliseconds; the kind's own without it. */
  readonly timeoutMs: number | undefined;
}

export interface CreateRequest extends Request, Timed {
  readonly inputs: Bag;
}

export interface UpdateRequest extends Change, Timed {}

export interface ReadRequest extends Request, Timed {
  readonly id: string;
  /** Undefined where only the id is known. */
  readonly recorded: Recorded | undefined;
  /** Whether what is read by its id alone will be this resource's own from then on. */
  readonly isImport?: boolean;
}

export interface DeleteRequest extends Request, Timed {
  readonly id: string;
  readonly recorded: Recorded;
}

/** A call of a function that reads. */
export interface InvokeRequest {
  readonly called: ServiceFunction;
  readonly args: object;
  /** Goes before everything that is configured. */
  readonly region?: string | undefined;
}
