import { spawn } from "node:child_process";
import { join } from "node:path";
import type { Stack } from "./stack.js";

const CLI = join(__dirname, "..", "..", "..", "sweep", "cli.js");

/** How a run of `pulumi-rekognition` ended. */
export interface SweepRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Both, in the order they came. */
  readonly text: string;
}

/** Runs the sweep for a stack, as a process of its own and without a terminal. */
export function sweep(stack: Stack, ...args: readonly string[]): Promise<SweepRun> {
  return runSweep(stack, ["--stack", stack.name, "--config-file", stack.context.configFile, ...args]);
}

/** The report on a stack, in the same way. */
export function report(stack: Stack, ...args: readonly string[]): Promise<SweepRun> {
  return runCommand(stack, ["report", "--stack", stack.name, "--config-file", stack.context.configFile, ...args]);
}

/** As `sweep`, but which stack it is about is up to the arguments. */
export function runSweep(stack: Stack, args: readonly string[]): Promise<SweepRun> {
  return runCommand(stack, ["sweep", ...args]);
}

function runCommand(stack: Stack, args: readonly string[]): Promise<SweepRun> {
  const child = spawn(process.execPath, [CLI, ...args], {
    cwd: stack.folder,
    env: stack.context.environment,
    stdio: ["ignore", "pipe", "pipe"],
    windowsHide: true,
  });
  const run = { stdout: "", stderr: "", text: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream].setEncoding("utf8").on("data", (text: string) => {
      run[stream] += text;
      run.text += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (exitCode) => {
      resolve({ exitCode, ...run });
    });
  });
}
