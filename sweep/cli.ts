#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setMaxListeners } from "node:events";
import { callLog } from "../provider/session/call-log.js";
import { callLogTarget, quietNodeVersionNotice } from "../provider/session/config.js";
import { keptConnections, processClock } from "../provider/session/process-services.js";
import { pulumiCommand } from "./stack/pulumi-command.js";
import { run } from "./command/run.js";
import { SweepError } from "./sweep-error.js";
import { Terminal } from "./command/terminal.js";

quietNodeVersionNotice();
const terminal = new Terminal();
const interrupted = new AbortController();
setMaxListeners(0, interrupted.signal);
const [command] = process.argv.slice(2);
const stop = (): void => {
  const goesOn = command === "report" ? "" : " What AWS was asked for goes on; sweep again to see what is left.";
  interrupted.abort(new SweepError(`Interrupted.${goesOn}`));
};
process.once("SIGINT", stop);
process.once("SIGTERM", stop);

const clock = processClock();
// There is no engine here whose log could be written to.
const log = callLog(callLogTarget(), { line: terminal.say, warn: terminal.say });
run(process.argv.slice(2), {
  pulumi: pulumiCommand,
  clock,
  signal: interrupted.signal,
  connection: keptConnections({ clock, log }, interrupted.signal),
  version: packageVersion(),
  print: terminal.print,
  say: terminal.say,
  ask: terminal.ask,
  isLive: terminal.isLive,
}).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    terminal.say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    terminal.say("This is a fault of pulumi-rekognition: please report it.");
    process.exitCode = 1;
  },
);

function packageVersion(): string {
  const text = readFileSync(join(__dirname, "..", "..", "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
