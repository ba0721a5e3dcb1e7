import { spawn } from "node:child_process";
import { type AddressInfo, createServer } from "node:net";
import { onCleanUp } from "../../tools/sandbox/cleanup.js";
import { pythonProgram } from "../peers/python.js";

const START_TIMEOUT_MS = 60_000;
const LOOK_AGAIN_MS = 100;

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => {
        resolve(port);
      });
    });
  });
}

/** Starts moto's server on a free loopback port and waits until it answers. */
export async function startMoto(): Promise<{ readonly port: number; readonly stop: () => void }> {
  const program = pythonProgram("moto_server");
  const port = await freePort();
  const child = spawn(program, ["-H", "127.0.0.1", "-p", String(port)], { stdio: "ignore", windowsHide: true });
  const stop = onCleanUp(() => child.kill("SIGKILL"));
  const deadline = performance.now() + START_TIMEOUT_MS;
  while (performance.now() < deadline) {
    const answers = await fetch(`http://127.0.0.1:${port}/moto-api/data.json`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (answers) return { port, stop };
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
  stop();
  throw new Error("moto's server did not start");
}
