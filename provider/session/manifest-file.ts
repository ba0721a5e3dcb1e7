import { isAbsolute, relative, sep } from "node:path";
import { EntryCount } from "../resources/dataset/changes.js";
import { hashManifest } from "../resources/dataset/manifest.js";

/** A manifest file as a dataset is planned with. */
export interface PlannedManifest {
  readonly path: string;
  readonly hash: string;
  /** What stays known of its entries without its lines. */
  readonly contents: EntryCount["counted"];
}

/**
 * Reads a manifest file; every line is judged on the way. The program asks, or the plugin where the program's language has no
 * class of ours: without loading what else a session needs.
 */
export async function plannedManifest(path: string): Promise<PlannedManifest> {
  const count = new EntryCount();
  const hash = await hashManifest(path, (entry) => {
    count.add(entry);
  });
  return { path: fromFolder(path), hash, contents: count.counted };
}

/** The path from the program's folder, where the plugin runs as well: state holds no path of one machine. */
export function fromFolder(path: string): string {
  if (!isAbsolute(path)) return path;
  const near = relative(process.cwd(), path);
  return near === "" || isAbsolute(near) ? path : near.split(sep).join("/");
}
