import { descendants, killNow, processTable } from "../../../tools/sandbox/process-table.js";
import type { ProcessEntry } from "../../../tools/sandbox/process-table.js";

/** What Node runs: Pulumi's own host, the packed plugin's launcher, or the plugin of many files. */
const PROVIDER_SCRIPT = /cmd[\\/]dynamic-provider|[\\/]pulumi-resource-rekognition$|facades[\\/]plugin[\\/]main\.js/;

/** A launcher's own `node -e` names the script as well, but is not the provider. */
function isProvider({ command }: ProcessEntry): boolean {
  const [program = "", script = ""] = command.split(" ");
  return /(^|\/)node(\.exe)?$/.test(program) && PROVIDER_SCRIPT.test(script);
}

/** The Node processes below a process in which one of our providers runs. */
export function pluginsOf(cliPid: number, table: readonly ProcessEntry[] = processTable()): ProcessEntry[] {
  return descendants(cliPid, table).filter(isProvider);
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

export { killNow };
