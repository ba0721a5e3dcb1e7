import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { binFolder, inspectFolder } from "./installation.js";
import type { Installation } from "./installation.js";
import { modules } from "./modules.js";

/** Names another folder for built and downloaded engines. */
export const CACHE_VARIABLE = "PULUMI_REKOGNITION_ENGINE_CACHE";
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
export function cacheKey(): string {
  const hash = createHash("sha256");
  for (const module of modules()) {
    for (const file of ["go.mod", "go.sum"]) hash.update(readFileSync(join(module.folder, file)));
  }
  return `${hash.digest("hex").slice(0, 16)}-${process.platform}-${process.arch}`;
}

/** The engine an earlier run left in the cache, or why there is none. */
export async function inspectCache(): Promise<Installation | string> {
  const root = join(cacheFolder(), cacheKey());
  return existsSync(root) ? await inspectFolder(binFolder(root)) : `nothing in the cache (${root})`;
}

function removeAbandoned(cache: string): void {
  for (const name of readdirSync(cache)) {
    if (!name.startsWith(PARTIAL)) continue;
    const folder = join(cache, name);
    const age = Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > ABANDONED_AFTER_MS) rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Fills the cache in one step: `fill` works in a folder nobody else looks at, which takes its place by a rename once it
 * holds a working engine. An interrupted run leaves nothing half done, and of two at once the later one uses the first's.
 */
export async function fillCache(fill: (root: string) => Promise<string | undefined>): Promise<Installation | string> {
  const cache = cacheFolder();
  mkdirSync(cache, { recursive: true });
  removeAbandoned(cache);
  const partial = join(cache, `${PARTIAL}${String(process.pid)}-${randomBytes(4).toString("hex")}`);
  const removePartial = () => {
    rmSync(partial, { recursive: true, force: true });
  };
  process.once("exit", removePartial);
  try {
    mkdirSync(binFolder(partial), { recursive: true });
    const problem = await fill(partial);
    if (problem !== undefined) return problem;
    const made = await inspectFolder(binFolder(partial));
    return typeof made === "string" ? made : await putInPlace(partial, join(cache, cacheKey()));
  } finally {
    removePartial();
    process.off("exit", removePartial);
  }
}

async function putInPlace(partial: string, root: string): Promise<Installation | string> {
  try {
    renameSync(partial, root);
  } catch {
    // Something is there already: a run that was faster, or an engine that has broken since.
    const there = await inspectFolder(binFolder(root));
    if (typeof there !== "string") return there;
    rmSync(root, { recursive: true, force: true });
    renameSync(partial, root);
  }
  return await inspectFolder(binFolder(root));
}
