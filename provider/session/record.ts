import { isDeepStrictEqual } from "node:util";
import { printableTexts } from "../base/printable.js";
import type { Kept } from "../lifecycle/handler.js";
import type { Bag } from "../schema/definition.js";
import { jsonSafe } from "./json-safe.js";

/** Inputs after a read: what is not as it was recorded is the service's word. */
export function asRead(recorded: Bag | undefined, read: Bag): Bag {
  const entries = Object.entries(read).map(([key, value]) => {
    const isOwn = recorded !== undefined && isDeepStrictEqual(recorded[key], value);
    return [key, isOwn ? value : printableTexts(jsonSafe(value))] as const;
  });
  return Object.fromEntries(entries);
}

/** What ended well carries no mark of an earlier end that did not. */
export function finished(kept: Kept): Kept {
  const { unfinished: _before, ...meta } = kept.meta;
  return { ...kept, meta };
}
