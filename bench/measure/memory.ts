import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { type RunningOperation } from "../../tests/e2e/harness/operation.js";
import { pluginsOf } from "../../tests/e2e/harness/processes.js";
import { largest } from "./statistics.js";

/** Seldom, since each look lists all processes of the machine and the commands are timed. */
const LOOK_AGAIN_MS = 500;

/** The resident memory of a process. */
export function residentMb(pid: number): number {
  return Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" })) / 1024;
}

/** The most resident memory that a process ever had; where the system does not tell, what it has now. */
function peakMb(pid: number): number {
  if (process.platform !== "linux") return residentMb(pid);
  const text = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  if (text === undefined) throw new Error(`process ${pid} has ended`);
  return Number(text) / 1024;
}

/** The most memory of the provider's process while a command of the CLI runs; `lookAgainMs` apart it is looked at. */
export async function mostMb({ pid, finished }: RunningOperation, lookAgainMs = LOOK_AGAIN_MS): Promise<number> {
  const samplesMb: number[] = [];
  const looks = setInterval(() => {
    for (const provider of pluginsOf(pid)) {
      try {
        samplesMb.push(peakMb(provider.pid));
      } catch {
        // It has ended since.
      }
    }
  }, lookAgainMs);
  try {
    await finished;
  } finally {
    clearInterval(looks);
  }
  return largest(samplesMb);
}
