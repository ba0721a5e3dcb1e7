import { spawn } from "node:child_process";
import { join } from "node:path";
import { executable } from "../engine/installation.js";
import { onCleanUp } from "../sandbox/cleanup.js";
import { killTree } from "../sandbox/process-table.js";
import type { StackCli, Verb } from "../sandbox/stack-cli.js";
import type { Recording } from "./recording.js";

/** Runs a command of the CLI as at a terminal of the recording's size. The program `script` makes that (util-linux). */
export async function runRecorded(
  recording: Recording,
  { options, where }: StackCli,
  verb: Verb,
  args: readonly string[],
): Promise<{ exitCode: number | null; text: string }> {
  const pulumi = join(options.engineFolder, executable("pulumi"));
  const command = [pulumi, verb, ...where, "--color", "always", ...args].map(quoted).join(" ");
  const { columns, rows } = recording.terminal;
  const child = spawn("script", ["-qefc", `stty cols ${columns} rows ${rows}; exec ${command}`, "/dev/null"], {
    cwd: options.projectFolder,
    env: { ...options.environment, TERM: "xterm-256color", SHELL: "/bin/sh" },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const kill = onCleanUp(() => {
    if (child.pid !== undefined && child.exitCode === null) killTree(child.pid);
  });
  const stopAnswering = recording.terminal.onAnswer((answer) => child.stdin.write(answer));
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (piece: string) => {
    text += piece;
    recording.write(piece);
  });
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  stopAnswering();
  kill();
  return { exitCode, text };
}

function quoted(argument: string): string {
  return `'${argument.replaceAll("'", `'\\''`)}'`;
}
