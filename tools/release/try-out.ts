import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

const START_TIMEOUT_MS = 30_000;

/** Starts a plugin as the engine does, and ends it once it has said on which port it listens. */
export async function tryOut(executable: string): Promise<void> {
  const child = spawn(executable, [], { stdio: ["ignore", "pipe", "inherit"], windowsHide: true });
  try {
    const port = await new Promise<string>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code) => {
        reject(new Error(`${executable} ended with exit code ${String(code)}.`));
      });
      setTimeout(() => {
        reject(new Error(`${executable} said no port within ${String(START_TIMEOUT_MS / 1000)} s.`));
      }, START_TIMEOUT_MS).unref();
      createInterface({ input: child.stdout }).once("line", resolve);
    });
    if (!/^\d+$/.test(port)) throw new Error(`The first line of ${executable} is "${port}", and no port.`);
  } finally {
    child.kill();
  }
}
