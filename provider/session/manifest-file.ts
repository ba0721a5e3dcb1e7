import { isAbsolute, relative, sep } from "node:path";
import { hashManifest } from "../resources/dataset/manifest.js";

/**
 * A manifest file as a dataset is planned with: its path, and the hash of what is in it; every line is judged on the way. The
 * program asks, or the plugin where the program's language has no class of ours: without loading what else a session needs.
 */
export async function plannedManifest(path: string): Promise<{ readonly path: string; readonly hash: string }> {
  return { path: fromFolder(path), hash: await hashManifest(path) };
}

/** The path from the program's folder, where the plugin runs as well: state holds no path of one machine. */
export function fromFolder(path: string): string {
  if (!isAbsolute(path)) return path;
  const near = relative(process.cwd(), path);
  return near === "" || isAbsolute(near) ? path : near.split(sep).join("/");
}
