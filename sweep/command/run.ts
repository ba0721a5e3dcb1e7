import type { Connections } from "../../provider/session/process-services.js";
import { progressReporter } from "../../provider/session/progress.js";
import { ownerTagValue } from "../../provider/lifecycle/claim.js";
import type { Clock } from "../../provider/base/clock.js";
import { isRekognitionError } from "../../provider/base/errors.js";
import { type Outcome, carryOut, concernedBy } from "../remove/carry-out.js";
import { type SweepArguments, readCommandLine } from "./command-line.js";
import type { SweepEnvironment } from "../environment.js";
import { causeOf } from "../find/decide.js";
import { findLeftovers } from "../find/find.js";
import { HELP } from "./help.js";
import { failsInJson, readReportCommandLine } from "../model-report/command-line.js";
import { REPORT_HELP } from "../model-report/help.js";
import { report } from "../model-report/run.js";
import { listing, nextSteps } from "../report/listing.js";
import { EXIT, exitCodeOf, jsonReport, outcomeText } from "../report/outcome-report.js";
import type { PulumiCommand } from "../stack/pulumi-command.js";
import { type Ask, blocksOf, isConfirmed } from "./safeguards.js";
import { type Subject, subjectOf } from "../stack/subject.js";
import { Refusal, SweepError, UsageError } from "../sweep-error.js";
import type { Thing } from "../find/thing.js";
import { subjectText, wrapped } from "../report/wording.js";

/** What the command runs in. */
export interface Surroundings {
  readonly pulumi: PulumiCommand;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly connection: Connections;
  readonly version: string;
  /** What was asked for: a line of standard output. */
  readonly print: (text: string) => void;
  /** What is said beside it: a line of standard error; an ephemeral one gives way to the next. */
  readonly say: (text: string, isEphemeral?: boolean) => void;
  /** Undefined where nobody can be asked. */
  readonly ask: Ask | undefined;
  /** Whether `say` can take lines back. */
  readonly isLive: boolean;
}

/** Runs the command line to its exit code. */
export async function run(args: readonly string[], around: Surroundings): Promise<number> {
  const [command, ...more] = args;
  const isReport = command === "report";
  const isJson = args.includes("--json") || (isReport && failsInJson(more));
  try {
    if (isReport) return await runReport(more, around);
    const invocation = readCommandLine(args);
    if (invocation.command === "sweep") return await sweep(invocation.arguments, around);
    around.print(invocation.command === "help" ? HELP.trimEnd() : around.version);
    return EXIT.done;
  } catch (error) {
    const exitCode = around.signal.aborted ? EXIT.interrupted : exitCodeOfError(error);
    const message = error instanceof Error ? error.message : String(error);
    const hint = exitCode === EXIT.usage ? [`See pulumi-rekognition ${isReport ? "report" : "sweep"} --help`] : [];
    if (isJson) around.print(JSON.stringify({ error: message, exitCode }, undefined, 2));
    around.say([...wrapped(`pulumi-rekognition: ${message}`), ...hint].join("\n"));
    return exitCode;
  }
}

async function runReport(args: readonly string[], around: Surroundings): Promise<number> {
  const invocation = readReportCommandLine(args);
  if (invocation.command === "report") return report(invocation.arguments, around);
  around.print(REPORT_HELP.trimEnd());
  return EXIT.done;
}

