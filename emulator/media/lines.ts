import { closeSync, openSync, readSync } from "node:fs";
import { StringDecoder } from "node:string_decoder";

const CHUNK_BYTES = 1024 ** 2;

/** Splits texts that arrive in pieces into lines; a line feed at the very end does not begin another line. */
function* splitLines(pieces: Iterable<string>): Generator<string> {
  let rest = "";
  for (const piece of pieces) {
    const lines = (rest + piece).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield line.endsWith("\r") ? line.slice(0, -1) : line;
  }
  if (rest !== "") yield rest;
}

function* filePieces(path: string): Generator<string> {
  const file = openSync(path, "r");
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  const decoder = new StringDecoder("utf8");
  try {
    for (let size = readSync(file, chunk); size > 0; size = readSync(file, chunk)) {
      yield decoder.write(chunk.subarray(0, size));
    }
    yield decoder.end();
  } finally {
    closeSync(file);
  }
}

/** The lines of a file, which may be larger than what memory should hold. */
export const fileLines = (path: string): Iterable<string> => splitLines(filePieces(path));

/** The lines of a request's bytes. */
export const lines = (bytes: Buffer): Iterable<string> => splitLines([bytes.toString("utf8")]);
