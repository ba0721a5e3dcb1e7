import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { SweepError } from "../sweep-error.js";

/** Runs the Pulumi CLI in a folder and answers what it prints. Fails with what it says where it does not succeed. */
export type PulumiCommand = (args: readonly string[], folder: string) => Promise<string>;

/** The Pulumi CLI on the PATH; started without a shell, so that no name is ever read as a command. */
export const pulumiCommand: PulumiCommand = (args, folder) =>
  new Promise((resolve, reject) => {
    const child = spawn("pulumi", ["--non-interactive", "--color=never", ...args], {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
    });
    const printed = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"] as const) {
      child[stream].setEncoding("utf8").on("data", (text: string) => {
        printed[stream] += text;
      });
    }
    child.on("error", (error) => {
      reject(new SweepError(existsSync(folder) ? notStarted(error) : `There is no folder ${folder}.`));
    });
    child.on("close", (code) => {
      if (code === 0) resolve(printed.stdout);
      else reject(new SweepError(`\`pulumi ${args.join(" ")}\` failed: ${printed.stderr.trim()}`));
    });
  });

function notStarted({ message }: Error): string {
  return `The pulumi command could not be started (${message}). Put it on the PATH, or hand over what \`pulumi stack export\` prints with --state-file.`;
}
