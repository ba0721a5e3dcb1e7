import { readFileSync } from "node:fs";
import * as z from "zod";
import type { ConfigSource } from "../../provider/session/config.js";
import { unknownKeys } from "../../provider/session/configuration/unknown-keys.js";
import { refused } from "../../provider/session/configuration/values.js";
import { type Lock, readLock } from "./lock.js";
import type { PulumiCommand } from "./pulumi-command.js";
import { type RecordedState, readExport } from "./recorded-state.js";
import { SweepError } from "../sweep-error.js";

/** Where a stack is found. */
export interface StackReference {
  /** The folder of its project. */
  readonly folder: string;
  /** Its name, as the CLI takes it; unset for the one that is selected. */
  readonly stack: string | undefined;
  readonly configFile: string | undefined;
}

/** What Pulumi tells about a stack. */
export interface Stack {
  /** organization/project/stack */
  readonly fullName: string;
  readonly state: RecordedState;
  /** The state, read again. */
  readonly stateNow: () => Promise<RecordedState>;
  readonly config: ConfigSource;
  /** Asked again each time. */
  readonly lock: () => Promise<Lock>;
}

/** Asks the Pulumi CLI for a stack's name, state, configuration and lock. */
export async function readStack(pulumi: PulumiCommand, reference: StackReference): Promise<Stack> {
  const { folder, stack } = reference;
  const which = stack === undefined ? [] : [`--stack=${stack}`];
  const stateNow = async (): Promise<RecordedState> =>
    parseState(await pulumi(["stack", "export", ...which], folder), "What Pulumi printed");
  const [shownName, state, config] = await Promise.all([
    pulumi(["stack", "--show-name", "-Q", ...which], folder),
    stateNow(),
    readStackConfig(pulumi, reference, which),
  ]);
  const fullName = shownName.trim();
  if (fullName.split("/").length !== 3) {
    throw new SweepError(
      `Pulumi calls the stack "${fullName}", without organization and project. Say whose things to look for with --owner, and what is in its state with --state-file.`,
    );
  }
  assertKnown(config.keys, fullName);
  return { fullName, state, stateNow, config, lock: () => readLock(pulumi, folder, fullName) };
}

/** Whether Pulumi, asked in a folder, knows a stack of this full name; undefined where it cannot say. */
export async function stackExists(
  pulumi: PulumiCommand,
  folder: string,
  fullName: string,
): Promise<boolean | undefined> {
  try {
    await pulumi(["stack", "export", `--stack=${fullName}`], folder);
    return true;
  } catch (error) {
    return error instanceof SweepError && error.message.includes("no stack named") ? false : undefined;
  }
}

/** Reads a file that holds what `pulumi stack export` printed. */
export function readStateFile(path: string): RecordedState {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new SweepError(`--state-file ${path} cannot be read: ${error instanceof Error ? error.message : ""}`);
  }
  return parseState(text, path);
}

function parseState(text: string, what: string): RecordedState {
  try {
    return readExport(text);
  } catch {
    throw new SweepError(`${what} is no exported state, as \`pulumi stack export\` prints it.`);
  }
}

const configShape = z.record(z.string(), z.looseObject({ value: z.string().optional(), secret: z.boolean() }));
const READ = /^(rekognition|aws):/;

async function readStackConfig(
  pulumi: PulumiCommand,
  { folder, configFile }: StackReference,
  which: readonly string[],
): Promise<ConfigSource & { readonly keys: readonly string[] }> {
  const where = [...which, ...(configFile === undefined ? [] : [`--config-file=${configFile}`])];
  const values = new Map<string, string>();
  // Values of Pulumi ESC environments are shown only when they are opened.
  const config = configShape.parse(JSON.parse(await pulumi(["config", "--json", "--open", ...where], folder)));
  for (const [key, { value, secret }] of Object.entries(config)) {
    if (!READ.test(key)) continue;
    const shown = secret ? (await pulumi(["config", "get", ...where, "--", key], folder)).trimEnd() : value;
    if (shown !== undefined) values.set(key, shown);
  }
  return { get: (key) => values.get(key), keys: [...values.keys()] };
}

/** Where a misspelt endpoint or account would send the program, it would send the sweep. */
function assertKnown(keys: readonly string[], fullName: string): void {
  const [, project = ""] = fullName.split("/");
  const { errors } = unknownKeys(keys, project);
  if (errors.length > 0) throw refused(errors.join(" "));
}
