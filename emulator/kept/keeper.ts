import type { World } from "../world.js";
import { writeDurably } from "./durable-file.js";
import { lock } from "./lock.js";
import { Parts } from "./parts.js";
import { restore } from "./restore.js";
import { keptWorld } from "./save.js";
import type { KeptWorld } from "./shapes.js";
import { damaged, readState, stateText } from "./state-file.js";

/** What reads bring about besides: events that came due, people who were recognised, human loops. It only grows. */
function broughtAbout({ timeline, images, store }: World): number {
  let humanLoops = 0;
  for (const scope of store.scopes()) humanLoops += scope.humanLoops.size;
  return timeline.happened + images.everyoneMet().size + humanLoops;
}

/** Keeps a world in a file that only this process has. */
export class Keeper {
  readonly #path: string;
  readonly #unlock: () => void;
  readonly #parts: Parts;
  #world: World | undefined;
  #writing: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;
  /** What had been brought about when the write began that is under way or was the last, and that succeeded last. */
  #begun = 0;
  #written = 0;
  /** What an earlier process left; undefined for a new file. */
  readonly kept: KeptWorld | undefined;

  /** @throws Error if another process has the file, or it cannot be read: it stays as it is then */
  constructor(path: string) {
    this.#path = path;
    this.#unlock = lock(path);
    try {
      this.kept = readState(path);
      this.#parts = new Parts(`${this.objectsFolder}/parts`);
    } catch (error) {
      this.#unlock();
      throw error;
    }
  }

  /** Where what was written to buckets is kept with it. */
  get objectsFolder(): string {
    return `${this.#path}.objects`;
  }

  /** The bytes that trainings under way will make objects of. */
  blobs(): readonly string[] {
    const events = this.kept?.events ?? [];
    return events.flatMap(({ event: { args } }) => ("files" in args ? args.files.map(([, { blob }]) => blob) : []));
  }

  /** Makes the world what it was, and keeps it from now on. */
  begin(world: World): void {
    if (this.kept !== undefined) {
      try {
        restore(world, this.kept, this.#parts);
      } catch (error) {
        throw damaged(this.objectsFolder, error instanceof Error ? error.message : String(error));
      }
    }
    this.#world = world;
    this.#begun = this.#written = broughtAbout(world);
  }

  /** Keeps what a request has changed, before it is answered. @param effect whether it was one that changes something */
  async after(effect: boolean): Promise<void> {
    if (this.#world === undefined) return;
    if (effect) return this.#keep();
    const now = broughtAbout(this.#world);
    if (now === this.#written) return;
    return now === this.#begun ? this.#writing : this.#keep();
  }

  /** Keeps everything a last time, and gives the file back. */
  async close(): Promise<void> {
    try {
      if (this.#world !== undefined) await this.#keep();
    } finally {
      this.#unlock();
    }
  }

  /** Several changes that come while a write is under way are kept by one write after it. */
  #keep(): Promise<void> {
    const begin = (): Promise<void> => {
      this.#next = undefined;
      this.#writing = this.#write();
      return this.#writing;
    };
    this.#next ??= this.#writing.then(begin, begin);
    return this.#next;
  }

  async #write(): Promise<void> {
    if (this.#world === undefined) return;
    const begun = broughtAbout(this.#world);
    this.#begun = begun;
    const text = stateText(keptWorld(this.#world, this.#parts));
    const removeOthers = await this.#parts.write();
    await writeDurably(this.#path, text);
    this.#written = begun;
    await removeOthers();
  }
}
