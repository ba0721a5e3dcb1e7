import { isAbsolute, posix, win32 } from "node:path";
import type { Listing } from "./listing.js";

/** A listed name, or why there is none, as in "names the image a.jpg, which is not in the folder". */
type Found = { readonly name: string } | { readonly fault: string };

/** The image that annotations name: a path from the folder of images, whatever system wrote it. */
export function namedImage(written: string, { files }: Listing): Found {
  if (written.trim() === "") return { fault: "names no image" };
  const subject = `names the image ${written}, which`;
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(written)) {
    return { fault: `${subject} is not on this machine: download it, and name its path from the folder of images` };
  }
  const name = posix.normalize(written.replaceAll("\\", "/")).normalize("NFC");
  if (files.has(name)) return { name };
  if (isAbsolute(written) || win32.isAbsolute(written) || name.startsWith("..")) {
    return { fault: `${subject} is no path within the folder of images: name it by its path from there` };
  }
  const near = nearName(name, files);
  const hint = near === undefined ? "add it, or remove what is said of it" : `there is ${near}`;
  return { fault: `${subject} is not in the folder of images: ${hint}` };
}

/** One that differs by capitals, ending or folder only. */
function nearName(name: string, files: Listing["files"]): string | undefined {
  const near = nearNames.get(files) ?? nearNamesOf(files);
  nearNames.set(files, near);
  return alike(name)
    .map((key) => near.get(key))
    .find((found) => found !== undefined);
}

/** Made once for a listing: annotations of another set name thousands of images that are not there. */
const nearNames = new WeakMap<Listing["files"], ReadonlyMap<string, string>>();

function nearNamesOf(files: Listing["files"]): ReadonlyMap<string, string> {
  const near = new Map<string, string>();
  for (const name of files.keys()) {
    if (!isImageName(name)) continue;
    for (const key of alike(name)) if (!near.has(key)) near.set(key, name);
  }
  return near;
}

/** What names that are alike have in common, the closest first. */
function alike(name: string): readonly string[] {
  return [`name ${name.toLowerCase()}`, `stem ${stemOf(name)}`, `base ${posix.basename(name)}`];
}

/** A name without its ending. */
export function stemOf(name: string): string {
  return name.slice(0, name.length - posix.extname(name).length);
}

/** By its ending: what else lies in a folder is not looked at. */
export function isImageName(name: string): boolean {
  return /\.(?:jpe?g|png)$/i.test(name);
}
