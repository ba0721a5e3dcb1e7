import { descendants, killNow, processTable } from "../../../tools/sandbox/process-table.js";
import type { ProcessEntry } from "../../../tools/sandbox/process-table.js";

const LOOK_AGAIN_MS = 20;

async function until<T>(what: string, timeoutMs: number, look: () => T | undefined): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const found = look();
    if (found !== undefined) return found;
    if (performance.now() > deadline) throw new Error(`Not within ${String(timeoutMs / 1000)} s: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}

/** The launcher's own `node -e` names the script as well, but is not the plugin. */
function isDynamicPlugin({ command }: ProcessEntry): boolean {
  const [program = "", script = ""] = command.split(" ");
  return /(^|\/)node(\.exe)?$/.test(program) && /cmd[\\/]dynamic-provider/.test(script);
}

/** The dynamic provider's Node processes below a process. */
export function pluginsOf(cliPid: number, table: readonly ProcessEntry[] = processTable()): ProcessEntry[] {
  return descendants(cliPid, table).filter(isDynamicPlugin);
}

/** Waits until a run of the CLI has started its plugin. */
export async function waitForPlugin(cliPid: number, timeoutMs = 60_000): Promise<ProcessEntry> {
  return await until(`the CLI ${String(cliPid)} has a plugin`, timeoutMs, () => pluginsOf(cliPid)[0]);
}

/** The processes from one up to, and without, an ancestor: the plugin, its launcher, and what is between. */
export function chainUpTo(
  ancestorPid: number,
  pid: number,
  table: readonly ProcessEntry[] = processTable(),
): ProcessEntry[] {
  const entry = table.find((candidate) => candidate.pid === pid);
  if (entry === undefined || pid === ancestorPid) return [];
  return [entry, ...chainUpTo(ancestorPid, entry.parentPid, table)];
}

/** Whether a process runs; one that ended and was not yet looked at by its parent does not. */
export function isRunning(pid: number): boolean {
  return processTable().some((entry) => entry.pid === pid);
}

/** Waits for the end of a process that need not be a child of this one. */
export async function waitForExit(pid: number, timeoutMs: number): Promise<void> {
  await until(`process ${String(pid)} has ended`, timeoutMs, () => (isRunning(pid) ? undefined : true));
}

export { killNow };
