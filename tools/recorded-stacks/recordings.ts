import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Recording } from "./recording.js";

/** Where recordings are kept, a folder for each release. */
export const RECORDINGS = join(__dirname, "..", "..", "..", "tests", "e2e", "fixtures");

/** The recordings of all releases. */
export function recordings(): Recording[] {
  const folders = readdirSync(RECORDINGS).filter((name) => name.startsWith("state-"));
  return folders.flatMap((folder) =>
    readdirSync(join(RECORDINGS, folder)).map(
      (file) => JSON.parse(readFileSync(join(RECORDINGS, folder, file), "utf8")) as Recording,
    ),
  );
}
