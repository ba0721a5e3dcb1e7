import { readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { VERBS } from "../control/verbs.js";
import type { FolderOption } from "../buckets/given-folder.js";
import type { EmulatorOptions } from "../emulator.js";
import type { ImageRule } from "../image-contents.js";
import { readRules } from "../images/shapes.js";

export const HELP = `rekognition-emulator: Amazon Rekognition on this machine, for development and tests.

  rekognition-emulator [--port N] [--time-scale N] [--bucket NAME=FOLDER]... [--rules FILE]

Point any AWS client at the address it prints, with made-up credentials:

  aws rekognition describe-projects --endpoint-url http://127.0.0.1:PORT

Options
  --port N              port to listen on; 0 (default) takes a free one
  --time-scale N        virtual seconds that pass in one real second; default 1.
                        With 600 a training of 45 minutes takes 4.5 seconds
  --bucket NAME=FOLDER  a folder that stands for the S3 bucket NAME: manifests, images and videos are
                        looked for in it. May be given more than once. Version V of the object KEY is
                        the file .versions/V/KEY. The folder is never changed: what is written or deleted
                        is kept apart from it; with NAME=FOLDER:rw it goes to the folder
  --rules FILE          what images and videos hold (faces, labels, what moderation warns of), as JSON;
                        see docs/emulator.md. Beside the image KEY, KEY.rekognition.json says it as well
  --state FILE          keep everything in FILE, and what is written to buckets in FILE.objects, for the
                        next start with it: after each change, before it is answered
  --host ADDRESS        address of this machine to listen on; default 127.0.0.1. With one that others
                        reach, such as 0.0.0.0, the control API needs the token printed at the start
  --token TEXT          that token; default: a new one at each start
  --no-control          refuse the control API and its page: only AWS's operations are answered
  --allow-host NAME     a name that clients use for this machine, such as that of a container. May be
                        given more than once
  --allow-origin ORIGIN an origin whose web pages may call the service, such as http://localhost:5173,
                        or * for every one. May be given more than once
  --sns-endpoint URL    an SNS to which finished video jobs and connected home stream processors publish,
                        as AWS's do; default: what they would publish is recorded only
  --kinesis-endpoint URL  a Kinesis to whose data streams face search stream processors put their
                        records; default: they are recorded only
  --s3-endpoint URL     an S3 that has all buckets that are not given as folders, such as
                        http://127.0.0.1:9000, or http://KEY:SECRET@127.0.0.1:9000
  --quiet               print the address, warnings and nothing else
  --verbose             log requests and answers as well, cut, without the bytes of images
  --version             the version
  --help                this text

The account is the access key id if that has 12 digits, else 123456789012; the Region is the signature's.
State, calls, costs, faults and the clock are under http://127.0.0.1:PORT/_emulator/:
${[...new Set(Object.values(VERBS).map(({ path }) => path))].join(", ")}.
Each request is logged on standard error in a line: time, operation, object, outcome, milliseconds.
Without --state nothing is kept when it ends. Stop it with Ctrl-C.
`;

class UsageError extends Error {}

/** How much is printed. */
export type Talk = "quiet" | "usual" | "verbose";

export interface Command {
  readonly emulator: EmulatorOptions;
  readonly talk: Talk;
}

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

function stateOption(file: string): string {
  if (statSync(dirname(file), { throwIfNoEntry: false })?.isDirectory() === true) return file;
  throw new UsageError(`--state: there is no folder ${dirname(file)}`);
}

function hostNameOption(text: string): string {
  if (/^[\w-]+(\.[\w-]+)*$/.test(text)) return text;
  throw new UsageError(`--allow-host takes a name without a port, not "${text}"`);
}

function originOption(text: string): string {
  if (text === "*" || (URL.canParse(text) && new URL(text).origin === text)) return text;
  throw new UsageError(`--allow-origin takes an origin, such as http://localhost:5173, not "${text}"`);
}

function tokenOption(text: string): string {
  if (/^[\x21-\x7e]{8,}$/.test(text)) return text;
  throw new UsageError("--token takes at least 8 printable characters of ASCII without a space");
}

function endpointOption(option: string, text: string): string {
  if (/^https?:\/\//.test(text) && URL.canParse(text)) return text;
  throw new UsageError(`--${option} takes an address, such as http://localhost:5000, not "${text}"`);
}

function assertControl(values: {
  readonly token?: string | undefined;
  readonly "no-control"?: boolean | undefined;
}): void {
  if (values["no-control"] === true && values.token !== undefined) {
    throw new UsageError("--token is for the control API, which --no-control closes");
  }
}

function talkOption({ quiet = false, verbose = false }: { quiet?: boolean; verbose?: boolean }): Talk {
  if (quiet && verbose) throw new UsageError("--quiet and --verbose exclude each other");
  if (quiet) return "quiet";
  return verbose ? "verbose" : "usual";
}

/**
 * @returns "help" or "version" if only that was asked for
 * @throws Error that says which argument is wrong
 */
export function readCommand(args: string[]): Command | "help" | "version" {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: "string" },
      "time-scale": { type: "string" },
      bucket: { type: "string", multiple: true },
      rules: { type: "string" },
      state: { type: "string" },
      host: { type: "string" },
      token: { type: "string" },
      "no-control": { type: "boolean" },
      "allow-host": { type: "string", multiple: true },
      "allow-origin": { type: "string", multiple: true },
      "sns-endpoint": { type: "string" },
      "kinesis-endpoint": { type: "string" },
      "s3-endpoint": { type: "string" },
      quiet: { type: "boolean" },
      verbose: { type: "boolean" },
      version: { type: "boolean" },
      help: { type: "boolean" },
    },
  });
  if (values.help === true) return "help";
  if (values.version === true) return "version";
  assertControl(values);
  const { "sns-endpoint": sns, "kinesis-endpoint": kinesis, "s3-endpoint": s3 } = values;
  return {
    talk: talkOption(values),
    emulator: {
      port: portOption(values.port),
      timeScale: numberOption("time-scale", values["time-scale"], 0) ?? 1,
      buckets: Object.fromEntries((values.bucket ?? []).map(bucketOption)),
      ...(values.rules === undefined ? {} : { rules: rulesOption(values.rules) }),
      ...(values.state === undefined ? {} : { state: stateOption(values.state) }),
      allowHosts: (values["allow-host"] ?? []).map(hostNameOption),
      allowOrigins: (values["allow-origin"] ?? []).map(originOption),
      ...(values.host === undefined ? {} : { host: values.host }),
      ...(sns === undefined ? {} : { snsEndpoint: endpointOption("sns-endpoint", sns) }),
      ...(kinesis === undefined ? {} : { kinesisEndpoint: endpointOption("kinesis-endpoint", kinesis) }),
      ...(s3 === undefined ? {} : { s3Endpoint: endpointOption("s3-endpoint", s3) }),
      ...(values.token === undefined ? {} : { token: tokenOption(values.token) }),
      ...(values["no-control"] === true ? { isControlOpen: false } : {}),
    },
  };
}
