import { isUtf8 } from "node:buffer";
import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { RekognitionError } from "../../base/errors.js";
import { unreadableFile } from "../../base/local-file.js";
import type { Inputs } from "./dataset.js";
import { bucketOf, type EntryLine, labelsOf, linesOfEntries, MAX_LINE_LENGTH, readEntryLine } from "./entry-line.js";
import { RefTable } from "./ref-table.js";

/** Entries that are sent line by line; each call starts over, so that they are never all held. */
export type Lines = () => AsyncIterable<EntryLine>;

/** The lines of a file or of inline entries; undefined where AWS itself fills the dataset. */
export function linesOf(inputs: Inputs): Lines | undefined {
  const { manifestFile, entries } = inputs;
  if (manifestFile !== undefined) return () => manifestEntries(manifestFile);
  return entries === undefined ? undefined : () => inTurn(linesOfEntries(entries));
}

/** Looks at every line; one that is no entry is an error, and so is a file that AWS would refuse. */
export async function assertLinesUsable(lines: Lines): Promise<void> {
  const entries = lines()[Symbol.asyncIterator]();
  while ((await entries.next()).done !== true);
}

// eslint-disable-next-line @typescript-eslint/require-await -- the same form as a file, which is read as it is asked for
async function* inTurn(lines: readonly EntryLine[]): AsyncGenerator<EntryLine, void, undefined> {
  yield* lines;
}

/**
 * The entries of a manifest file, one at a time. Blank lines count but are no entries; a line that AWS would leave out
 * without a word is an error that names it, and so is a file that AWS would refuse, or one without entries.
 */
async function* manifestEntries(path: string, hash?: Hash): AsyncGenerator<EntryLine, void, undefined> {
  const judge = new ManifestJudge(`manifest file ${path}`);
  for await (const line of fileLines(path, judge)) {
    if (line.text !== undefined) hash?.update(line.text).update("\n");
    if (line.text?.trim() === "") continue;
    const entry = judge.take(line);
    if ("leftOut" in entry) throw judge.refusal(entry.leftOut);
    yield entry;
  }
  judge.assertUsable();
}

/** SHA-256 of a manifest file's lines, whatever ends them; every line is looked at on the way, and given to `take`. */
export async function hashManifest(path: string, take?: (entry: EntryLine) => void): Promise<string> {
  const hash = createHash("sha256");
  for await (const entry of manifestEntries(path, hash)) take?.(entry);
  return hash.digest("hex");
}

async function* fileLines(path: string, judge: ManifestJudge): AsyncGenerator<TextLine, void, undefined> {
  const bytes = createReadStream(path);
  try {
    // A byte order mark is no part of the text, so that the file's lines can be sent as they are.
    yield* textLines(bytes, (what) => judge.refusal(what));
  } catch (error) {
    if (error instanceof RekognitionError) throw error;
    throw unreadableFile(`manifest file ${path}`, error);
  } finally {
    bytes.destroy();
  }
}

/** AWS's limits: https://docs.aws.amazon.com/rekognition/latest/customlabels-dg/limits.html */
export const LIMITS = {
  labels: 250,
  linesWithBoxes: 250_000,
  /** Half of it is the default, which AWS doubles when asked. */
  linesWithoutBoxes: 500_000,
} as const;
/** AWS refuses a manifest of which it would have to leave out more than this part. */
const MAX_LEFT_OUT = 0.2;
const MAX_EXAMPLES = 5;
/** Of the number of a line. */
const LINE_BYTES = 4;

/** A line that AWS leaves out without a word, as in "line 3 has no source-ref". */
interface LeftOut {
  readonly leftOut: string;
}

/**
 * Takes a manifest in line by line and says what AWS makes of it, by its documented rules
 * (https://docs.aws.amazon.com/rekognition/latest/customlabels-dg/md-create-manifest-file-validation-rules.html). What AWS
 * refuses as a whole is an error that names the manifest.
 */
