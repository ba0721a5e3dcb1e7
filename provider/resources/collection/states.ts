import type { FoundVerdict } from "../../lifecycle/ensure.js";
import type { VerdictTable } from "../../lifecycle/wait-for-state.js";

/** A collection has no status: it is there or not. */
export type CollectionStatus = "PRESENT";

export const collectionVisible: VerdictTable<CollectionStatus> = {
  until: "is visible",
  statuses: { PRESENT: "target" },
  absent: "lagging",
};

export const collectionGone: VerdictTable<CollectionStatus> = {
  until: "is deleted",
  statuses: { PRESENT: "lagging" },
  absent: "target",
};

export const collectionFound: Readonly<Record<CollectionStatus, FoundVerdict>> = { PRESENT: "adopt" };
