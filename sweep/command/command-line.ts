import { parseArgs } from "node:util";
import { parseDurationMs } from "../../provider/base/durations.js";
import type { SubjectArguments } from "../stack/subject.js";
import { assertSubjectFits, orUsageError, subjectArguments, subjectOptions } from "../stack/subject-options.js";
import { UsageError } from "../sweep-error.js";

/** What `sweep` was asked to do. */
export interface SweepArguments extends SubjectArguments {
  readonly gone: boolean;
  readonly superseded: boolean;
  readonly action: "stop" | "delete" | undefined;
  readonly kept: boolean;
  /** The owner, typed: what some state has recorded is stopped or deleted as well. */
  readonly recorded: string | undefined;
  /** Only these are stopped or deleted, whatever left them over. */
  readonly arns: readonly string[];
  readonly forceDestroy: boolean;
  readonly waitForTraining: boolean;
  readonly timeoutMs: number;
  readonly yes: boolean;
  readonly assumeUnlocked: boolean;
  readonly json: boolean;
}

/** What the command line asks for. */
export type Invocation =
  { readonly command: "help" | "version" } | { readonly command: "sweep"; readonly arguments: SweepArguments };

const HOUR_MS = 3_600_000;
const TRAINING_LIMIT_MS = 26 * HOUR_MS;

const options = {
  ...subjectOptions,
  gone: { type: "boolean", default: false },
  superseded: { type: "boolean", default: false },
  stop: { type: "boolean", default: false },
  delete: { type: "boolean", default: false },
  kept: { type: "boolean", default: false },
  recorded: { type: "string" },
  arn: { type: "string", multiple: true, default: [] as string[] },
  "force-destroy": { type: "boolean", default: false },
  "wait-for-training": { type: "boolean", default: false },
  timeout: { type: "string" },
  yes: { type: "boolean", short: "y", default: false },
  "assume-unlocked": { type: "boolean", default: false },
  json: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
  version: { type: "boolean", default: false },
} as const;

/** Reads the command line, without the names of program and script. */
export function readCommandLine(args: readonly string[]): Invocation {
  const { values, positionals } = parsed(args);
  if (values.version) return { command: "version" };
  const [command, ...more] = positionals;
  if (values.help || command === "help" || command === undefined) return { command: "help" };
  if (command !== "sweep" || more.length > 0) throw new UsageError(`"${[command, ...more].join(" ")}" is no command.`);
  const action = values.delete ? "delete" : values.stop ? "stop" : undefined;
  assertFit(values);
  return {
    command: "sweep",
    arguments: {
      ...subjectArguments(values),
      gone: values.gone,
      superseded: values.superseded,
      action,
      kept: values.kept,
      recorded: values.recorded,
      arns: values.arn,
      forceDestroy: values["force-destroy"],
      waitForTraining: values["wait-for-training"],
      timeoutMs: timeoutMs(values.timeout, values["wait-for-training"]),
      yes: values.yes,
      assumeUnlocked: values["assume-unlocked"],
      json: values.json,
    },
  };
}

function parsed(args: readonly string[]) {
  return orUsageError(() => parseArgs({ args: [...args], options, allowPositionals: true, strict: true }));
}

type Values = ReturnType<typeof parsed>["values"];

function assertFit(values: Values): void {
  const refuse = (isWrong: boolean, reason: string): void => {
    if (isWrong) throw new UsageError(reason);
  };
  const isGone = values.owner !== undefined && values["state-file"] === undefined;
  refuse(values.stop && values.delete, "--stop and --delete exclude each other; --delete stops what runs.");
  refuse(values.kept && !values.delete, "--kept goes with --delete: what is kept is stopped already.");
  refuse(values["force-destroy"] && !values.delete, "--force-destroy goes with --delete.");
  refuse(values["wait-for-training"] && !values.delete, "--wait-for-training goes with --delete.");
  const acts = values.stop || values.delete;
  refuse(values.recorded !== undefined && !acts, "--recorded goes with --stop or --delete.");
  refuse(values.arn.length > 0 && !acts, "--arn goes with --stop or --delete.");
  refuse(values.arn.length > 0 && values.recorded !== undefined, "--arn names what to take; --recorded is not needed.");
  refuse(values.gone && !isGone, "--gone goes with --owner.");
  refuse(isGone && values.stack !== undefined, "--owner is for a stack that is gone; --stack is for one that exists.");
  refuse(isGone && values.superseded, "--superseded needs a state to look into; with --owner there is none.");
  assertSubjectFits(values);
}

function timeoutMs(text: string | undefined, waitsForTraining: boolean): number {
  if (text === undefined) return waitsForTraining ? TRAINING_LIMIT_MS : HOUR_MS;
  const ms = parseDurationMs(text);
  if (ms === undefined || ms <= 0)
    throw new UsageError(`--timeout takes a time such as 90s, 45m or 2h, not "${text}".`);
  return ms;
}
