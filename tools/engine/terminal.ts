import type { ProgressOutput } from "./progress.js";

const CLEAR_LINE = "\r\u001b[2K";

/** Progress for a stream: a live line on a terminal, plain lines elsewhere. */
export function terminalProgress(stream: NodeJS.WriteStream): ProgressOutput {
  if (!stream.isTTY) return { report: (line) => stream.write(`${line}\n`) };
  return {
    report: (line) => stream.write(`${CLEAR_LINE}${line}\n`),
    live: (line) => stream.write(CLEAR_LINE + line.slice(0, Math.max(20, stream.columns - 1))),
  };
}
