import { RekognitionError } from "../../base/errors.js";
import type { Bag, ResourceDefinition } from "../../schema/definition.js";
import { UNKNOWN } from "../../schema/unknown.js";
import { type ImageSetSource, plannedImages } from "../../session/image-folder.js";
import { plannedManifest } from "../../session/manifest-file.js";

/** Inputs with what files of the program say, what is wrong with the files, and what to look at. */
export interface WithFiles {
  readonly inputs: Bag;
  readonly failures: readonly string[];
  readonly warnings: readonly string[];
}

/** Reads the files that inputs name. A hash that is there is the recorded one, of which changes are to be ignored. */
export async function withFiles({ inputs: fields }: ResourceDefinition, inputs: Bag): Promise<WithFiles> {
  if (inputs.contentHash !== undefined) return { inputs, failures: [], warnings: [] };
  if ("manifestFile" in fields && typeof inputs.manifestFile === "string") return withContentHash(inputs);
  if ("folder" in fields && typeof inputs.folder === "string") return withImages(inputs);
  return { inputs, failures: [], warnings: [] };
}

/** The inputs of an image set with what is in its folder. */
async function withImages(inputs: Bag): Promise<WithFiles> {
  const { folder, format, annotations } = inputs;
  const unread = { ...inputs, contentHash: UNKNOWN, images: UNKNOWN, labels: UNKNOWN, sizeBytes: UNKNOWN };
  if ([folder, format, annotations].includes(UNKNOWN)) return { inputs: unread, failures: [], warnings: [] };
  try {
    const planned = await plannedImages({ folder, format, annotations } as ImageSetSource);
    return { inputs: { ...inputs, ...planned.inputs }, failures: [], warnings: planned.warnings };
  } catch (error) {
    if (!(error instanceof RekognitionError)) throw error;
    return { inputs: unread, failures: [error.message], warnings: [] };
  }
}

/** The inputs of a dataset with what its manifest file holds, which no class in the program reads here. */
async function withContentHash(inputs: Bag): Promise<WithFiles> {
  const { manifestFile } = inputs;
  const unread = { ...inputs, contentHash: UNKNOWN, __contents: UNKNOWN };
  if (manifestFile === UNKNOWN) return { inputs: unread, failures: [], warnings: [] };
  try {
    const { path, hash, contents } = await plannedManifest(String(manifestFile));
    return {
      inputs: { ...inputs, manifestFile: path, contentHash: hash, __contents: contents },
      failures: [],
      warnings: [],
    };
  } catch (error) {
    if (!(error instanceof RekognitionError)) throw error;
    return { inputs, failures: [error.message], warnings: [] };
  }
}
