import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { onCleanUp } from "../sandbox/cleanup.js";
import { binFolder, inspectFolder } from "./installation.js";
import { type GoModule, modules } from "./modules.js";

/** Names another folder for what is built and downloaded. */
export const CACHE_VARIABLE = "PULUMI_REKOGNITION_ENGINE_CACHE";
const GO_SOURCE = /^go\.(mod|sum)$|\.go$/;
const PARTIAL = ".partial-";
const ABANDONED_AFTER_MS = 24 * 3_600_000;

function cacheFolder(): string {
  const chosen = process.env[CACHE_VARIABLE];
  if (chosen !== undefined && chosen !== "") return chosen;
  const user =
    process.platform === "win32"
      ? (process.env["LOCALAPPDATA"] ?? join(homedir(), "AppData", "Local"))
      : process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache");
  return join(user, "pulumi-rekognition", "engine");
}

/** One key for each set of pinned sources and each kind of machine, so that a changed pin never meets an old build. */
export function cacheKey(of: readonly GoModule[] = modules()): string {
  const hash = createHash("sha256");
  for (const { folder } of of) {
    const pinned = readdirSync(folder).filter((name) => GO_SOURCE.test(name));
    for (const file of pinned.sort()) hash.update(readFileSync(join(folder, file)));
  }
  return `${hash.digest("hex").slice(0, 16)}-${process.platform}-${process.arch}`;
}

/** The entry of a key; `look` says of its folder of executables what is found there, or what is wrong. */
export function cacheEntry<Found>(key: () => string, look: (bin: string) => Promise<Found | string>) {
  const rootOf = (cache: string): string => join(cache, key());

  async function putInPlace(partial: string, root: string): Promise<Found | string> {
    try {
      renameSync(partial, root);
    } catch {
      // Something is there already: a run that was faster, or what has broken since.
      const there = await look(binFolder(root));
      if (typeof there !== "string") return there;
      rmSync(root, { recursive: true, force: true });
      renameSync(partial, root);
    }
    return await look(binFolder(root));
  }

  return {
    /** What an earlier run left in the cache, or why there is nothing. */
    inspect: async (): Promise<Found | string> => {
      const root = rootOf(cacheFolder());
      return existsSync(root) ? await look(binFolder(root)) : `nothing in the cache (${root})`;
    },
    /**
     * Fills the cache in one step: `fill` works in a folder nobody else looks at, which takes its place by a rename once
     * it holds what works. An interrupted run leaves nothing half done, and of two at once the later one uses the first's.
     */
    fill: async (fill: (root: string) => Promise<string | undefined>): Promise<Found | string> => {
      const cache = cacheFolder();
      mkdirSync(cache, { recursive: true });
      removeAbandoned(cache);
      const partial = join(cache, `${PARTIAL}${String(process.pid)}-${randomBytes(4).toString("hex")}`);
      const removePartial = onCleanUp(() => {
        rmSync(partial, { recursive: true, force: true });
      });
      try {
        mkdirSync(binFolder(partial), { recursive: true });
        const problem = await fill(partial);
        if (problem !== undefined) return problem;
        const made = await look(binFolder(partial));
        return typeof made === "string" ? made : await putInPlace(partial, rootOf(cache));
      } finally {
        removePartial();
      }
    },
  };
}

/** The engine. */
export const { inspect: inspectCache, fill: fillCache } = cacheEntry(cacheKey, inspectFolder);

function removeAbandoned(cache: string): void {
  for (const name of readdirSync(cache)) {
    if (!name.startsWith(PARTIAL)) continue;
    const folder = join(cache, name);
    const age = Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > ABANDONED_AFTER_MS) rmSync(folder, { recursive: true, force: true });
  }
}
