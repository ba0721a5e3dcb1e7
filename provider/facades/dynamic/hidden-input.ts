import { parseDurationMs } from "../../base/durations.js";
import type { Identity } from "../../lifecycle/identity.js";
import type { Bag } from "../../schema/definition.js";

/** Key of the one input that carries what the dynamic host does not pass on. */
export const HIDDEN_INPUT = "__host";
/** Key of what is recorded beside inputs and outputs. */
export const RECORD = "__meta";
/** Key under which the host finds the code of the resource. */
export const PROVIDER = "__provider";

/** What the resource class in the program knows and the plugin does not. */
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

/** A bag without the keys that are not the user's. */
export function visible(bag: Bag): Bag {
  return Object.fromEntries(Object.entries(bag).filter(([key]) => !key.startsWith("__")));
}

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
