import { isUtf8 } from "node:buffer";

/** A line of a text in UTF-8. */
export interface TextLine {
  /** Counted from 1. */
  readonly number: number;
  /** Undefined for a line that is too long. */
  readonly text: string | undefined;
  /** Whether a byte order mark stood before it: at the first line only, and not part of its text. */
  readonly hasMark: boolean;
}

/** How a text is read. */
export interface Reading {
  /** A longer line is given without its text. */
  readonly maxLineBytes: number;
  /** Says why bytes are no text in UTF-8, as in "is UTF-16". */
  readonly refuse: (what: string) => Error;
}

const LF = 0x0a;
const CR = 0x0d;
const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const SHOWN_CHARACTERS = 30;

/**
 * The lines of bytes that arrive in pieces, whatever ends them. A mark at their beginning is told of and left out; bytes
 * that are not UTF-8 are an error that names the line, since what they name would be another thing.
 */
export async function* textLines(
  bytes: AsyncIterable<Uint8Array>,
  reading: Reading,
): AsyncGenerator<TextLine, void, undefined> {
  const line = new LineBuffer(reading);
  let number = 1;
  let endedByCr = false;
  for await (const piece of bytes) {
    let from = 0;
    for (const at of endsIn(piece)) {
      // The line feed after a carriage return ends nothing more.
      if (!(endedByCr && piece[at] === LF && at === from)) {
        line.add(piece.subarray(from, at));
        yield line.take(number);
        number += 1;
      }
      endedByCr = piece[at] === CR;
      from = at + 1;
    }
    if (from < piece.length) endedByCr = false;
    line.add(piece.subarray(from));
  }
  if (line.length > 0) yield line.take(number);
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

/** The bytes of one line, kept only as long as it is not too long. */
class LineBuffer {
  readonly #reading: Reading;
  #parts: Uint8Array[] = [];
  length = 0;

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  add(part: Uint8Array): void {
    const room = this.#reading.maxLineBytes - this.length;
    if (room > 0) this.#parts.push(part.subarray(0, room));
    this.length += part.length;
  }

  take(number: number): TextLine {
    const { maxLineBytes, refuse } = this.#reading;
    const isTooLong = this.length > maxLineBytes;
    const [only = Buffer.of(), ...more] = this.#parts;
    const bytes =
      more.length === 0 ? Buffer.from(only.buffer, only.byteOffset, only.length) : Buffer.concat(this.#parts);
    this.#parts = [];
    this.length = 0;
    const hasMark = number === 1 && bytes.subarray(0, UTF8_MARK.length).equals(UTF8_MARK);
    const own = hasMark ? bytes.subarray(UTF8_MARK.length) : bytes;
    if (number === 1 && isUtf16(own)) throw refuse("is UTF-16");
    if (isTooLong) return { number, text: undefined, hasMark };
    if (!isUtf8(own)) throw refuse(`line ${String(number)} is not UTF-8 ${placeOfStrangeByte(own)}`);
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
