import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { RekognitionError } from "../../base/errors.js";
import { unreadableFile } from "../../base/local-file.js";
import { type TextLine, textLines } from "../../base/text-lines.js";
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
    yield* judge.linesIn(bytes);
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
/** A character of a text has at most three bytes; one of four counts as two. */
const MAX_LINE_BYTES = MAX_LINE_LENGTH * 3;

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

  /** The lines of its bytes; those that are not UTF-8 are an error. */
  linesIn(bytes: AsyncIterable<Uint8Array>): AsyncIterable<TextLine> {
    const refuse = (what: string): RekognitionError => this.refusal(`${what}: save it as UTF-8`);
    return textLines(bytes, { maxLineBytes: MAX_LINE_BYTES, refuse });
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
