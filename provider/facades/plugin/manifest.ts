import { RekognitionError } from "../../base/errors.js";
import type { Bag, ResourceDefinition } from "../../schema/definition.js";
import { UNKNOWN } from "../../schema/unknown.js";
import { plannedManifest } from "../../session/manifest-file.js";
import type { CheckAnswer } from "../../session/requests.js";

/**
 * The inputs of a dataset with the hash of its manifest file, which no class in the program reads here. A hash that is
 * there is the recorded one, of which changes are to be ignored.
 */
export async function withContentHash(
  { inputs: fields }: ResourceDefinition,
  inputs: Bag,
): Promise<Pick<CheckAnswer, "inputs" | "failures">> {
  const { manifestFile, contentHash } = inputs;
  const isToHash = "manifestFile" in fields && typeof manifestFile === "string" && contentHash === undefined;
  if (!isToHash) return { inputs, failures: [] };
  if (manifestFile === UNKNOWN) return { inputs: { ...inputs, contentHash: UNKNOWN }, failures: [] };
  try {
    const { path, hash } = await plannedManifest(manifestFile);
    return { inputs: { ...inputs, manifestFile: path, contentHash: hash }, failures: [] };
  } catch (error) {
    if (!(error instanceof RekognitionError)) throw error;
    return { inputs, failures: [error.message] };
  }
}
