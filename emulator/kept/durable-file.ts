import { open, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/** Makes what was done to the names of a folder last. */
async function syncFolder(folder: string): Promise<void> {
  // Windows opens no folders; there a rename lasts by itself.
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Writes a file: at every moment it is as it was or as it is to be, whatever becomes of the process or the machine. */
export async function writeDurably(path: string, text: string): Promise<void> {
  const unfinished = `${path}.new`;
  await writeFile(unfinished, text, { flush: true });
  await rename(unfinished, path);
  await syncFolder(dirname(path));
}
