import { createInterface } from "node:readline/promises";
import { printable } from "../../provider/base/printable.js";
import type { Ask } from "./safeguards.js";

const CLEAR_LINE = "\r\u001B[2K";

/** Where the command prints: what it found on standard output, everything beside that on standard error. */
export class Terminal {
  /** Whether lines can be taken back. */
  readonly isLive = process.stderr.isTTY;
  /** Undefined where nobody can be asked. */
  readonly ask: Ask | undefined = process.stdin.isTTY && process.stderr.isTTY ? askOnTerminal : undefined;
  #hasEphemeral = false;

  readonly print = (text: string): void => {
    this.#clear();
    process.stdout.write(`${lines(text)}\n`);
  };

  readonly say = (text: string, isEphemeral = false): void => {
    this.#clear();
    if (!isEphemeral) {
      process.stderr.write(`${lines(text)}\n`);
      return;
    }
    process.stderr.write(printable(text).slice(0, process.stderr.columns - 1));
    this.#hasEphemeral = true;
  };

  #clear(): void {
    if (this.#hasEphemeral) process.stderr.write(CLEAR_LINE);
    this.#hasEphemeral = false;
  }
}

/** Names, tags and what AWS says come from elsewhere: none of it is to steer the terminal. */
function lines(text: string): string {
  return text.split("\n").map(printable).join("\n");
}

async function askOnTerminal(question: string): Promise<string> {
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  // ^C and ^D end the reader without an answer, which is a no.
  const ended = new Promise<string>((resolve) =>
    reader.once("close", () => {
      resolve("");
    }),
  );
  try {
    return await Promise.race([reader.question(`\n${lines(question)}`), ended]);
  } finally {
    reader.close();
  }
}
