import { mkdirSync, readFileSync, readdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { digestOf } from "../digest.js";
import { writeDurably } from "./durable-file.js";

/** What is large and seldom changes, each in a file that is called by the hash of what is in it. */
export class Parts {
  readonly #folder: string;
  readonly #there: Set<string>;
  readonly #known = new WeakMap<object, { readonly revision: number; readonly name: string }>();
  #unwritten = new Map<string, string>();
  #used = new Set<string>();

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
    this.#there = new Set(readdirSync(folder));
  }

  /** @throws Error if it is not there, or is not what was written */
  read(name: string): string {
    const text = readFileSync(join(this.#folder, name), "utf8");
    if (digestOf(text) !== name) throw new Error(`${join(this.#folder, name)} is not as it was written`);
    return text;
  }

  /** Remembers what a part was made from. */
  know(thing: object, revision: number, name: string): void {
    this.#known.set(thing, { revision, name });
  }

  /** The part for a thing as it is now. Its text is made only if it is not there yet; `write` writes it. */
  name(thing: object, revision: number, text: () => string): string {
    const known = this.#known.get(thing);
    if (known?.revision === revision && this.#there.has(known.name)) {
      this.#used.add(known.name);
      return known.name;
    }
    const made = text();
    const name = digestOf(made);
    this.know(thing, revision, name);
    this.#used.add(name);
    if (!this.#there.has(name)) this.#unwritten.set(name, made);
    return name;
  }

  /**
   * Writes the parts that were named since the last time and are not there yet.
   * @returns removes all that were not named since then
   */
  async write(): Promise<() => Promise<void>> {
    const [unwritten, used] = [this.#unwritten, this.#used];
    this.#unwritten = new Map();
    this.#used = new Set();
    for (const [name, text] of unwritten) {
      await writeDurably(join(this.#folder, name), text);
      this.#there.add(name);
    }
    return async () => {
      for (const name of [...this.#there].filter((each) => !used.has(each))) {
        await rm(join(this.#folder, name), { force: true });
        this.#there.delete(name);
      }
    };
  }
}