export class ManifestJudge {
  /** As in `manifest file train.manifest`. */
  readonly #subject: string;
  readonly #limits;
  readonly #lineOf = new RefTable(LINE_BYTES);
  readonly #line = Buffer.alloc(LINE_BYTES);
  readonly #labels = new Set<string>();
  /** The first lines that AWS leaves out. */
  readonly #examples: string[] = [];
  #leftOut = 0;
  #bucket: { readonly name: string; readonly line: number } | undefined;
  #hasBoxes = false;
  #lines = 0;

  constructor(subject: string, limits: Readonly<Record<keyof typeof LIMITS, number>> = LIMITS) {
    this.#subject = subject;
    this.#limits = limits;
  }

  /** What a line is to AWS. */
  take({ number, text }: TextLine): EntryLine | LeftOut {
    this.#lines += 1;
    const entry =
      text === undefined ? `has more than ${String(MAX_LINE_LENGTH)} characters` : readEntryLine(text, number);
    if (typeof entry === "string") return this.#leaveOut(`line ${String(number)} ${entry}`);
    const before = this.#lineOf.get(entry.sourceRef)?.readUInt32LE();
    if (before !== undefined) {
      return this.#leaveOut(`lines ${String(before)} and ${String(number)} are both for ${entry.sourceRef}`);
    }
    this.#line.writeUInt32LE(number);
    this.#lineOf.set(entry.sourceRef, this.#line);
    this.#assertOneBucket(entry);
    const { names, hasBoxes } = labelsOf(entry.fields);
    for (const name of names) if (this.#labels.size <= this.#limits.labels) this.#labels.add(name);
    this.#hasBoxes ||= hasBoxes;
    return entry;
  }

  /** A line that is none to AWS, whatever stands in it. */
  pass({ number }: TextLine, why: string): void {
    this.#lines += 1;
    this.#leaveOut(`line ${String(number)} ${why}`);
  }

  /** Once all is taken in: ends with an error where AWS refuses it. */
  assertUsable(): void {
    if (this.#lineOf.size === 0) throw this.refusal(`has no entries${this.#whichLeftOut}`);
    if (this.#leftOut > this.#lines * MAX_LEFT_OUT) {
      throw this.refusal(
        `${this.#shareLeftOut} are no entries, and AWS refuses a manifest with more than a fifth of them${this.#whichLeftOut}`,
      );
    }
    const { labels, linesWithBoxes, linesWithoutBoxes } = this.#limits;
    if (this.#labels.size > labels) throw this.refusal(`has more labels than the ${String(labels)} that AWS takes`);
    const most = this.#hasBoxes ? linesWithBoxes : linesWithoutBoxes;
    if (this.#lines > most)
      throw this.refusal(`has ${String(this.#lines)} lines, and AWS takes at most ${String(most)}`);
  }

  /** What AWS leaves out of what it takes; undefined where that is nothing. */
  get losses(): string | undefined {
    return this.#leftOut === 0 ? undefined : `AWS leaves out ${this.#shareLeftOut}${this.#whichLeftOut}`;
  }

  /** The error of a manifest that cannot be used. */
  refusal(what: string): RekognitionError {
    return new RekognitionError("ManifestUnusable", `${this.#subject}: ${what}`);
  }

  #leaveOut(leftOut: string): LeftOut {
    this.#leftOut += 1;
    if (this.#examples.length < MAX_EXAMPLES) this.#examples.push(leftOut);
    return { leftOut };
  }

  get #shareLeftOut(): string {
    return `${String(this.#leftOut)} of ${String(this.#lines)} lines`;
  }

  /** The first lines that are left out, to end a sentence with; empty where there are none. */
  get #whichLeftOut(): string {
    const more = this.#leftOut - this.#examples.length;
    const list = [...this.#examples, ...(more > 0 ? [`and ${String(more)} more`] : [])];
    return list.length === 0 ? "" : `: ${list.join("; ")}`;
  }

  #assertOneBucket({ sourceRef, line }: EntryLine): void {
    const name = bucketOf(sourceRef);
    this.#bucket ??= { name, line };
    if (this.#bucket.name === name) return;
    const first = `${this.#bucket.name} (line ${String(this.#bucket.line)})`;
    const other = `${name} (line ${String(line)})`;
    throw this.refusal(`names images in the buckets ${first} and ${other}, and AWS takes those of one only`);
  }
}

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
type Refuse = (what: string) => Error;

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
