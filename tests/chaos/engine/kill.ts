import type { Verb } from "../../../tools/sandbox/stack-cli.js";
import { processTable } from "../../../tools/sandbox/process-table.js";
import { chainUpTo, killNow, pluginsOf } from "../../e2e/harness/processes.js";
import { effectsOf } from "../../e2e/harness/world.js";
import type { World } from "../../e2e/harness/world.js";
import { arm, reach, thaw } from "./boundary.js";
import type { Boundary } from "./boundary.js";

/** What is killed: the provider's process, or the CLI, which leaves that one an orphan. */
export type Victim = "plugin" | "CLI";

/** What a kill came to. */
export interface Kill {
  /** Whether the run got to the boundary at all. */
  readonly hit: boolean;
  readonly plugins: number;
  /** Whether everything below the CLI ended without our doing. */
  readonly orphansGone: boolean;
  /** What was changed at the service after the kill by calls that had not been sent by then. */
  readonly effectsWhileAlone: readonly string[];
  /** What the killed run printed. */
  readonly text: string;
}

const LOOK_AGAIN_MS = 200;
const ALONE_LIMIT_MS = 40_000;

/** Runs an operation, kills the victim at the boundary, waits until nothing of it is left, and clears the lock. */
export async function killAt(world: World, verb: Verb, boundary: Boundary, victim: Victim): Promise<Kill> {
  const { control } = world.emulator;
  await arm(control, boundary);
  const running = world.stack.start(verb, { fails: true });
  let hasEnded = false;
  const finished = running.finished.catch((error: unknown) => ({ text: String(error) }));
  void finished.then(() => {
    hasEnded = true;
  });
  const met = await reach(control, boundary, () => hasEnded);
  if (met === undefined) {
    await control.clearFaults();
    await control.release();
    const { text } = await finished;
    return { hit: false, plugins: 0, orphansGone: true, effectsWhileAlone: [], text };
  }
  const plugins = pluginsOf(running.pid);
  const chain = plugins.flatMap(({ pid }) => chainUpTo(running.pid, pid));
  const sent = (await control.held()).map(({ operation }) => operation);
  const lastCall = await world.lastCall();
  for (const { pid } of victim === "CLI" ? [running] : plugins) killNow(pid);
  await thaw(control, met);
  const { text } = await finished;
  const orphansGone = await allGone(chain.map(({ pid }) => pid));
  const later = effectsOf(await control.calls({ since: lastCall }));
  for (const operation of sent) if (later.includes(operation)) later.splice(later.indexOf(operation), 1);
  await control.release();
  if (victim === "CLI") await world.stack.cancel();
  return { hit: true, plugins: plugins.length, orphansGone, effectsWhileAlone: later, text };
}

async function allGone(pids: readonly number[]): Promise<boolean> {
  const deadline = performance.now() + ALONE_LIMIT_MS;
  const someRun = (): boolean => processTable().some(({ pid }) => pids.includes(pid));
  while (someRun()) {
    if (performance.now() > deadline) {
      for (const pid of pids) killNow(pid);
      return false;
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
  return true;
}
