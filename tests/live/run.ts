import { rmSync, writeFileSync } from "node:fs";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "../e2e/harness/package-under-test.js";
import { type AwsClients, awsClients } from "./aws/clients.js";
import type { Left } from "./clean/clean.js";
import { casesOf } from "./command/plan.js";
import { Budget } from "./money/budget.js";
import { type Prices, dollars, worstUsd } from "./money/prices.js";
import type { CaseOutcome, LiveRecord } from "./record/record.js";
import { Recorder } from "./record/record.js";
import { scrubbed } from "./record/scrub.js";
import { cleanPlace } from "./runs/clean-up.js";
import type { LiveFolder, RunPlace } from "./runs/live-folder.js";
import { namesOf, newRun } from "./runs/names.js";
import { runCase } from "./runs/run-case.js";
import type { Settings } from "./settings.js";
import { liveTime } from "./time.js";

export interface RunOptions {
  readonly settings: Settings;
  readonly prices: Prices;
  readonly folder: LiveFolder;
  readonly place: RunPlace;
  readonly tell: (line: string) => void;
  /** Ends the run, with what is then to be cleaned up. */
  readonly signal: AbortSignal;
  /** Ends what comes after the end: a second ^C. */
  readonly forced: AbortSignal;
}

/** Runs the cases that fit, cleans up and writes the record. Answers whether all that ran has passed and nothing is left. */
export async function run(options: RunOptions): Promise<boolean> {
  const { settings, prices, folder, place, tell, signal } = options;
  const id = newRun();
  const runFolder = folder.begin(id, place);
  const recorder = new Recorder();
  const time = liveTime(settings.clockScale);
  const aws = awsClients(settings, { recorder, time });
  const names = namesOf(settings.owner);
  const budget = new Budget(settings.limitUsd, prices);
  const context = { settings, aws, names, recorder, time, signal, tell };
  const name = (of: string): string => `${names.prefix}${id}-${of}`;
  let left: Left = [];
  const isEnding = (): boolean => signal.aborted;
  try {
    for (const each of casesOf(settings.only)) {
      const bounds = each.bounds(settings);
      const begunMs = time.sinceMs();
      const end = (outcome: CaseOutcome["outcome"], reason?: string): void => {
        const seconds = Math.round((time.sinceMs() - begunMs) / 1000);
        const worst = worstUsd(bounds, prices);
        recorder.cases.push({ name: each.name, outcome, ...(reason && { reason }), worstUsd: worst, seconds });
        tell(`${each.name}: ${outcome}${reason === undefined ? "" : `: ${reason}`}`);
      };
      if (isEnding()) {
        end("stopped", reasonOf(signal));
        continue;
      }
      const refusal = each.lacks?.(settings) ?? budget.refusal(bounds);
      if (refusal !== undefined) {
        end("skipped", refusal);
        continue;
      }
      budget.commit(bounds);
      recorder.current = each.name;
      tell(`${each.name}: at most ${dollars(worstUsd(bounds, prices))}; ${each.what}`);
      const { outcome, reason, used } = await runCase(
        each,
        { ...context, name, keys: `${names.keys}${id}` },
        runFolder,
      );
      if (used !== undefined) budget.settle(bounds, used.bounds, used.trainingHours);
      end(outcome, reason);
      // What failed may have left something that costs: it goes at once.
      if (outcome !== "passed" && !isEnding()) await cleanPlace(place, aws, { tell, signal, waitsForTraining: true });
    }
  } finally {
    tell("cleaning up");
    recorder.current = "clean";
    left = await cleanAtEnd(options, aws);
    writeRecord(options, id, recorder);
    aws.destroy();
  }
  if (left.length === 0) rmSync(runFolder, { recursive: true, force: true });
  for (const each of left) tell(`LEFT: ${each}`);
  if (left.length > 0) tell("Run npm run test:live -- --clean until nothing is left: what runs costs.");
  tell(
    `${summary(recorder.cases)}; at most ${dollars(budget.spentUsd)} spent; ${left.length === 0 ? "nothing" : String(left.length)} left`,
  );
  return left.length === 0 && recorder.cases.every(({ outcome }) => outcome === "passed" || outcome === "skipped");
}

/** After the deadline, or ^C, everything is stopped, but trainings are not waited for: AWS cannot cancel them. */
async function cleanAtEnd({ place, tell, signal, forced }: RunOptions, aws: AwsClients): Promise<Left> {
  const left = signal.aborted ? undefined : await cleanPlace(place, aws, { tell, signal, waitsForTraining: true });
  if (left?.length === 0) return left;
  return await cleanPlace(place, aws, { tell, signal: forced, waitsForTraining: false });
}

function reasonOf({ reason }: AbortSignal): string {
  return reason instanceof Error ? reason.message : String(reason);
}

function summary(cases: readonly CaseOutcome[]): string {
  const count = (of: CaseOutcome["outcome"]): number => cases.filter(({ outcome }) => outcome === of).length;
  const outcomes = ["passed", "failed", "stopped", "skipped"] as const;
  return outcomes.map((each) => `${count(each)} ${each}`).join(", ");
}

function writeRecord({ settings, folder, tell }: RunOptions, id: string, recorder: Recorder): void {
  const { version } = JSON.parse(readFileSync(join(REPOSITORY, "package.json"), "utf8")) as { version: string };
  const { cases, calls, providerCalls, statuses, probes, measures } = recorder;
  const against = settings.endpoint === undefined ? "aws" : "endpoint";
  const record: LiveRecord = {
    form: 1,
    package: version,
    against,
    region: settings.region,
    cases,
    calls,
    providerCalls,
    statuses,
    probes,
    measures,
  };
  const names = namesOf(settings.owner);
  const clean = scrubbed(record, [
    [settings.account, "ACCOUNT"],
    [settings.bucket, "BUCKET"],
    [`${names.prefix}${id}-`, ""],
    [names.keys + id, "KEYS"],
    [names.mark, "OWNER"],
    [settings.endpoint ?? "", "ADDRESS"],
    [folder.root, "FOLDER"],
    [REPOSITORY, "REPOSITORY"],
    [settings.video?.file ?? "", "VIDEO"],
  ]);
  const file = folder.recordFile(id);
  writeFileSync(file, `${JSON.stringify(clean, undefined, 1)}\n`);
  tell(`record: ${file}`);
}
