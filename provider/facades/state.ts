import type { Bag, ResourceDefinition } from "../schema/definition.js";
import type { Kept, Recorded, RecordedMeta } from "../lifecycle/handler.js";
import type { Identity } from "../lifecycle/identity.js";
import { printableTexts } from "../base/printable.js";
import { jsonSafeBag, understood } from "../session/record.js";

/* The form of a resource in the engine's state. It is the same behind either façade, so that a stack can go from one to the other. */

/** Key of the entry that says whose a resource is; behind the dynamic façade also what its host does not pass on. */
export const HIDDEN_INPUT = "__host";
/** Key of what is recorded beside inputs and outputs. */
export const RECORD = "__meta";

/** What stands under `__host`. */
export interface HiddenInput extends Identity {
  /** customTimeouts as the program wrote them. */
  readonly timeouts?: { readonly create?: string; readonly update?: string; readonly delete?: string };
  /** Whether the program's options say so; only check and diff need it, so it is not recorded. */
  readonly deleteBeforeReplace?: boolean;
  /** As for deleteBeforeReplace. */
  readonly retainOnDelete?: boolean;
}

/** The hidden input of a property bag. */
export function hiddenInputOf(bag: Bag): HiddenInput {
  const value = bag[HIDDEN_INPUT];
  if (typeof value !== "object" || value === null) return { owner: "", urn: "" };
  return value as HiddenInput;
}

/** What state holds of the hidden input. */
export function recordedPart({
  deleteBeforeReplace: _first,
  retainOnDelete: _kept,
  ...recorded
}: HiddenInput): HiddenInput {
  return recorded;
}

/** What a kind records for itself alone, under a key that the engine does not print. */
const OF_KINDS: ReadonlySet<string> = new Set(["__images", "__contents"]);

/** A bag without the keys that are not the kind's. */
export function visible(bag: Bag): Bag {
  return Object.fromEntries(Object.entries(bag).filter(([key]) => !key.startsWith("__") || OF_KINDS.has(key)));
}

/**
 * What state holds of a resource: echoed inputs, outputs, the hidden input and the record. The service's texts are recorded
 * as they are printed, for the engine shows state and its changes as it finds them.
 */
export function toState(
  definition: ResourceDefinition,
  inputs: Bag,
  kept: Kept,
  hidden: HiddenInput,
): Record<string, unknown> {
  const outputs = jsonSafeBag(declared(definition.outputs, kept.outputs));
  return jsonSafeBag({
    ...onlyInputs(definition, inputs),
    ...(printableTexts({ ...kept.actual }) as Bag),
    ...(printableTexts(outputs) as Bag),
    [HIDDEN_INPUT]: recordedPart(hidden),
    [RECORD]: kept.meta,
  });
}

/** The inputs as the engine is to hold them after a read. */
export function toInputs(definition: ResourceDefinition, inputs: Bag, hidden: HiddenInput): Record<string, unknown> {
  return jsonSafeBag({ ...onlyInputs(definition, inputs), [HIDDEN_INPUT]: hidden });
}

/** Reads a resource back from state; undefined for one that was only ever got. Newer state is refused. */
export function fromState(definition: ResourceDefinition, state: Bag): Recorded | undefined {
  const meta = state[RECORD] as RecordedMeta | undefined;
  if (meta === undefined) return undefined;
  const shown = visible(state);
  const outputs = Object.fromEntries(Object.entries(shown).filter(([key]) => !Object.hasOwn(definition.inputs, key)));
  return { inputs: onlyInputs(definition, shown), outputs, meta: understood(meta) };
}

function onlyInputs(definition: ResourceDefinition, bag: Bag): Record<string, unknown> {
  return declared(definition.inputs, bag);
}

/** What one kind declares as an output may be an input of another, which AWS's answer must not overwrite. */
function declared(fields: object, bag: Bag): Record<string, unknown> {
  return Object.fromEntries(Object.entries(bag).filter(([key]) => Object.hasOwn(fields, key)));
}
