import type { ParseArgsConfig } from "node:util";
import { UsageError } from "../sweep-error.js";
import type { SubjectArguments } from "./subject.js";

/** The options of every command that say whose things it is about, and how AWS is called for it. */
export const subjectOptions = {
  stack: { type: "string", short: "s" },
  cwd: { type: "string", short: "C" },
  "config-file": { type: "string" },
  "state-file": { type: "string" },
  owner: { type: "string" },
  region: { type: "string", multiple: true, default: [] as string[] },
  profile: { type: "string" },
  endpoint: { type: "string" },
  "assume-role": { type: "string" },
} as const satisfies ParseArgsConfig["options"];

interface SubjectValues {
  readonly stack?: string | undefined;
  readonly cwd?: string | undefined;
  readonly "config-file"?: string | undefined;
  readonly "state-file"?: string | undefined;
  readonly owner?: string | undefined;
  readonly region: readonly string[];
  readonly profile?: string | undefined;
  readonly endpoint?: string | undefined;
  readonly "assume-role"?: string | undefined;
}

/** What these options say. */
export function subjectArguments(values: SubjectValues): SubjectArguments {
  return {
    folder: values.cwd ?? ".",
    stack: values.stack,
    configFile: values["config-file"],
    stateFile: values["state-file"],
    owner: values.owner,
    regions: values.region,
    profile: values.profile,
    endpoint: values.endpoint,
    assumeRole: values["assume-role"],
  };
}

/** Refuses those that exclude each other. */
export function assertSubjectFits(values: Pick<SubjectValues, "stack" | "state-file">): void {
  if (values["state-file"] === undefined || values.stack === undefined) return;
  throw new UsageError("--state-file takes the place of --stack: give the one or the other.");
}

/** Reads a command line; what does not fit its options is an error of usage. */
export function orUsageError<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
