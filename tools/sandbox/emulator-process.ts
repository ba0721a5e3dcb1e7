import { spawn } from "node:child_process";
import { join } from "node:path";
import { RekognitionClient } from "@aws-sdk/client-rekognition";
import { messageOf, onCleanUp } from "./cleanup.js";
import { type EmulatorControl, emulatorControl } from "./emulator-control.js";
import { firstLine } from "./first-line.js";
import { SANDBOX_CREDENTIALS, SANDBOX_REGION } from "./surroundings.js";

const CLI = join(__dirname, "..", "..", "emulator", "cli.js");

export interface EmulatorProcessOptions {
  /** How many times faster than real time the emulator's clock runs. Default: 1. */
  readonly timeScale?: number;
  /** The local folder behind each bucket name. */
  readonly buckets?: Readonly<Record<string, string>>;
}

export interface ClientOptions {
  /** Twelve digits. Default: the sandbox's account. */
  readonly account?: string;
  readonly region?: string;
}

/** A local Rekognition that runs as a process of its own. */
export interface EmulatorProcess {
  readonly url: string;
  readonly pid: number;
  readonly timeScale: number;
  readonly control: EmulatorControl;
  /** A plain AWS client, to assert with. */
  client(options?: ClientOptions): RekognitionClient;
  stop(): void;
}

/** Starts the emulator on a free loopback port and waits until it listens. */
export async function startEmulatorProcess(options: EmulatorProcessOptions = {}): Promise<EmulatorProcess> {
  const timeScale = options.timeScale ?? 1;
  const buckets = Object.entries(options.buckets ?? {}).flatMap(([name, folder]) => ["--bucket", `${name}=${folder}`]);
  const args = [CLI, "--port", "0", "--time-scale", String(timeScale), "--quiet", ...buckets];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"], windowsHide: true });
  const stop = onCleanUp(() => child.kill("SIGKILL"));
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const url = await firstLine(child)
    .then(addressIn)
    .catch((error: unknown) => {
      stop();
      throw new Error(`The emulator did not start: ${messageOf(error)}\n${stderr}`);
    });
  const clients: RekognitionClient[] = [];
  return {
    url,
    pid: child.pid ?? 0,
    timeScale,
    control: emulatorControl(url),
    client: ({ account, region } = {}) => {
      const credentials = { ...SANDBOX_CREDENTIALS, ...(account === undefined ? {} : { accessKeyId: account }) };
      const client = new RekognitionClient({ endpoint: url, region: region ?? SANDBOX_REGION, credentials });
      clients.push(client);
      return client;
    },
    stop: () => {
      for (const client of clients) client.destroy();
      stop();
    },
  };
}

function addressIn(line: string): string {
  const address = /^listening on (http:\/\/127\.0\.0\.1:\d+)$/.exec(line)?.[1];
  if (address === undefined) throw new Error(`its first line is "${line}"`);
  return address;
}
