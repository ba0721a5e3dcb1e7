import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { awsClients } from "./aws/clients.js";
import { confirmAccount, needed, terminal } from "./command/ask.js";
import { type Given, readCommandLine } from "./command/command-line.js";
import { HELP } from "./command/help.js";
import { planText } from "./command/plan.js";
import { LiveError, UsageError } from "./live-error.js";
import { pricesIn } from "./money/prices.js";
import { compare } from "./record/compare.js";
import type { LiveRecord } from "./record/record.js";
import { run } from "./run.js";
import { cleanEarlier } from "./runs/clean-up.js";
import { accountOf, refuseForeignAddresses, requireBucket } from "./runs/environment.js";
import { LiveFolder, type RunPlace } from "./runs/live-folder.js";

const tell = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/** What ends a run: its deadline, ^C, and a second ^C that also ends the cleaning. */
interface Ends {
  readonly signal: AbortSignal;
  readonly forced: AbortSignal;
  isInterrupted(): boolean;
}

function endsAfter(minutes: number): Ends {
  const [soft, hard] = [new AbortController(), new AbortController()];
  let isInterrupted = false;
  const deadline = setTimeout(() => {
    tell(`The deadline of ${minutes} minutes has come: everything is stopped.`);
    soft.abort(new Error(`the deadline of ${minutes} minutes has come`));
  }, minutes * 60_000);
  deadline.unref();
  const interrupt = (): void => {
    if (isInterrupted) {
      tell("Ended without cleaning up: run npm run test:live -- --clean.");
      hard.abort(new Error("interrupted twice"));
      process.exit(130);
    }
    isInterrupted = true;
    tell("Interrupted: cleaning up. ^C again ends that as well.");
    soft.abort(new Error("interrupted"));
  };
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, interrupt);
  return { signal: soft.signal, forced: hard.signal, isInterrupted: () => isInterrupted };
}

function placeOf(given: Given, account: string, region: string, bucket: string): RunPlace {
  const { owner, endpoint, clockScale } = given;
  return { account, region, bucket, owner, clockScale, ...(endpoint === undefined ? {} : { endpoint }) };
}

/** The account of the credentials, looked up where the region is not known yet. */
async function accountAt({ region, endpoint }: Given): Promise<string | undefined> {
  const aws = awsClients({ region: region ?? "us-east-1", endpoint });
  try {
    return await accountOf(aws);
  } finally {
    aws.destroy();
  }
}

async function cleanCommand(given: Given, folder: LiveFolder): Promise<number> {
  const { region, bucket } = given;
  const ends = endsAfter(given.deadlineMinutes);
  if ((region === undefined) !== (bucket === undefined)) throw new UsageError("--region and --bucket go together.");
  let place: RunPlace | undefined;
  if (region !== undefined && bucket !== undefined) {
    const account = await accountAt(given);
    if (account === undefined) throw new UsageError("There are no AWS credentials to clean up with.");
    await confirmAccount(given, account, undefined, terminal);
    place = placeOf(given, account, region, bucket);
  } else if (folder.earlier().length === 0) {
    tell(
      "This machine knows of no run to clean up after. To look in an account, add --region, --bucket and --account, and --owner if it was given.",
    );
    return 0;
  }
  const left = await cleanEarlier(folder, place, { tell, signal: ends.signal, waitsForTraining: true });
  for (const each of left) tell(`LEFT: ${each}`);
  tell(left.length === 0 ? "nothing is left" : `${left.length} left: run --clean again`);
  if (ends.isInterrupted()) return 130;
  return left.length === 0 ? 0 : 1;
}

async function runCommand(given: Given, folder: LiveFolder): Promise<number> {
  const account = await accountAt(given);
  const { region, bucket, limitUsd } = await needed(given, account !== undefined, terminal);
  const prices = pricesIn(region, given.prices);
  const known = account ?? "";
  const settings = { ...given, account: known, region, bucket, limitUsd };
  tell(planText(settings, prices));
  await confirmAccount(given, known, limitUsd, terminal);
  const place = placeOf(given, known, region, bucket);
  const aws = awsClients(place);
  await requireBucket(aws, bucket, known, region).finally(() => {
    aws.destroy();
  });
  const ends = endsAfter(given.deadlineMinutes);
  const left = await cleanEarlier(folder, place, { tell, signal: ends.signal, waitsForTraining: true });
  if (left.length > 0) {
    for (const each of left) tell(`LEFT: ${each}`);
    throw new LiveError("An earlier run has left things that could not be removed. Nothing new was begun.");
  }
  const passed = await run({ settings, prices, folder, place, tell, signal: ends.signal, forced: ends.forced });
  if (ends.isInterrupted()) return 130;
  return passed ? 0 : 1;
}

async function main(): Promise<number> {
  const given = readCommandLine(process.argv.slice(2));
  if (given.command === "help") {
    process.stdout.write(HELP);
    return 0;
  }
  if (given.command === "list") {
    process.stdout.write(planText(given, pricesIn(given.region ?? "us-east-1", given.prices)));
    return 0;
  }
  if (given.command === "compare") {
    process.stdout.write(await compare(JSON.parse(readFileSync(given.record, "utf8")) as LiveRecord));
    return 0;
  }
  refuseForeignAddresses();
  if (given.profile !== undefined) process.env["AWS_PROFILE"] = given.profile;
  const folder = new LiveFolder(resolve(given.folder));
  const unlock = folder.lock();
  try {
    return await (given.command === "clean" ? cleanCommand(given, folder) : runCommand(given, folder));
  } finally {
    unlock();
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    const isExpected = error instanceof LiveError;
    tell(
      isExpected || !(error instanceof Error)
        ? String(error instanceof Error ? error.message : error)
        : (error.stack ?? error.message),
    );
    process.exit(error instanceof UsageError ? 2 : 1);
  },
);
