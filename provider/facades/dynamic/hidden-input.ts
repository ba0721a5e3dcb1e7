import { parseDurationMs } from "../../base/durations.js";
import type { Identity } from "../../lifecycle/identity.js";
import type { Bag, ResourceDefinition } from "../../schema/definition.js";
import type { Unfinished } from "../../session/record.js";
import { type HiddenInput, hiddenInputOf, toState } from "../state.js";

/* What the dynamic host wants besides: it passes on neither time limits nor options, and finds the code in the bag. */

/** Key under which the host finds the code of the resource. */
export const PROVIDER = "__provider";

/** What the hidden input of a bag says to a session. The host names no limit for a read, which takes that of an update. */
export function askedIn(
  bag: Bag,
  operation: "create" | "update" | "delete" = "update",
): { subject: Identity; timeoutMs: number | undefined; deletesFirst: boolean; isRetained: boolean } {
  const { owner, urn, timeouts, deleteBeforeReplace, retainOnDelete } = hiddenInputOf(bag);
  const written = timeouts?.[operation];
  return {
    subject: { owner, urn },
    timeoutMs: written === undefined ? undefined : parseDurationMs(written),
    deletesFirst: deleteBeforeReplace === true,
    isRetained: retainOnDelete === true,
  };
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
