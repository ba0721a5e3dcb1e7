import { CODE_OF } from "../../../provider/aws/error-mapping.js";
import { type ErrorCode, type ErrorEntry, errorTable } from "../../../provider/base/error-table.js";
import { code, codeBlock, enumerate, generatedFrom, page, table } from "./markdown.js";

const WHO: Readonly<Record<ErrorEntry["audience"], string>> = {
  user: "you: the program, or how it is run",
  operator: "the administrator of the AWS account",
  service: "AWS, mostly by waiting",
  provider: "this package",
};

/** The page of all errors, by their code. */
export function troubleshootingPage(serviceErrors: readonly string[]): string {
  const entries = Object.entries(errorTable) as [ErrorCode, ErrorEntry][];
  const names = namesByCode(serviceErrors);
  return page(
    generatedFrom("provider/base/error-table.ts and provider/aws/error-mapping.ts"),
    "# Troubleshooting",
    "Every failure is one message: what happened to which resource, in which state, the next step, and last a code in brackets, such as `[TrainingFailed]`. Look the code up here. Below `Diagnostics:` the same failure may be named twice, once beside the resource and once as `see the error of that resource`; the first one has the text.",
    "An error that passes by itself is tried again before it is reported, as often as `rekognition:maxAttempts` says. Whatever the code: running the same command again is safe. It takes up what is under way, and nothing is trained twice.",
    "## What was asked of AWS",
    "`PULUMI_REKOGNITION_LOG=calls.log pulumi up` adds a line to that file for each AWS call: when, the operation, what it is about, the attempt, how it ended, AWS's request id, which AWS support asks for, and the milliseconds. `PULUMI_REKOGNITION_LOG=engine` writes the lines into the CLI's own log instead, which `pulumi up --debug` shows; those of the sweep go to its standard error. A path counts from the program's folder. Only its owner may read the file; no credential is in it, but names and ARNs are.",
    codeBlock(
      "text",
      "time=2026-11-26T15:50:00.123Z operation=StartProjectVersion object=arn:aws:rekognition:us-east-1:123456789012:project/animals/version/v1/1700000000000 attempt=1 outcome=ThrottlingException requestId=1f6c0a3e-0c46-4a5e-9d1c-3a8f5b1f6a5e ms=84",
    ),
    "## By AWS's error name",
    table(
      ["AWS says", "code"],
      [...names]
        .flatMap(([errorCode, awsNames]) => awsNames.map((name) => [name, errorCode] as const))
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, errorCode]) => [code(name), link(errorCode)]),
    ),
    "`AccessDeniedException` of a stream processor's call is [StreamProcessorAccessDenied](#streamprocessoraccessdenied) instead. Where it is known what a `ResourceInUseException` is about, the code is that: [NameTaken](#nametaken), [StreamInUse](#streaminuse), [NotEmpty](#notempty).",
    "## By code",
    ...entries.flatMap(([errorCode, entry]) => section(errorCode, entry, names.get(errorCode) ?? [])),
  );
}

function section(errorCode: ErrorCode, entry: ErrorEntry, awsNames: readonly string[]): (string | undefined)[] {
  const retried = entry.retryable ? " Tried again by itself before it is reported." : "";
  return [
    `### ${errorCode}`,
    `${entry.meaning}${retried}`,
    `**Way out:** ${entry.wayOut}`,
    `Who can fix it: ${WHO[entry.audience]}.${awsNames.length === 0 ? "" : ` AWS says ${enumerate(awsNames.map((name) => code(name)))}.`}`,
  ];
}

/** AWS's names, the ones of the API model without an entry of their own included. */
function namesByCode(serviceErrors: readonly string[]): ReadonlyMap<ErrorCode, readonly string[]> {
  const names = new Map<ErrorCode, string[]>();
  for (const name of [...new Set([...Object.keys(CODE_OF), ...serviceErrors])].sort()) {
    const errorCode = CODE_OF[name] ?? "ServiceRefused";
    names.set(errorCode, [...(names.get(errorCode) ?? []), name]);
  }
  return names;
}

function link(errorCode: string): string {
  return `[${errorCode}](#${errorCode.toLowerCase()})`;
}
