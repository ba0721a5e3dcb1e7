import type { ImageSource } from "../images/image-set.js";
import { readLabelledImages } from "../images/image-set.js";
import { factsOf, type PlannedFacts } from "../resources/image-set/planned.js";
import { fromFolder } from "./manifest-file.js";

/** Where images lie, as a program says it. */
export type ImageSetSource = Pick<ImageSource, "folder" | "annotations"> & Partial<Pick<ImageSource, "format">>;

/** A set of images as it is planned with: its paths as state holds them, what is in it, and what to look at. */
export interface PlannedImages {
  readonly inputs: Pick<ImageSource, "folder" | "annotations"> & PlannedFacts;
  readonly warnings: readonly string[];
}

/** Reads a folder of labeled images; the program asks, or the plugin where the program has no class of ours. */
export async function plannedImages({
  folder,
  format = "folders",
  annotations,
}: ImageSetSource): Promise<PlannedImages> {
  const set = await readLabelledImages({ folder, format, annotations });
  const paths = {
    folder: fromFolder(folder),
    ...(annotations === undefined ? {} : { annotations: fromFolder(annotations) }),
  };
  return { inputs: { ...paths, ...factsOf(set) }, warnings: set.warnings };
}
