import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import * as z from "zod";
import { checked } from "../control/shapes.js";

const HOLDER = z.object({ pid: z.int().min(1), startedAt: z.string() });
type Holder = z.infer<typeof HOLDER>;

/** What tells a process from a later one with the same number; "" where the system does not say. */
function startOf(pid: number): string {
  try {
    // The name of the program, in brackets, may have spaces; the start is the 22nd field, in ticks since the machine's.
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}

function isAlive({ pid, startedAt }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
  }
  const now = startOf(pid);
  return now === "" || startedAt === "" || now === startedAt;
}

/** Who holds a lock; undefined for one that was not written to its end. */
function holderOf(text: string): Holder | undefined {
  try {
    return checked(HOLDER, JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Moves a lock away that nobody holds any more; another process may do the same at this moment. */
function takeAway(path: string, stale: string): void {
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
    // It was not the stale one any more: the other process was faster, and gets it back.
    if (readFileSync(aside, "utf8") !== stale) linkSync(aside, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

/**
 * Makes this process the only one that has the file.
 * @returns gives it back
 * @throws Error if another process of this machine has it; one that was killed has not
 */
export function lock(file: string): () => void {
  const path = `${file}.lock`;
  const own = `${path}.${randomUUID()}`;
  writeFileSync(own, JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid) } satisfies Holder));
  try {
    for (;;) {
      try {
        // Unlike a file that is made and then written to, a link has its text from the beginning.
        linkSync(own, path);
        return () => {
          rmSync(path, { force: true });
        };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      }
      const text = readIfThere(path);
      if (text === undefined) continue;
      const holder = holderOf(text);
      if (holder !== undefined && isAlive(holder)) {
        throw new Error(`${file} is in use by the emulator with process id ${holder.pid}: stop that one first`);
      }
      takeAway(path, text);
    }
  } finally {
    rmSync(own, { force: true });
  }
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
