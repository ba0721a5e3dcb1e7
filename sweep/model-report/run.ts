import { writeFileSync } from "node:fs";
import { progressReporter } from "../../provider/session/progress.js";
import type { AwsContext } from "../../provider/lifecycle/aws-context.js";
import type { Surroundings } from "../command/run.js";
import { lookingContext } from "../environment.js";
import { assertAccount } from "../find/find.js";
import { EXIT } from "../report/outcome-report.js";
import { placeWithoutStack, type Subject, subjectOf } from "../stack/subject.js";
import { SweepError } from "../sweep-error.js";
import { gather, type Gathered, type Topic } from "./collect/gather.js";
import type { Format, ReportArguments } from "./command-line.js";
import { totalOf } from "./costs.js";
import { type Finding, type ReportDocument, VERSION } from "./document.js";
import { htmlReport } from "./html/page.js";
import { markdownReport } from "./markdown/report.js";

/** Beside the codes of the sweep, which mean the same here. */
const REPORT_EXIT = { runsOutsideState: EXIT.leftOver, worseThanPredecessor: 5, evaluationUnread: 6 } as const;
/** Of several findings the first one counts. */
const ORDER = ["worseThanPredecessor", "runsOutsideState", "evaluationUnread"] as const satisfies readonly Finding[];

const HOUR_MS = 3_600_000;

const FORMATTERS: Readonly<Record<Format, (document: ReportDocument) => string>> = {
  markdown: markdownReport,
  json: (document) => JSON.stringify(document, undefined, 2),
  html: htmlReport,
};

/** Makes the report and gives its exit code. */
export async function report(args: ReportArguments, around: Surroundings): Promise<number> {
  const { clock, signal, connection } = around;
  const { topic, place, notes } = await topicOf(args, around);
  const { aws, prices } = place;
  const environment = { clock, signal, connection, aws, prices, timeoutMs: HOUR_MS, report: nothing, warn: nothing };
  const contexts = new Map<string, AwsContext>();
  const contextIn = (region: string): AwsContext => {
    const context = contexts.get(region) ?? lookingContext(environment, region);
    contexts.set(region, context);
    return context;
  };
  // With the credentials of another account nothing would be found, which proves nothing.
  const [region = ""] = place.regions;
  if (topic.kind === "stack") assertAccount(await contextIn(region).aws.account(), topic.state);
  const gathered = await gather(topic, { ...place, contextIn, tell: teller(around) });
  const document = documentOf(topic, gathered, notes, clock.now());
  const text = FORMATTERS[args.format](document);
  if (args.output === undefined) around.print(text);
  else write(args.output, `${text}\n`);
  return document.exitCode;
}

/** What it is about, and how AWS is called for it. */
async function topicOf(args: ReportArguments, { pulumi }: Surroundings) {
  const { projects, models } = args;
  const topic: Topic | undefined =
    models.length > 0
      ? { kind: "model", names: models }
      : projects.length > 0
        ? { kind: "project", names: projects }
        : undefined;
  const isOfStack = topic === undefined || args.stack !== undefined || args.stateFile !== undefined;
  if (!isOfStack) return { topic, place: await placeWithoutStack(args), notes: [] };
  const subject = await subjectOf(args, pulumi);
  return { topic: topic ?? stackTopic(subject), place: subject, notes: topic === undefined ? notesOn(subject) : [] };
}

function stackTopic({ owner, marks, state }: Subject): Topic {
  if (state === undefined) throw new SweepError(`There is no state of ${owner}.`);
  return { kind: "stack", name: owner, state, marks };
}

function notesOn({ state }: Subject): string[] {
  const pending = state?.pendingOperations ?? [];
  return pending.length === 0
    ? []
    : [`The state has pending operations (${pending.join(", ")}): what they made may be missing in it.`];
}

function documentOf(topic: Topic, gathered: Gathered, notes: readonly string[], nowMs: number): ReportDocument {
  const { models, running, projects, unread } = gathered;
  const runs = new Set(running.filter(({ status }) => status === "RUNNING").map(({ arn }) => arn));
  const found: Record<Finding, boolean> = {
    worseThanPredecessor: models.some(({ arn, predecessor }) => runs.has(arn) && predecessor?.isBetter === true),
    runsOutsideState: running.some(({ inState }) => inState === "no"),
    evaluationUnread: unread > 0,
  };
  const findings = ORDER.filter((finding) => found[finding]);
  const [first] = findings;
  return {
    version: VERSION,
    about: { kind: topic.kind, name: topic.kind === "stack" ? topic.name : topic.names.join(", ") },
    createdAt: new Date(nowMs).toISOString(),
    findings,
    models,
    running,
    costs: totalOf(running),
    projects,
    notes: [...notes, ...gathered.notes],
    exitCode: first === undefined ? EXIT.done : REPORT_EXIT[first],
  };
}

/** Says how it goes where it takes more than two seconds. */
function teller(around: Surroundings): (done: number, of: number) => void {
  const { clock, isLive } = around;
  const log = (message: string): void => {
    around.say(`report: ${message}`, isLive);
  };
  const beganMs = clock.monotonicMs();
  const reporter = progressReporter({ log }, "", clock, isLive);
  return (done, of) => {
    // Off a terminal each text is a line of a log: one will do.
    const status = isLive ? `models read: ${String(done)} of ${String(of)}` : `models to read: ${String(of)}`;
    reporter.report({ status, elapsedMs: clock.monotonicMs() - beganMs, waitingUntil: "is complete" });
  };
}

function write(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new SweepError(`--output ${path} cannot be written: ${error instanceof Error ? error.message : ""}`);
  }
}

function nothing(): void {
  // A report only looks: nothing is waited for, and nothing takes an unexpected turn.
}
