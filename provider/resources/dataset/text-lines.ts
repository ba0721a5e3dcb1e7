import { isUtf8 } from "node:buffer";
import { MAX_LINE_LENGTH } from "./entry-line.js";

/** A line of a text in UTF-8. */
export interface TextLine {
  /** Counted from 1. */
  readonly number: number;
  /** Undefined for a line that is longer than AWS takes by any count. */
  readonly text: string | undefined;
  /** Whether a byte order mark stood before it: at the first line only, and not part of its text. */
  readonly hasMark: boolean;
}

/** Says why bytes are no text in UTF-8, as in "is UTF-16". */
export type Refuse = (what: string) => Error;

const LF = 0x0a;
const CR = 0x0d;
const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const SHOWN_CHARACTERS = 30;
/** A character of a text has at most three bytes; one of four counts as two. */
const MAX_LINE_BYTES = MAX_LINE_LENGTH * 3;

/**
 * The lines of bytes that arrive in pieces, whatever ends them. A mark at their beginning is told of and left out; bytes
 * that are not UTF-8 are an error that names the line, since a key or a label would be another one.
 */
export async function* textLines(
  bytes: AsyncIterable<Uint8Array>,
  refuse: Refuse,
): AsyncGenerator<TextLine, void, undefined> {
  const line = new LineBuffer();
  let number = 1;
  let endedByCr = false;
  for await (const piece of bytes) {
    let from = 0;
    for (const at of endsIn(piece)) {
      // The line feed after a carriage return ends nothing more.
      if (!(endedByCr && piece[at] === LF && at === from)) {
        line.add(piece.subarray(from, at));
        yield line.take(number, refuse);
        number += 1;
      }
      endedByCr = piece[at] === CR;
      from = at + 1;
    }
    if (from < piece.length) endedByCr = false;
    line.add(piece.subarray(from));
  }
  if (line.length > 0) yield line.take(number, refuse);
}

/** Where the bytes are that end lines, in order. */
function* endsIn(piece: Uint8Array): Generator<number, void, undefined> {
  let [lf, cr] = [piece.indexOf(LF), piece.indexOf(CR)];
  while (lf !== -1 || cr !== -1) {
    if (lf === -1 || (cr !== -1 && cr < lf)) {
      yield cr;
      cr = piece.indexOf(CR, cr + 1);
    } else {
      yield lf;
      lf = piece.indexOf(LF, lf + 1);
    }
  }
}

/** The bytes of one line, kept only as long as it may still be one that AWS takes. */
class LineBuffer {
  #parts: Uint8Array[] = [];
  length = 0;

  add(part: Uint8Array): void {
    const room = MAX_LINE_BYTES - this.length;
    if (room > 0) this.#parts.push(part.subarray(0, room));
    this.length += part.length;
  }

  take(number: number, refuse: Refuse): TextLine {
    const isTooLong = this.length > MAX_LINE_BYTES;
    const [only = Buffer.of(), ...more] = this.#parts;
    const bytes =
      more.length === 0 ? Buffer.from(only.buffer, only.byteOffset, only.length) : Buffer.concat(this.#parts);
    this.#parts = [];
    this.length = 0;
    const hasMark = number === 1 && bytes.subarray(0, UTF8_MARK.length).equals(UTF8_MARK);
    const own = hasMark ? bytes.subarray(UTF8_MARK.length) : bytes;
    if (number === 1 && isUtf16(own)) throw refuse("is UTF-16, and AWS takes UTF-8: save it as UTF-8");
    if (isTooLong) return { number, text: undefined, hasMark };
    if (!isUtf8(own)) throw refuse(`line ${String(number)} is not UTF-8 ${placeOfStrangeByte(own)}: save it as UTF-8`);
    return { number, text: own.toString("utf8"), hasMark };
  }
}

/** By its mark, or by the zeros that stand beside each character of a line that begins with a brace. */
function isUtf16(bytes: Buffer): boolean {
  const [first, second] = bytes;
  const hasMark = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return hasMark || bytes.subarray(0, 4).includes(0);
}

/** What stands before the first byte that is not UTF-8: the place to look at, whatever the editor counts. */
function placeOfStrangeByte(bytes: Buffer): string {
  const before = bytes.toString("utf8").split("\ufffd", 1)[0] ?? "";
  return `after ${JSON.stringify(before.slice(-SHOWN_CHARACTERS))}`;
}
