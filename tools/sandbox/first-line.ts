import type { ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

const START_TIMEOUT_MS = 30_000;

/** Waits for the first line that a program prints. It is read on after that, so that a full pipe never blocks it. */
export function firstLine(child: ChildProcess & { readonly stdout: Readable }): Promise<string> {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => {
      reject(new Error(`no first line within ${START_TIMEOUT_MS / 1000} s`));
    }, START_TIMEOUT_MS).unref();
    child.once("error", reject);
    child.once("close", (code) => {
      reject(new Error(`exit code ${String(code)}`));
    });
    createInterface({ input: child.stdout }).once("line", (line) => {
      clearTimeout(limit);
      resolve(line);
    });
  });
}
