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
      process.stderr.write(`clean-up: ${error instanceof Error ? error.message : String(error)}\n`);
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

/** Makes ^C and a polite kill leave through exit, so that clean-up runs. For commands, not for libraries. */
export function cleanUpOnSignals(): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(130));
}
