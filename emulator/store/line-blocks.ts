import { deflateRawSync, inflateRawSync } from "node:zlib";

/** A block is closed when it has this many lines… */
const LINES = 1024;
/** …or this many characters: lines can be 100,000 long. */
const CHARACTERS = 256 * 1024;

/**
 * Texts without line feeds, kept compressed in blocks: manifests say much the same on every line, so a large dataset
 * takes little memory. Lines are only added; what is no longer wanted is left behind when the rest is copied.
 */
export class LineBlocks {
  readonly #closed: Buffer[] = [];
  #open: string[] = [];
  #openCharacters = 0;
  /** The block that was read last, as lines: reads come in order. */
  #unpacked: { readonly block: number; readonly lines: readonly string[] } | undefined;

  /** @returns where the line is to be found */
  add(line: string): number {
    const place = this.#closed.length * LINES + this.#open.length;
    this.#open.push(line);
    this.#openCharacters += line.length;
    if (this.#open.length === LINES || this.#openCharacters >= CHARACTERS) this.#close();
    return place;
  }

  read(place: number): string {
    const block = Math.floor(place / LINES);
    const lines = block === this.#closed.length ? this.#open : this.#lines(block);
    const line = lines[place % LINES];
    if (line === undefined) throw new Error(`there is no line at ${place}`);
    return line;
  }

  #close(): void {
    // The fastest level: it takes most of what can be saved.
    this.#closed.push(deflateRawSync(Buffer.from(this.#open.join("\n")), { level: 1 }));
    this.#open = [];
    this.#openCharacters = 0;
  }

  #lines(block: number): readonly string[] {
    if (this.#unpacked?.block !== block) {
      const packed = this.#closed[block] ?? Buffer.alloc(0);
      this.#unpacked = { block, lines: inflateRawSync(packed).toString("utf8").split("\n") };
    }
    return this.#unpacked.lines;
  }
}
