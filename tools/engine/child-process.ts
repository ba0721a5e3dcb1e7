import { type ChildProcess, spawn } from "node:child_process";
import { onCleanUp } from "../sandbox/cleanup.js";

/** How a command ended. `exitCode` is undefined when it was stopped or could not be started; `problem` then says why. */
export interface Finished {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  readonly problem?: string;
}

export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** The command is stopped after this time. */
  readonly timeoutMs: number;
  /** The command is stopped when it prints nothing for this long. Default: no such limit. */
  readonly silenceMs?: number;
  /** Called for every line the command prints on stderr. */
  readonly onErrorLine?: (line: string) => void;
}

// A child leads its own process group, so that what it started (a shell's curl, Go's compilers) is stopped with it.
const ownGroup = process.platform !== "win32";

function stop(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    if (ownGroup) process.kill(-child.pid, "SIGKILL");
    else child.kill();
  } catch {
    // It ended on its own in between.
  }
}

/** Runs a command to its end or to its time limit. Never rejects: a command that cannot be had is a result as well. */
export function runCommand(command: string, args: readonly string[], options: CommandOptions): Promise<Finished> {
  const { timeoutMs, silenceMs, onErrorLine, ...where } = options;
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      ...where,
      stdio: ["ignore", "pipe", "pipe"],
      detached: ownGroup,
      windowsHide: true,
    });
    const end = onCleanUp(() => {
      stop(child);
    });
    let stdout = "";
    let stderr = "";
    let unfinishedLine = "";
    let problem: string | undefined;
    const stopBecause = (reason: string) => {
      problem ??= reason;
      stop(child);
    };
    const limit = setTimeout(() => {
      stopBecause(`no end after ${String(timeoutMs / 1000)} s`);
    }, timeoutMs);
    const watchSilence = () => {
      if (silenceMs === undefined) return undefined;
      return setTimeout(() => {
        stopBecause(`no output for ${String(silenceMs / 1000)} s`);
      }, silenceMs);
    };
    let silence = watchSilence();
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      clearTimeout(silence);
      silence = watchSilence();
      stderr += text;
      const lines = (unfinishedLine + text).split(/\r?\n/);
      unfinishedLine = lines.pop() ?? "";
      for (const line of lines) onErrorLine?.(line);
    });
    const finish = (exitCode: number | undefined) => {
      clearTimeout(limit);
      clearTimeout(silence);
      end();
      resolve({ exitCode, stdout, stderr, ...(problem === undefined ? {} : { problem }) });
    };
    child.on("error", (error) => {
      problem ??= error.message;
      finish(undefined);
    });
    child.on("close", (code) => {
      finish(problem === undefined ? (code ?? undefined) : undefined);
    });
  });
}

/** The last non-empty line of what a failed command said, or why it was stopped. */
export function lastWords(finished: Finished): string {
  const lines = finished.stderr.split(/\r?\n/).filter((line) => line.trim() !== "");
  const exit = `exit code ${String(finished.exitCode)}`;
  return [finished.problem, lines.at(-1)?.trim()].filter((part) => part !== undefined).join(": ") || exit;
}
