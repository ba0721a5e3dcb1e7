#!/usr/bin/env node
import { readFileSync, statSync } from "node:fs";
import { parseArgs } from "node:util";
import { VERBS } from "./control/verbs.js";
import { startEmulator } from "./emulator.js";
import type { EmulatorOptions } from "./emulator.js";
import type { FolderOption } from "./buckets/given-folder.js";
import type { ImageRule } from "./image-contents.js";
import { readRules } from "./images/shapes.js";

const HELP = `rekognition-emulator: Amazon Rekognition on this machine, for development and tests.

  rekognition-emulator [--port N] [--time-scale N] [--bucket NAME=FOLDER]... [--rules FILE]

Point any AWS client at the address it prints, with made-up credentials:

  aws rekognition describe-projects --endpoint-url http://127.0.0.1:PORT

Options
  --port N              port on 127.0.0.1 to listen on; 0 (default) takes a free one
  --time-scale N        virtual seconds that pass in one real second; default 1.
                        With 600 a training of 45 minutes takes 4.5 seconds
  --bucket NAME=FOLDER  a folder that stands for the S3 bucket NAME: manifests, images and videos are
                        looked for in it. May be given more than once. Version V of the object KEY is
                        the file .versions/V/KEY. The folder is never changed: what is written or deleted
                        is kept apart from it; with NAME=FOLDER:rw it goes to the folder
  --rules FILE          what images and videos hold (faces, labels, what moderation warns of), as JSON;
                        see docs/emulator.md. Beside the image KEY, KEY.rekognition.json says it as well
  --help                this text

An S3 over these buckets answers at the same address, for uploads, downloads and other buckets:

  aws s3 sync ./images s3://NAME --endpoint-url http://127.0.0.1:PORT

The account is the access key id if that has 12 digits, else 123456789012; the Region is the signature's.
State, calls, costs, faults and the clock are under http://127.0.0.1:PORT/_emulator/:
${[...new Set(Object.values(VERBS).map(({ path }) => path))].join(", ")}.
Nothing is kept when it ends: stop it with Ctrl-C.
`;

class UsageError extends Error {}

function numberOption(name: string, text: string | undefined, min: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value) || value < min) {
    throw new UsageError(`--${name} takes a number of at least ${min}, not "${text}"`);
  }
  return value;
}

function portOption(text: string | undefined): number {
  const port = numberOption("port", text, 0) ?? 0;
  if (!Number.isInteger(port) || port > 65_535)
    throw new UsageError(`--port takes a whole number up to 65535, not "${port}"`);
  return port;
}

function bucketOption(text: string): [string, FolderOption] {
  const [, name, folder, rw] = /^([^=]+)=(.+?)(:rw)?$/.exec(text) ?? [];
  if (name === undefined || folder === undefined) throw new UsageError(`--bucket takes NAME=FOLDER, not "${text}"`);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new UsageError(`--bucket ${name}: there is no folder ${folder}`);
  }
  return [name, { folder, writable: rw !== undefined }];
}

function rulesOption(file: string): readonly ImageRule[] {
  try {
    return readRules(readFileSync(file, "utf8"), file);
  } catch (error) {
    throw new UsageError(`--rules: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** @returns undefined if only help was asked for */
function readOptions(args: string[]): EmulatorOptions | undefined {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: "string" },
      "time-scale": { type: "string" },
      bucket: { type: "string", multiple: true },
      rules: { type: "string" },
      help: { type: "boolean" },
    },
  });
  if (values.help === true) return undefined;
  return {
    port: portOption(values.port),
    timeScale: numberOption("time-scale", values["time-scale"], 0) ?? 1,
    buckets: Object.fromEntries((values.bucket ?? []).map(bucketOption)),
    ...(values.rules === undefined ? {} : { rules: rulesOption(values.rules) }),
  };
}

async function run(options: EmulatorOptions): Promise<void> {
  const emulator = await startEmulator(options);
  process.stdout.write(`listening on ${emulator.url}\n`);
  const stop = (): void => {
    void emulator.close().then(() => process.exit(0));
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}

function fail(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`rekognition-emulator: ${message}\nSee rekognition-emulator --help\n`);
  process.exitCode = 2;
}

try {
  const options = readOptions(process.argv.slice(2));
  if (options === undefined) process.stdout.write(HELP);
  else run(options).catch(fail);
} catch (error) {
  fail(error);
}
