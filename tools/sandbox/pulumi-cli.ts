import { spawn } from "node:child_process";
import { join } from "node:path";
import { executable } from "../engine/installation.js";
import { onCleanUp } from "./cleanup.js";
import { killTree } from "./process-table.js";

/** How a run of the CLI ended. `exitCode` is null when a signal ended it. */
export interface CliResult {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Both streams, in the order they came. */
  readonly text: string;
  readonly durationMs: number;
}

/** A run of the CLI that goes on. */
export interface RunningCli {
  readonly pid: number;
  /** Settles when the process ends, however it ends; rejects only when the time limit was reached. */
  readonly finished: Promise<CliResult>;
}

export interface CliOptions {
  readonly engineFolder: string;
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
  /** The CLI and all it started are killed after this time. Default: 5 minutes. */
  readonly timeoutMs?: number;
  /** Makes it the leader of a process group, which a signal can reach as a terminal's ^C does. Default: false. */
  readonly ownGroup?: boolean;
  /** Sees the output as it comes. */
  readonly onOutput?: (text: string) => void;
}

const DEFAULT_TIMEOUT_MS = 5 * 60_000;

/** Starts the CLI as its own process, without a terminal. */
export function startCli(args: readonly string[], options: CliOptions): RunningCli {
  const startedMs = performance.now();
  const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const child = spawn(join(options.engineFolder, executable("pulumi")), args, {
    cwd: options.cwd,
    env: options.environment,
    stdio: ["ignore", "pipe", "pipe"],
    windowsHide: true,
    detached: options.ownGroup ?? false,
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`pulumi could not be started from ${options.engineFolder}.`);
  const outputs = { stdout: "", stderr: "", text: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream].setEncoding("utf8").on("data", (text: string) => {
      outputs[stream] += text;
      outputs.text += text;
      options.onOutput?.(text);
    });
  }
  const kill = onCleanUp(() => {
    if (child.exitCode === null && child.signalCode === null) killTree(pid);
  });
  const finished = new Promise<CliResult>((resolve, reject) => {
    const limit = setTimeout(() => {
      kill();
      const seconds = String(timeoutMs / 1000);
      reject(new Error(`"pulumi ${args.join(" ")}" did not end within ${seconds} s. It printed:\n${outputs.text}`));
    }, timeoutMs);
    const settle = (exitCode: number | null, signal: NodeJS.Signals | null) => {
      clearTimeout(limit);
      kill();
      resolve({ exitCode, signal, ...outputs, durationMs: performance.now() - startedMs });
    };
    child.on("error", reject);
    // An orphaned plugin can hold the pipes open long after the CLI is gone, so its own end counts when it was killed.
    child.on("exit", (exitCode, signal) => {
      if (signal !== null) settle(exitCode, signal);
    });
    child.on("close", settle);
  });
  return { pid, finished };
}
