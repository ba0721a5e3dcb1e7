import { isDeepStrictEqual } from "node:util";
import type { Bag, OnChange } from "../../schema/definition.js";
import { containsUnknown } from "../../schema/unknown.js";
import { meansTheSame } from "./effective.js";

/**
 * What a changed field asks for where UpdateStreamProcessor takes it for connected home only: there an update, for face
 * search a replacement, unless it is only written otherwise (AWS's own default left out, say).
 */
export function inPlaceForConnectedHome(
  field: "settings" | "regionsOfInterest" | "dataSharingPreference",
): (olds: Bag, news: Bag) => OnChange {
  return (olds, news) => {
    if (isConnectedHome(olds) && isConnectedHome(news)) return "update";
    const before = olds[field];
    const after = news[field];
    // Asked about inputs and the same inputs, the answer is what any change of them would mean.
    if (isDeepStrictEqual(before, after) || containsUnknown(before) || containsUnknown(after)) return "replace";
    return meansTheSame(field, olds, news) ? "local" : "replace";
  };
}

/** Whether the settings are those of connected home, as far as they are known. */
export function isConnectedHome(inputs: { readonly settings?: unknown }): boolean {
  const { settings } = inputs;
  return (
    typeof settings === "object" &&
    settings !== null &&
    (settings as { connectedHome?: unknown }).connectedHome !== undefined
  );
}
