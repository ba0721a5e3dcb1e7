import { createHash } from "node:crypto";
import { canonicalText } from "../../schema/canonical.js";
import type { Bag } from "../../schema/definition.js";
import { UNKNOWN, containsUnknown } from "../../schema/unknown.js";

/** The inputs that say what a dataset holds; at most one of them is set, none makes an empty dataset. */
export const SOURCES = [
  "groundTruthManifest",
  "datasetArn",
  "manifestFile",
  "entries",
  "distributeFromDatasetArn",
] as const;

/**
 * The hash of what a dataset is to hold, known at preview wherever its source is: of an S3 object its bucket, key and
 * version, of inline entries their contents, of a file what the resource class in the program read.
 */
export function contentHash(inputs: Bag): unknown {
  // Only where its changes are ignored does check get what a refresh recorded.
  if (isChangedOutside(inputs.contentHash)) return inputs.contentHash;
  if (inputs.manifestFile !== undefined) return inputs.contentHash;
  // What a distribution gives hangs on the training dataset, whose own hash says when it changes.
  if (inputs.distributeFromDatasetArn !== undefined) return digest("distributed");
  const source = SOURCES.find((name) => inputs[name] !== undefined);
  if (source === undefined) return digest("empty");
  return containsUnknown(inputs[source]) ? UNKNOWN : digest([source, inputs[source]]);
}

const CHANGED_OUTSIDE = "changed outside Pulumi at ";

/** What stands for the hash of contents that somebody else changed: it says so in a diff. */
export function changedOutside(at: string): string {
  return `${CHANGED_OUTSIDE}${at}`;
}

/** Whether a refresh has found other contents than were asked for. */
export function isChangedOutside(hash: unknown): boolean {
  return typeof hash === "string" && hash.startsWith(CHANGED_OUTSIDE);
}

function digest(value: unknown): string {
  return createHash("sha256").update(canonicalText(value)).digest("hex");
}
