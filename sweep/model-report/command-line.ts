import { parseArgs } from "node:util";
import { parseArn } from "../../provider/aws/arns.js";
import { UsageError } from "../sweep-error.js";
import type { SubjectArguments } from "../stack/subject.js";
import { assertSubjectFits, orUsageError, subjectArguments, subjectOptions } from "../stack/subject-options.js";

/** How a report is written. */
export const FORMATS = ["markdown", "json", "html"] as const;
export type Format = (typeof FORMATS)[number];

/** What `report` was asked to do. */
export interface ReportArguments extends SubjectArguments {
  /** ARNs or names. */
  readonly projects: readonly string[];
  /** ARNs. */
  readonly models: readonly string[];
  readonly format: Format;
  readonly output: string | undefined;
}

/** What the command line asks for. */
export type ReportInvocation =
  { readonly command: "help" } | { readonly command: "report"; readonly arguments: ReportArguments };

const options = {
  ...subjectOptions,
  project: { type: "string", multiple: true, default: [] as string[] },
  model: { type: "string", multiple: true, default: [] as string[] },
  "s3-endpoint": { type: "string" },
  format: { type: "string", short: "f", default: "markdown" },
  output: { type: "string", short: "o" },
  help: { type: "boolean", short: "h", default: false },
} as const;

/** Reads what follows `report` on the command line. */
export function readReportCommandLine(args: readonly string[]): ReportInvocation {
  const { values, positionals } = parsed(args);
  if (values.help) return { command: "help" };
  const refuse = (isWrong: boolean, reason: string): void => {
    if (isWrong) throw new UsageError(reason);
  };
  const [more] = positionals;
  const hint = more?.startsWith("arn:") === true ? " A model is named with --model, a project with --project." : "";
  refuse(more !== undefined, `report takes options only, not "${more ?? ""}".${hint}`);
  const format = FORMATS.find((each) => each === values.format);
  if (format === undefined) throw new UsageError(`--format takes ${FORMATS.join(", ")}, not "${values.format}".`);
  const [strange] = values.model.filter(
    (arn) => !/:project\/[^/]+\/version\//.test(arn) || parseArn(arn) === undefined,
  );
  refuse(strange !== undefined, `--model takes the ARN of a model, not "${strange ?? ""}".`);
  assertSubjectFits(values);
  refuse(
    values.model.length > 0 && values.project.length > 0,
    "--model and --project exclude each other: a project's models include it.",
  );
  refuse(
    values.owner !== undefined && values["state-file"] === undefined,
    "--owner goes with --state-file: it says whose state that is.",
  );
  return {
    command: "report",
    arguments: {
      ...subjectArguments(values),
      s3Endpoint: values["s3-endpoint"],
      projects: values.project,
      models: values.model,
      format,
      output: values.output,
    },
  };
}

function parsed(args: readonly string[]) {
  return orUsageError(() => parseArgs({ args: [...args], options, allowPositionals: true, strict: true }));
}

/** Whether a report that fails says so in JSON: where JSON is asked for, and not into a file, which a failure leaves as it is. */
export function failsInJson(args: readonly string[]): boolean {
  const { format, output } = parseArgs({ args: [...args], options, allowPositionals: true, strict: false }).values;
  return format === "json" && output === undefined;
}
