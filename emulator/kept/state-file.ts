import { readFileSync } from "node:fs";
import * as z from "zod";
import { checked } from "../control/shapes.js";
import { digestOf } from "../digest.js";
import { packageVersion } from "../version.js";
import { WORLD } from "./shapes.js";
import type { KeptWorld } from "./shapes.js";

/** The form of the file: a line with this header, then a line with everything. Raised when an older release cannot read it. */
const FORMAT = 1;
const HEADER = z.object({ format: z.number(), version: z.string() });
const CONTENTS = z.object({ sha256: z.string() });

/** JSON has no Infinity, which a duration may be; as a time this is as far away. */
const finite = (_: string, value: unknown): unknown => (value === Infinity ? Number.MAX_VALUE : value);

export const damaged = (path: string, reason: string): Error =>
  new Error(
    `${path} is damaged, or was not written by this emulator (${reason}). It was left as it is: ` +
      "put a copy of it in its place, with its .objects folder, or name another file",
  );

function sound<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw damaged(path, error instanceof Error ? error.message : String(error));
  }
}

/** @returns undefined if there is none @throws Error that says what to do about one that cannot be read */
export function readState(path: string): KeptWorld | undefined {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  const [first = "", ...rest] = text.split("\n");
  const header = sound(path, (): unknown => JSON.parse(first));
  const { format, version } = sound(path, () => checked(HEADER, header));
  if (format !== FORMAT) {
    throw new Error(
      `${path} was written by release ${version}, in a form that release ${packageVersion()} does not read. ` +
        "It was left as it is: start that release, or name another file",
    );
  }
  return sound(path, () => {
    const contents = rest.join("\n");
    if (digestOf(contents) !== checked(CONTENTS, header).sha256) throw new Error("it does not have its checksum");
    return checked(WORLD, JSON.parse(contents));
  });
}

export function stateText(world: KeptWorld): string {
  const contents = `${JSON.stringify(world, finite)}\n`;
  return `${JSON.stringify({ format: FORMAT, version: packageVersion(), sha256: digestOf(contents) })}\n${contents}`;
}
