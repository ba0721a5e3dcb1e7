import { constants, isUtf8 } from "node:buffer";
import { readFile as readFileWithCallback } from "node:fs";
import { promisify } from "node:util";
import { unreadableFile } from "../base/local-file.js";
import type { Problems } from "./problems.js";

// With very many small files the promises of node:fs take several times as long.
const readFile = promisify(readFileWithCallback);

/** A byte order mark in UTF-16, whichever byte comes first. */
const isUtf16 = ([first, second]: Buffer): boolean =>
  (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);

/** The text of a file with labels, without a byte order mark; undefined, and a problem, where it is not UTF-8. */
export async function annotationText(path: string, name: string, problems: Problems): Promise<string | undefined> {
  return decoded(await bytesOf(path, name), name, problems);
}

/** A file with labels. */
interface AnnotationFile {
  /** Path from the folder of labels. */
  readonly name: string;
  /** How messages call it. */
  readonly place: string;
  readonly text: string;
}

/** Files that are read ahead: one after the other, 10,000 of them would take seconds. */
const AHEAD = 32;

/** The texts of files in a folder, in order. */
export async function* annotationTexts(
  files: readonly (readonly [name: string, path: string])[],
  folder: string,
  problems: Problems,
): AsyncGenerator<AnnotationFile, void, undefined> {
  for (let from = 0; from < files.length; from += AHEAD) {
    const next = files.slice(from, from + AHEAD).map(([name, path]) => ({ name, place: `${folder}/${name}`, path }));
    const bytes = await Promise.all(next.map(({ path, place }) => bytesOf(path, place)));
    for (const [index, { name, place }] of next.entries()) {
      const text = decoded(bytes[index] ?? Buffer.of(), place, problems);
      if (text !== undefined) yield { name, place, text };
    }
  }
}

async function bytesOf(path: string, name: string): Promise<Buffer> {
  return readFile(path).catch((error: unknown) => {
    throw unreadableFile(`annotations ${name}`, error);
  });
}

function decoded(bytes: Buffer, name: string, problems: Problems): string | undefined {
  if (isUtf16(bytes)) problems.add(name, "is UTF-16: save it as UTF-8");
  else if (bytes.length > constants.MAX_STRING_LENGTH) problems.add(name, "has more than 512 MB: split the set");
  else if (!isUtf8(bytes))
    problems.add(`${name} line ${String(lineOfStrangeByte(bytes))}`, "is not UTF-8: save it as UTF-8");
  else return bytes.toString("utf8").replace(/^\ufeff/, "");
  return undefined;
}

const lineOfStrangeByte = (bytes: Buffer): number => {
  const text = bytes.toString("utf8");
  return lineAt(text, text.indexOf("\ufffd"));
};

/** The line, counted from 1, of a place in a text. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at !== -1 && at < offset; at = text.indexOf("\n", at + 1)) line += 1;
  return line;
}