async function sweep(args: SweepArguments, around: Surroundings): Promise<number> {
  const subject = await subjectOf(args, around.pulumi);
  const environment = environmentOf(args, subject, around);
  const { owner, marks, regions, state } = subject;
  const { superseded, arns } = args;
  const findings = await findLeftovers(environment, { owner, marks, regions, state, superseded, arns });
  const lock = await subject.lock();
  const blocks = blocksOf(subject, lock);
  const { leftovers } = findings;
  const begun = leftovers.filter(({ cause }) => cause === "orphan");
  const notes = [...subject.notes, ...new Set(begun.flatMap((thing) => subject.doubts.get(thing.owner) ?? []))];
  const meant = args.arns.length === 0 ? leftovers : leftovers.filter(({ arn }) => args.arns.includes(arn));
  const end = (outcomes: readonly Outcome[] | undefined, exitCode = exitCodeOf(meant, outcomes)): number => {
    if (args.json) around.print(jsonReport(findings, notes, blocks, outcomes, exitCode));
    return exitCode;
  };
  if (!args.json)
    around.print(listing(findings, subject.prices, [...notes, ...(args.action === undefined ? blocks : [])]));
  if (args.action === undefined) {
    const next = nextSteps(leftovers);
    if (!args.json && next !== "") around.print(next);
    return end(undefined);
  }
  const recorded = args.recorded && ownerTagValue(args.recorded);
  if (recorded !== undefined && !marks.includes(recorded)) {
    throw new UsageError(`--recorded takes the owner, to be sure that it is meant: it is ${marks.join(" or ")}.`);
  }
  const order = { ...args, action: args.action, recorded };
  const missing = args.arns.filter((arn) => !leftovers.some((thing) => thing.arn === arn));
  if (missing.length > 0) {
    throw new SweepError(
      `${missing.join(", ")}: not left over. The stack uses it, or nothing with owner ${owner} has this ARN.`,
    );
  }
  const concerned = concernedBy(leftovers, order);
  if (concerned.length === 0) {
    if (!args.json) around.print(`There is nothing to ${order.action}.`);
    return end([]);
  }
  if (blocks.length > 0) return refused(around, blocks, end);
  if (!(await isConfirmed(args, subject, lock, concerned, order, around.ask))) {
    around.say("Nothing was done.");
    return end(undefined);
  }
  // Time has passed since the first look, with somebody at the terminal much of it. The lock comes first: what a run has
  // made that ended before is in the state by now, and a later one claims again what it takes from the list.
  const lockNow = await subject.lock();
  const stateNow = await subject.stateNow();
  const since = blocksOf({ ...subject, state: stateNow }, lockNow);
  if (since.length > 0) return refused(around, since, end);
  const tell = (outcome: Outcome): void => {
    if (args.json) around.say(outcomeText(outcome));
    else around.print(outcomeText(outcome));
  };
  const recordedSince = concerned
    .filter((thing) => causeOf(thing, stateNow) !== thing.cause)
    .map((thing): Outcome => ({ thing, result: "left", reason: "a run has recorded it since it was listed" }));
  recordedSince.forEach(tell);
  const taken = new Set(recordedSince.map(({ thing }) => thing));
  const outcomes = await carryOut(
    environment,
    leftovers.filter((thing) => !taken.has(thing)),
    order,
    tell,
  );
  return end([...recordedSince, ...outcomes]);
}

function refused(
  around: Surroundings,
  blocks: readonly string[],
  end: (outcomes: undefined, exitCode: number) => number,
): number {
  around.say(["", "Nothing was done.", ...blocks.flatMap((block) => wrapped(block))].join("\n"));
  return end(undefined, EXIT.refused);
}

function environmentOf(args: SweepArguments, subject: Subject, around: Surroundings): SweepEnvironment {
  const { clock, signal, connection } = around;
  const reporters = new Map<Thing, ReturnType<typeof progressReporter>>();
  const reporterOf = (thing: Thing): ReturnType<typeof progressReporter> => {
    const log = (message: string): void => {
      around.say(`${subjectText(thing)}: ${message}`, around.isLive);
    };
    const known = reporters.get(thing) ?? progressReporter({ log }, "", clock, around.isLive);
    reporters.set(thing, known);
    return known;
  };
  return {
    clock,
    signal,
    connection,
    aws: subject.aws,
    prices: subject.prices,
    timeoutMs: args.timeoutMs,
    report: (thing, progress) => {
      reporterOf(thing).report(progress);
    },
    warn: (thing, message) => {
      around.say(`${subjectText(thing)}: ${message}`);
    },
  };
}

function exitCodeOfError(error: unknown): number {
  if (error instanceof UsageError) return EXIT.usage;
  if (error instanceof Refusal) return EXIT.refused;
  if (error instanceof SweepError || isRekognitionError(error)) return EXIT.failed;
  throw error;
}
