import { spawn } from "node:child_process";
import { messageOf } from "../sandbox/cleanup.js";
import { firstLine } from "../sandbox/first-line.js";

/** Starts a plugin as the engine does, and ends it once it has said on which port it listens. */
export async function tryOut(executable: string): Promise<void> {
  const child = spawn(executable, [], { stdio: ["ignore", "pipe", "inherit"], windowsHide: true });
  try {
    const port = await firstLine(child).catch((error: unknown) => {
      throw new Error(`${executable} said no port: ${messageOf(error)}`);
    });
    if (!/^\d+$/.test(port)) throw new Error(`The first line of ${executable} is "${port}", and no port.`);
  } finally {
    child.kill();
  }
}
