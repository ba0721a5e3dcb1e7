import type { Bag, ResourceDefinition } from "../../schema/definition.js";
import type { Kept, Recorded, RecordedMeta } from "../../lifecycle/handler.js";
import { printableTexts } from "../../base/printable.js";
import { HIDDEN_INPUT, type HiddenInput, PROVIDER, RECORD, recordedPart, visible } from "./hidden-input.js";
import { type Unfinished, jsonSafeBag, understood } from "../../session/record.js";

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

/** What the engine takes for "exists, but could not be finished": it keeps the resource and shows the reasons. */
export function initFailed(
  definition: ResourceDefinition,
  inputs: Bag,
  hidden: HiddenInput,
  providerText: unknown,
  { kept, message }: Unfinished,
): Error {
  const properties = { ...toState(definition, inputs, kept, hidden), [PROVIDER]: providerText };
  return Object.assign(new Error(message), { id: kept.id, properties, reasons: [message] });
}

function onlyInputs(definition: ResourceDefinition, bag: Bag): Record<string, unknown> {
  return declared(definition.inputs, bag);
}

/** What one kind declares as an output may be an input of another, which AWS's answer must not overwrite. */
function declared(fields: object, bag: Bag): Record<string, unknown> {
  return Object.fromEntries(Object.entries(bag).filter(([key]) => Object.hasOwn(fields, key)));
}
