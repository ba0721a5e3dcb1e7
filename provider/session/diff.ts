import { isDeepStrictEqual } from "node:util";
import { parseClaim } from "../lifecycle/claim.js";
import type { Due, NoteSettings, Recorded, ResourceHandler } from "../lifecycle/handler.js";
import type { ShownRecord } from "../lifecycle/process-memory.js";
import { unknownStatusText } from "../lifecycle/status-table.js";
import type { Bag, ResourceDefinition } from "../schema/definition.js";
import { diffInputs } from "../schema/diff-inputs.js";
import type { DiffAnswer } from "./requests.js";

/** Compares a record with inputs, once an operation. */
export function dueOf(kind: ResourceHandler, recorded: Recorded, inputs: Bag): Due {
  return {
    changed: diffInputs(kind.definition, recorded.inputs, inputs),
    outstanding: kind.outstanding?.(recorded, inputs) ?? { action: "nothing" },
  };
}

/** Decides what becomes of a resource, from record and inputs alone. */
export function diff(
  kind: ResourceHandler,
  recorded: Recorded,
  inputs: Bag,
  due: Due,
  hasMoved: boolean,
  note: (message: string, severity?: "info") => void,
  settings: NoteSettings,
): Omit<DiffAnswer, "changed"> {
  const { definition } = kind;
  const { changed, outstanding } = due;
  const { status } = recorded.outputs;
  if (typeof status === "string" && kind.knowsStatus?.(status) === false) {
    note(`The object ${unknownStatusText(status)}: nothing is started, stopped, made again or deleted because of it.`);
  }
  for (const message of kind.notes?.(recorded, inputs, due, settings) ?? []) note(message);
  if (changed.replace.length > 0) {
    const first = isInTheWay(definition, recorded.inputs, inputs);
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
export function shownRecord(id: string, { meta }: Recorded, { outstanding }: Due): ShownRecord {
  return {
    id,
    token: parseClaim(meta.claim)?.token,
    predecessors: meta.predecessors ?? [],
    isSpent: outstanding.action === "replace",
    isOpen: meta.replacing === true || meta.unfinished === true,
  };
}

/** Whether the old object keeps the new one from being made: by what it holds, or by its name, which counts per Region. */
function isInTheWay({ name, deleteBeforeReplace }: ResourceDefinition, olds: Bag, news: Bag): boolean {
  if (deleteBeforeReplace) return true;
  const isSameRegion = olds.region === news.region;
  return isSameRegion && name?.reuse === "deleteFirst" && isDeepStrictEqual(olds[name.field], news[name.field]);
}

/** Whether an update has nothing to do at the service. */
export function isLocalChange({ meta }: Recorded, { changed, outstanding }: Due, hasMoved: boolean): boolean {
  return !hasMoved && changed.update.length === 0 && outstanding.action === "nothing" && meta.unfinished !== true;
}
