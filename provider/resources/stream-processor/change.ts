import { isDeepStrictEqual } from "node:util";
import type { Bag, OnChange } from "../../definition/definition.js";
import { LOWEST_FACE_MATCH_THRESHOLD } from "./shapes.js";

/* UpdateStreamProcessor takes labels, confidence, regions and data sharing of connected home, and nothing of face search. */

/** What changed settings ask for. */
export function onSettingsChange(olds: Bag, news: Bag): OnChange {
  if (isConnectedHome(olds) && isConnectedHome(news)) return "update";
  const before = faceSearchOf(olds);
  const after = faceSearchOf(news);
  // To write AWS's own default, or to leave it out, changes nothing.
  return isWrittenOtherwise(before?.faceMatchThreshold, after?.faceMatchThreshold) &&
    isDeepStrictEqual(effective(before), effective(after))
    ? "local"
    : "replace";
}

/** What changed regions of interest ask for. */
export function onRegionsChange(olds: Bag, news: Bag): OnChange {
  return isConnectedHome(olds) && isConnectedHome(news) ? "update" : "replace";
}

/** What a changed data sharing preference asks for. */
export function onDataSharingChange(olds: Bag, news: Bag): OnChange {
  if (isConnectedHome(olds) && isConnectedHome(news)) return "update";
  const before = optInOf(olds);
  const after = optInOf(news);
  return isWrittenOtherwise(before, after) && (before ?? false) === (after ?? false) ? "local" : "replace";
}

/** Whether the settings are those of connected home, as far as they are known. */
export function isConnectedHome(inputs: Bag): boolean {
  return memberOf(inputs.settings, "connectedHome") !== undefined;
}

interface FaceSearch {
  readonly collectionId?: unknown;
  readonly faceMatchThreshold?: unknown;
}

function faceSearchOf(inputs: Bag): FaceSearch | undefined {
  return memberOf(inputs.settings, "faceSearch") as FaceSearch | undefined;
}

function optInOf(inputs: Bag): unknown {
  return memberOf(inputs.dataSharingPreference, "optIn");
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? (value as Bag)[key] : undefined;
}

/** One side says it, the other leaves it to the default; so equal bags are never "written otherwise". */
function isWrittenOtherwise(before: unknown, after: unknown): boolean {
  return before !== after;
}

function effective(settings: FaceSearch | undefined): unknown {
  if (settings === undefined) return undefined;
  const { faceMatchThreshold = LOWEST_FACE_MATCH_THRESHOLD } = settings;
  const raised =
    typeof faceMatchThreshold === "number" ? Math.max(faceMatchThreshold, LOWEST_FACE_MATCH_THRESHOLD) : faceMatchThreshold;
  return { ...settings, faceMatchThreshold: raised };
}
