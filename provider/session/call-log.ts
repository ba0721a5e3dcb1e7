import { appendFileSync } from "node:fs";
import type { CallLog } from "../aws/call-log.js";

/** Who is told where a log goes to no file, or cannot go to it. */
export interface LogListener {
  /** Takes a line of the log. */
  line(text: string): void;
  warn(message: string): void;
}

/** A log of AWS calls: to a file, which only its owner may read, or to the listener where the target is `engine`. */
export function callLog(target: string | undefined, listener: LogListener): CallLog | undefined {
  if (target === undefined) return undefined;
  if (target === "engine") {
    return (line) => {
      listener.line(line);
    };
  }
  let isBroken = false;
  return (line) => {
    if (isBroken) return;
    try {
      appendFileSync(target, `${line}\n`, { mode: 0o600 });
    } catch (error) {
      // A log that cannot be written is no reason to leave the work undone.
      isBroken = true;
      const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
      listener.warn(
        `AWS calls are not logged: ${target}, which PULUMI_REKOGNITION_LOG names, cannot be written (${code}).`,
      );
    }
  };
}
