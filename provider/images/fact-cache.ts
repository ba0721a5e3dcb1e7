import { createHash } from "node:crypto";
import type { Stats } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import * as z from "zod";
import { systemClock } from "../base/clock.js";
import { cacheFolder } from "./cache-folder.js";
import type { ImageFacts } from "./image-facts.js";
import { inOrder } from "./order.js";

/** Of a file: size, when it was last changed and its metadata last were, hash, extension, width, height, orientation, GPS. */
const entry = z.tuple([
  z.number(),
  z.number(),
  z.number(),
  z.string().regex(/^[0-9a-f]{64}$/),
  z.enum(["jpg", "png"]),
  z.int().positive(),
  z.int().positive(),
  z.boolean(),
  z.boolean(),
]);
type Entry = z.infer<typeof entry>;

const kept = z.strictObject({ form: z.literal(1), folder: z.string(), files: z.record(z.string(), z.unknown()) });

/** A file that was changed this shortly before may change once more without another time: clocks of file systems are coarse. */
const SETTLED_MS = 2_000;
/** One file for each folder of images; those written longest ago go first. */
const MAX_FOLDERS = 64;

let writes = 0;

/**
 * What was read of the images of a folder, kept from one run to the next. It only saves time: one that cannot be read or
 * written is done without.
 */
export class FactCache {
  readonly #file: string;
  readonly #folder: string;
  readonly #entries: Map<string, unknown>;
  #changed = false;

  private constructor(file: string, folder: string, entries: Map<string, unknown>) {
    this.#file = file;
    this.#folder = folder;
    this.#entries = entries;
  }

  static async of(folder: string, under = cacheFolder()): Promise<FactCache> {
    const absolute = resolve(folder);
    const name = createHash("sha256").update(absolute).digest("hex").slice(0, 32);
    const file = join(under, `${name}.json`);
    return new FactCache(file, absolute, await readEntries(file, absolute));
  }

  /** What is known of a file, if it is still the same. */
  get(name: string, { size, mtimeMs, ctimeMs }: Stats): ImageFacts | undefined {
    const { data } = entry.safeParse(this.#entries.get(name));
    if (data === undefined || data[0] !== size || data[1] !== mtimeMs || data[2] !== ctimeMs) return undefined;
    const [sizeBytes, , , sha256, extension, widthPx, heightPx, isTurned, hasGps] = data;
    return { sha256, extension, sizeBytes, widthPx, heightPx, isTurned, hasGps };
  }

  set(name: string, { size, mtimeMs, ctimeMs }: Stats, facts: ImageFacts): void {
    if (systemClock.now() - mtimeMs < SETTLED_MS) return;
    const { sha256, extension, widthPx, heightPx, isTurned, hasGps } = facts;
    const known: Entry = [size, mtimeMs, ctimeMs, sha256, extension, widthPx, heightPx, isTurned, hasGps];
    this.#entries.set(name, known);
    this.#changed = true;
  }

  /** Writes it down, without files that are gone. */
  async save(names: ReadonlyMap<string, unknown>): Promise<void> {
    if (!this.#changed) return;
    const files = Object.fromEntries([...this.#entries].filter(([name]) => names.has(name)));
    writes += 1;
    const half = `${this.#file}.${String(process.pid)}-${String(writes)}`;
    const under = join(this.#file, "..");
    try {
      await mkdir(under, { recursive: true, mode: 0o700 });
      await writeFile(half, JSON.stringify({ form: 1, folder: this.#folder, files }), { mode: 0o600 });
      await rename(half, this.#file);
      await removeOldest(under);
    } catch {
      await rm(half, { force: true }).catch(() => undefined);
    }
  }
}

async function readEntries(file: string, folder: string): Promise<Map<string, unknown>> {
  try {
    const { data } = kept.safeParse(JSON.parse(await readFile(file, "utf8")));
    return new Map(data?.folder === folder ? Object.entries(data.files) : []);
  } catch {
    return new Map();
  }
}

async function removeOldest(under: string): Promise<void> {
  const names = await readdir(under);
  if (names.length <= MAX_FOLDERS) return;
  const aged = await Promise.all(names.map(async (name) => ({ name, at: (await stat(join(under, name))).mtimeMs })));
  aged.sort((one, other) => one.at - other.at || inOrder(one.name, other.name));
  for (const { name } of aged.slice(0, names.length - MAX_FOLDERS)) await rm(join(under, name), { force: true });
}
