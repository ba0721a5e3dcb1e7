#!/usr/bin/env node
import { banner, exposure } from "./command/banner.js";
import { keepHeapSmall } from "./command/heap.js";
import { HELP, readCommand } from "./command/options.js";
import type { Command } from "./command/options.js";
import { requestLog } from "./command/request-log.js";
import { startEmulator } from "./emulator.js";
import { packageVersion } from "./version.js";

async function run({ emulator: options, talk }: Command): Promise<void> {
  keepHeapSmall();
  const { stdout, stderr } = process;
  const logged = talk === "quiet" ? {} : { onRequest: requestLog(stderr, talk === "verbose") };
  const emulator = await startEmulator({ ...options, ...logged });
  if (talk !== "quiet") stderr.write(banner(emulator, options));
  if (!emulator.isLoopback)
    stderr.write(exposure(options.host ?? "", options.isControlOpen === false ? undefined : emulator.token));
  const stop = (): void => {
    void emulator.close().then(() => process.exit(0));
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  // Programs wait for this line; everything else about the start is said and done by then.
  stdout.write(`listening on ${emulator.url}\n`);
}

function fail(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`rekognition-emulator: ${message}\nSee rekognition-emulator --help\n`);
  process.exitCode = 2;
}

try {
  const command = readCommand(process.argv.slice(2));
  if (command === "help") process.stdout.write(HELP);
  else if (command === "version") process.stdout.write(`${packageVersion()}\n`);
  else run(command).catch(fail);
} catch (error) {
  fail(error);
}
