import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { CallRecord } from "../../emulator/index.js";
import { DynamicPlugin } from "../../tests/provider/harness/dynamic-plugin.js";
import type { EngineServer } from "../../tests/provider/harness/engine-server.js";
import type { EmulatorControl } from "../../tools/sandbox/emulator-control.js";
import { SANDBOX_REGION } from "../../tools/sandbox/surroundings.js";
import { pluginEnvironment } from "../plugin/plugin.js";

const PEAK_MEMORY = require.resolve("../../tests/provider/dataset/peak-memory.js");

/** Where a command's provider talks to. */
export interface Place {
  readonly engine: EngineServer;
  readonly control: EmulatorControl;
  readonly endpoint: string;
  readonly folder: string;
  /** How much faster than real time the clocks run. */
  readonly clockScale: number;
}

/** What a command has taken. */
export interface Taken<T> {
  readonly answer: T;
  readonly ms: number;
  /** The most memory that the provider's process ever had. */
  readonly peakMb: number;
  readonly calls: readonly CallRecord[];
}

/** Runs what a command asks of a dataset's provider, in a process of its own as each command has one. */
export async function asCommand<T>(
  { engine, control, endpoint, folder, clockScale }: Place,
  work: (plugin: DynamicPlugin) => Promise<T>,
): Promise<Taken<T>> {
  const file = join(folder, "peak-memory");
  const since = (await control.calls()).at(-1)?.seq ?? 0;
  const plugin = await DynamicPlugin.start(engine.address, {
    ...pluginEnvironment(clockScale),
    NODE_OPTIONS: `--require ${JSON.stringify(PEAK_MEMORY)}`,
    PEAK_MEMORY_FILE: file,
  });
  try {
    await plugin.configure({
      "rekognition:endpoint": endpoint,
      "rekognition:s3Endpoint": endpoint,
      "rekognition:region": SANDBOX_REGION,
    });
    const from = performance.now();
    const answer = await work(plugin);
    const ms = performance.now() - from;
    plugin.stop();
    await plugin.exited;
    const peakMb = Number(readFileSync(file, "utf8")) / 1024;
    return { answer, ms, peakMb, calls: await control.calls({ since }) };
  } finally {
    plugin.stop();
  }
}
