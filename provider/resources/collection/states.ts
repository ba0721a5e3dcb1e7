import type { FoundVerdict } from "../../lifecycle/presence.js";
import type { VerdictTable } from "../../lifecycle/wait-for-state.js";
import { statusTable } from "../../lifecycle/status-table.js";

/** A collection has no status: it is there or not. */
export type CollectionStatus = "PRESENT";

export const collectionVisible: VerdictTable<CollectionStatus> = {
  until: "is visible",
  statuses: statusTable({ PRESENT: "target" }),
  absent: "lagging",
};

export const collectionGone: VerdictTable<CollectionStatus> = {
  until: "is deleted",
  statuses: statusTable({ PRESENT: "lagging" }),
  absent: "target",
};

export const collectionFound = statusTable<CollectionStatus, FoundVerdict>({ PRESENT: "adopt" });
