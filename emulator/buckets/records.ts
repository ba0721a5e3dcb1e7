import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { digestOf } from "../digest.js";

/** The form in which records are kept. */
const VERSION = 1;
const FORMAT = "format.json";
const UNFINISHED = ".new";

/** Small records, each a file of its own: a process that is killed at any moment leaves each as it was or as it is. */
export class Records {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  /** All records; refuses those that a later release wrote. */
  load(): unknown[] {
    const names = readdirSync(this.#folder);
    const read = (name: string): unknown => JSON.parse(readFileSync(join(this.#folder, name), "utf8"));
    if (!names.includes(FORMAT)) this.#write(FORMAT, { version: VERSION });
    else if ((read(FORMAT) as { version?: unknown }).version !== VERSION) {
      throw new Error(`${this.#folder} was written by another release of the emulator: give it another folder`);
    }
    return names.filter((name) => name !== FORMAT && !name.endsWith(UNFINISHED)).map(read);
  }

  /** @param record undefined: there is none any more */
  save(name: readonly string[], record: object | undefined): void {
    const digest = digestOf(JSON.stringify(name));
    if (record === undefined) rmSync(join(this.#folder, `${digest}.json`), { force: true });
    else this.#write(`${digest}.json`, record);
  }

  #write(file: string, record: object): void {
    const path = join(this.#folder, file);
    writeFileSync(path + UNFINISHED, JSON.stringify(record), { flush: true });
    renameSync(path + UNFINISHED, path);
  }
}
