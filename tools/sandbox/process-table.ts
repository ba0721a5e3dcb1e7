import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";

/** One running process. */
export interface ProcessEntry {
  readonly pid: number;
  readonly parentPid: number;
  /** Command and arguments, separated by spaces. */
  readonly command: string;
}

function readProc(pid: string): ProcessEntry | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the name in parentheses, which may hold anything: what matters comes after the last one.
    const [state, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (state === "Z" || state === "X") return undefined;
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
    return { pid: Number(pid), parentPid: Number(parent), command };
  } catch {
    return undefined;
  }
}

function fromPs(): ProcessEntry[] {
  const table = execFileSync("ps", ["-axww", "-o", "pid=,ppid=,stat=,command="], { encoding: "utf8", timeout: 10_000 });
  return table.split("\n").flatMap((line) => {
    const fields = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line);
    if (fields === null || fields[3]?.startsWith("Z") === true) return [];
    return [{ pid: Number(fields[1]), parentPid: Number(fields[2]), command: fields[4] ?? "" }];
  });
}

/** Every process that runs now; the dead whose parent has not looked yet are left out. */
export function processTable(): ProcessEntry[] {
  if (process.platform === "win32") throw new Error("The process table is read on Linux and macOS only.");
  if (process.platform !== "linux") return fromPs();
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => readProc(pid) ?? []);
}

/** The children of a process, their children and so on; parents come before their children. */
export function descendants(pid: number, table: readonly ProcessEntry[] = processTable()): ProcessEntry[] {
  const found: ProcessEntry[] = [];
  const parents = [pid];
  for (let parent = parents.shift(); parent !== undefined; parent = parents.shift()) {
    const children = table.filter((entry) => entry.parentPid === parent);
    found.push(...children);
    parents.push(...children.map((child) => child.pid));
  }
  return found;
}

/** Kills a process at once; one that is gone already is no error. */
export function killNow(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** Kills a process and everything it has started, at once. */
export function killTree(pid: number): void {
  // Windows has no parent chain to walk here, and ends a job's children with it.
  const children = process.platform === "win32" ? [] : descendants(pid);
  killNow(pid);
  for (const child of children) killNow(child.pid);
}
