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
  const [lower, base, stem] = [name.toLowerCase(), posix.basename(name), stemOf(name)];
  const names = [...files.keys()];
  return (
    names.find((each) => each.toLowerCase() === lower) ??
    names.find((each) => stemOf(each) === stem && isImageName(each)) ??
    names.find((each) => posix.basename(each) === base)
  );
}

/** A name without its ending. */
export function stemOf(name: string): string {
  return name.slice(0, name.length - posix.extname(name).length);
}

/** By its ending: what else lies in a folder is not looked at. */
export function isImageName(name: string): boolean {
  return /\.(?:jpe?g|png)$/i.test(name);
}
