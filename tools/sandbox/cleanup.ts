import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

type Undo = () => void;

const undos = new Set<Undo>();
let registered = false;

/** Undoes everything that is still registered, latest first. A failing step does not keep the others from running. */
export function cleanUpNow(): void {
  for (const undo of [...undos].reverse()) {
    undos.delete(undo);
    try {
      undo();
    } catch (error) {
      process.stderr.write(`clean-up: ${messageOf(error)}\n`);
    }
  }
}

/** Registers what must not outlive this process; it runs at exit at the latest. Answers how to run it now instead. */
export function onCleanUp(undo: Undo): Undo {
  if (!registered) {
    registered = true;
    process.once("exit", cleanUpNow);
  }
  undos.add(undo);
  return () => {
    if (undos.delete(undo)) undo();
  };
}

/** A folder of this process under the system's temporary ones, and how to remove it before the process ends. */
export function temporaryFolder(prefix: string): { readonly folder: string; readonly remove: Undo } {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), prefix)));
  const remove = onCleanUp(() => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  });
  return { folder, remove };
}

/** Makes ^C and a polite kill leave through exit, so that clean-up runs. For commands, not for libraries. */
export function cleanUpOnSignals(): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(130));
}

/** Runs a command to its end, or until it is asked to end, and cleans up. */
export function runMain(main: () => unknown, said: (error: unknown) => string = messageOf): void {
  cleanUpOnSignals();
  void Promise.resolve()
    .then(main)
    .then(cleanUpNow, (error: unknown) => {
      cleanUpNow();
      process.stderr.write(`${said(error)}\n`);
      process.exitCode = 1;
    });
}

/** What is said of a failure that can be expected. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What is said of a failure that nobody expects. */
export function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
