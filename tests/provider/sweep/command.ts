import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../../sweep/command/run.js";
import { SweepError } from "../../../sweep/sweep-error.js";
import type { Rig } from "../harness/rig.js";
import { exported } from "./sweeping.js";

/** What the command printed, and how it ended. */
export interface CommandRun {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** What was asked on the terminal. */
  readonly questions: readonly string[];
  /** The calls that changed something. */
  readonly changes: readonly string[];
}

/** A Pulumi CLI that answers from a table, and knows no other commands. */
export interface PulumiAnswers {
  readonly fullName?: string;
  /** What it exports, one time after the other; the last one again and again. */
  readonly exports?: readonly string[];
  readonly config?: Readonly<Record<string, { value?: string; secret: boolean }>>;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly url?: string;
  readonly stacks?: readonly object[];
  /** Full names of the stacks that exist beside. */
  readonly known?: readonly string[];
}

export interface CommandOptions {
  readonly pulumi?: PulumiAnswers;
  /** What somebody at the terminal answers; without it there is nobody. */
  readonly answer?: string;
  /** When somebody presses ^C, in virtual milliseconds from the start. */
  readonly interruptedAfterMs?: number;
}

/** Runs `pulumi-rekognition ...args` in this process, on the rig's clock and with its credentials. */
export async function command(rig: Rig, args: readonly string[], options: CommandOptions = {}): Promise<CommandRun> {
  const process = rig.startProcess();
  const printed: string[] = [];
  const said: string[] = [];
  const questions: string[] = [];
  const exports = [...(options.pulumi?.exports ?? [exported([])])];
  const { answer, interruptedAfterMs } = options;
  const interruption = new AbortController();
  if (interruptedAfterMs !== undefined) {
    void rig.time.in(interruptedAfterMs, () => {
      interruption.abort(new SweepError("Interrupted."));
    });
  }
  const ask = (question: string): Promise<string> => {
    questions.push(question);
    return Promise.resolve(answer ?? "");
  };
  try {
    const { result, calls } = await rig.record(() =>
      run(args, {
        pulumi: (pulumiArgs) => Promise.resolve(answerOf(rig, options.pulumi ?? {}, pulumiArgs, exports)),
        clock: process.services.clock,
        signal: interruption.signal,
        connection: process.services.connection,
        version: "1.2.3",
        print: (text) => printed.push(text),
        say: (text) => said.push(text),
        ask: answer === undefined ? undefined : ask,
        isLive: false,
      }),
    );
    const changes = calls.filter(({ effect }) => effect).map(({ operation }) => operation);
    return { exitCode: result, stdout: printed.join("\n"), stderr: said.join("\n"), questions, changes };
  } finally {
    process.close();
  }
}

/** Writes a state into a file beside the rig's bucket and answers its path. */
export function stateFile(rig: Rig, text: string): string {
  const path = join(rig.bucket.path, "state.json");
  writeFileSync(path, text);
  return path;
}

function answerOf(rig: Rig, pulumi: PulumiAnswers, args: readonly string[], exports: string[]): string {
  const asked = args.filter((arg) => !arg.startsWith("--stack=") && !arg.startsWith("--config-file=")).join(" ");
  const stack = args.find((arg) => arg.startsWith("--stack="))?.slice("--stack=".length);
  const endpoint = { "rekognition:endpoint": { value: rig.emulator.url, secret: false } };
  switch (asked) {
    case "stack --show-name -Q":
      return `${pulumi.fullName ?? rig.owner}\n`;
    case "stack export":
      if (stack?.includes("/") === true && pulumi.known?.includes(stack) !== true) {
        throw new SweepError(`\`pulumi stack export\` failed: error: no stack named '${stack}' found`);
      }
      return (exports.length > 1 ? exports.shift() : exports[0]) ?? "";
    case "config --json --open":
      return JSON.stringify({
        ...endpoint,
        ...(pulumi.config ?? { "rekognition:region": { value: "us-east-1", secret: false } }),
      });
    case "whoami --json --verbose":
      return JSON.stringify({ user: "somebody", url: pulumi.url ?? "https://app.pulumi.com/somebody" });
  }
  if (asked.startsWith("stack ls --json -Q")) {
    return JSON.stringify(pulumi.stacks ?? [{ name: pulumi.fullName ?? rig.owner, updateInProgress: false }]);
  }
  const secret = /^config get -- (.+)$/.exec(asked)?.[1];
  if (secret !== undefined) return `${pulumi.secrets?.[secret] ?? ""}\n`;
  throw new SweepError(`nobody expected \`pulumi ${args.join(" ")}\``);
}
