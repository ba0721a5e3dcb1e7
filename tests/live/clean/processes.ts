import { killTree, processTable } from "../../../tools/sandbox/process-table.js";

/** Ends what a killed run left running: the CLI goes on without it, and would go on making things. */
export function endProcessesOf(folder: string): number {
  const left = processTable().filter(({ pid, command }) => pid !== process.pid && command.includes(folder));
  for (const { pid } of left) killTree(pid);
  return left.length;
}
