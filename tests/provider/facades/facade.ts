import type { KindName } from "../../../provider/resources/registry.js";
import type { Bag } from "../harness/property-bag.js";
import type { PluginProcess } from "../harness/plugin-process.js";
import type { Rig } from "../harness/rig.js";

/** What the engine holds of a resource, without what is the façade's own. */
export interface Held {
  readonly id: string;
  /** Inputs, and outputs beside them. */
  readonly properties: Bag;
  /** What else is recorded, in the façade's own form. */
  readonly record: Bag;
}

/** What came of a create or an update. */
export interface Outcome {
  /** What is to be recorded, which may be something although it failed; undefined for nothing. */
  readonly held: Held | undefined;
  /** What the user reads; empty where it ended well. */
  readonly error: string;
}

export interface Checked {
  readonly inputs: Bag;
  readonly failures: readonly { readonly property: string; readonly reason: string }[];
}

export interface Planned {
  readonly changes: boolean;
  readonly replaces: readonly string[];
  readonly deleteFirst: boolean;
}

/** How a resource is declared. */
export interface Declared {
  readonly kind: KindName;
  readonly name: string;
  /** As a program writes it. */
  readonly createTimeout?: string;
}

/** What every façade has to do with one resource, in the words of none. */
export interface Facade {
  check(args: Bag, held?: Held): Promise<Checked>;
  diff(held: Held, inputs: Bag): Promise<Planned>;
  create(inputs: Bag): Promise<Outcome>;
  update(held: Held, inputs: Bag): Promise<Outcome>;
  /** A refresh, or a `get` where nothing is recorded; undefined where it is gone. */
  read(id: string, held?: Held): Promise<Held | undefined>;
  delete(held: Held): Promise<void>;
  /** As a later version would have recorded it. */
  newer(held: Held): Held;
  /** Calls a function for a program. */
  invoke(name: string, args: object): Promise<unknown>;
  /** What is shown beforehand of a create, or of the update of what is held; left out where a façade is not asked. */
  preview?(inputs: Bag, held?: Held): Promise<Bag>;
  /** Ends what is under way; left out where a façade is not told. */
  cancel?(): void;
}

/** Opens a façade on a resource, within one process. */
export type OpenFacade = (rig: Rig, process: PluginProcess, declared: Declared) => Facade;
