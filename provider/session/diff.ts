import { isDeepStrictEqual } from "node:util";
import type { Bag, ResourceDefinition } from "../schema/definition.js";
import { diffInputs } from "../schema/diff-inputs.js";
import { parseClaim } from "../lifecycle/claim.js";
import type { NoteSettings, Recorded, ResourceHandler } from "../lifecycle/handler.js";
import type { ShownRecord } from "../lifecycle/process-memory.js";
import { unknownStatusText } from "../lifecycle/status-table.js";

/** What becomes of a record. `changes` left out lets the engine show just the inputs that differ. */
export interface DiffAnswer {
  readonly changes?: boolean;
  readonly replaces?: string[];
  readonly deleteBeforeReplace?: boolean;
}

/** Decides what becomes of a resource, from record and inputs alone. */
export function diff(
  handler: ResourceHandler,
  recorded: Recorded,
  news: Bag,
  hasMoved: boolean,
  note: (message: string, severity?: "info") => void,
  settings: NoteSettings,
): DiffAnswer {
  const { definition } = handler;
  const outstanding = handler.outstanding?.(recorded, news) ?? { action: "nothing" };
  const changed = diffInputs(definition, recorded.inputs, news);
  const { status } = recorded.outputs;
  if (typeof status === "string" && handler.knowsStatus?.(status) === false) {
    note(`The object ${unknownStatusText(status)}: nothing is started, stopped, made again or deleted because of it.`);
  }
  for (const message of handler.notes?.(recorded, news, changed, settings) ?? []) note(message);
  if (changed.replace.length > 0) {
    const first = isInTheWay(definition, recorded.inputs, news);
    return { replaces: [...changed.replace], deleteBeforeReplace: first };
  }
  if (outstanding.action === "replace") {
    return { changes: true, replaces: [outstanding.because], deleteBeforeReplace: outstanding.deleteFirst };
  }
  if (changed.update.length > 0 || changed.local.length > 0) return {};
  if (outstanding.action === "update" || recorded.meta.unfinished === true) return { changes: true };
  if (hasMoved) note(onlyMark(definition), "info");
  return { changes: hasMoved };
}

/** No input shows why there is an update. */
function onlyMark({ inputs }: ResourceDefinition): string {
  const what = "tags" in inputs ? "owner mark" : "record";
  return `It was renamed or moved: only its ${what} is brought up to date, nothing else changes.`;
}

/** What of a record a create that follows has to know. */
export function shownRecord(handler: ResourceHandler, id: string, recorded: Recorded, news: Bag): ShownRecord {
  const { meta } = recorded;
  return {
    id,
    token: parseClaim(meta.claim)?.token,
    predecessors: meta.predecessors ?? [],
    isSpent: handler.outstanding?.(recorded, news).action === "replace",
    isOpen: meta.replacing === true || meta.unfinished === true,
  };
}

/** Whether the old object keeps the new one from being made: by what it holds, or by its name, which counts per Region. */
function isInTheWay({ name, deleteBeforeReplace }: ResourceDefinition, olds: Bag, news: Bag): boolean {
  if (deleteBeforeReplace) return true;
  const isSameRegion = olds.region === news.region;
  return isSameRegion && name?.reuse === "deleteFirst" && isDeepStrictEqual(olds[name.field], news[name.field]);
}

/** Whether an update has anything to do at the service. */
export function isLocalChange(handler: ResourceHandler, recorded: Recorded, hasMoved: boolean, news: Bag): boolean {
  const changed = diffInputs(handler.definition, recorded.inputs, news);
  const outstanding = handler.outstanding?.(recorded, news) ?? { action: "nothing" };
  return (
    !hasMoved && changed.update.length === 0 && outstanding.action === "nothing" && recorded.meta.unfinished !== true
  );
}
