import { CODE_OF } from "../../../provider/aws/error-mapping.js";
import { type ErrorCode, type ErrorEntry, errorTable } from "../../../provider/base/error-table.js";
import { code, codeBlock, enumerate, generatedFrom, page, table } from "./markdown.js";
import { pluginTroubles } from "./plugin-troubles.js";

const WHO: Readonly<Record<ErrorEntry["audience"], string>> = {
  user: "you, in the program or in how it is run",
  operator: "the administrator of the AWS account or of the network",
  service: "AWS; waiting often helps",
  provider: "this package",
};

/** The page of all errors, by their code. */
export function troubleshootingPage(serviceErrors: readonly string[]): string {
  const entries = Object.entries(errorTable) as [ErrorCode, ErrorEntry][];
  const names = namesByCode(serviceErrors);
  return page(
    generatedFrom("provider/base/error-table.ts, provider/aws/error-mapping.ts and tools/generate/reference"),
    "# Troubleshooting",
    "Every failure is one message. It says what happened to which resource, in which state, and what to do next. It ends with a code in brackets, such as `[TrainingFailed]`: look the code up here. Below `Diagnostics:` the same failure may be named twice, once beside the resource and once as `see the error of that resource`; the first one has the text. Errors of Pulumi itself about the plugin are [below](#the-plugin).",
    "Transient errors are retried before they are reported, as often as `rekognition:maxAttempts` says. Whatever the code, it is safe to run the same command again: it continues what was begun, and nothing is trained twice.",
    "## A log of AWS calls",
    "`PULUMI_REKOGNITION_LOG=calls.log pulumi up` adds a line to that file for each AWS call: the time, the operation, the object, the attempt, the outcome, AWS's request id (which AWS Support asks for) and the duration in milliseconds. `PULUMI_REKOGNITION_LOG=engine` writes the lines to the CLI's own log instead, which `pulumi up --debug` shows; those of the sweep go to its standard error. A relative path starts at the program's folder. Only its owner may read the file. It contains no credentials, but names and ARNs.",
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
    "`AccessDeniedException` of a stream processor's call is [StreamProcessorAccessDenied](#streamprocessoraccessdenied) instead. If the cause of a `ResourceInUseException` is known, the code is more specific: [NameTaken](#nametaken), [StreamInUse](#streaminuse), [NotEmpty](#notempty).",
    "## By code",
    ...entries.flatMap(([errorCode, entry]) => section(errorCode, entry, names.get(errorCode) ?? [])),
    ...pluginTroubles(),
  );
}

function section(errorCode: ErrorCode, entry: ErrorEntry, awsNames: readonly string[]): (string | undefined)[] {
  const retried = entry.retryable ? " It is retried before it is reported." : "";
  return [
    `### ${errorCode}`,
    `${entry.meaning}${retried}`,
    `**What to do:** ${entry.wayOut}`,
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
