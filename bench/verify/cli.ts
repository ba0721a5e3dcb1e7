import { Rekognition } from "@aws-sdk/client-rekognition";
import { type Emulator, startEmulator } from "../../emulator/index.js";
import { cleanUpNow, cleanUpOnSignals } from "../../tools/sandbox/cleanup.js";
import { SANDBOX_REGION } from "../../tools/sandbox/surroundings.js";
import { PEERS } from "../schedules/peers.js";
import { type ClientVerdict, type Peer, type Schedule, looksWithin } from "../schedules/schedule.js";
import { TRAINING } from "./documented-provider.js";
import { type RunningClient, prepareClients, startClient } from "./clients.js";

const WATCHED_MS = 60_000;
/** A busy machine is late, and every look after that with it. */
const LATE_MS = 1_500;
const EARLY_MS = 50;
/** Long enough for every client to start, to look once and to end, if that is what it does. */
const VERDICT_MS = 20_000;
const LOOK = "DescribeProjectVersions";
const ACCOUNT = 100_000_000_000;

/** One client and one model that it waits for. */
interface Case {
  readonly peer: Peer;
  readonly schedule: Schedule;
  readonly account: string;
  readonly status: string;
  /** What the client should make of the status. */
  readonly verdict: ClientVerdict;
}

const STATUSES: Readonly<Record<Schedule["wait"], readonly string[]>> = {
  training: ["TRAINING_COMPLETED", "TRAINING_FAILED", "DELETING"],
  start: ["RUNNING", "FAILED", "STOPPED"],
};
const UNDER_WAY: Readonly<Record<Schedule["wait"], string>> = { training: "TRAINING_IN_PROGRESS", start: "STARTING" };

let accounts = ACCOUNT;

function caseOf(peer: Peer, schedule: Schedule, status: string): Case {
  accounts += 1;
  const verdict = schedule.verdicts[status] ?? schedule.otherwise;
  return { peer, schedule, account: String(accounts), status, verdict };
}

const eachSchedule = PEERS.flatMap((peer) => peer.schedules.map((schedule) => ({ peer, schedule })));

/** Makes a model that stays in its status, and lets the real client wait for it. */
async function begin(emulator: Emulator, { peer, schedule, account, status }: Case): Promise<RunningClient> {
  const credentials = { accessKeyId: account, secretAccessKey: "made-up" };
  const client = new Rekognition({ endpoint: emulator.url, region: SANDBOX_REGION, credentials });
  const { ProjectArn: projectArn = "" } = await client.createProject({ ProjectName: "animals" });
  const { ProjectVersionArn: arn = "" } = await client.createProjectVersion({
    ProjectArn: projectArn,
    VersionName: "model",
    ...TRAINING,
  });
  client.destroy();
  emulator.forceStatus({ arn, status });
  return startClient(peer, { endpoint: emulator.url, account, projectArn, versionName: "model", schedule });
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const looksOf = (emulator: Emulator, account: string): number[] =>
  emulator
    .calls()
    .filter((call) => call.account === account && call.operation === LOOK)
    .map(({ atMs }) => atMs);

/** What is wrong with the times of the looks; undefined where they are as predicted. */
function difference({ schedule, account }: Case, emulator: Emulator): string | undefined {
  const seen = looksOf(emulator, account);
  const first = seen[0] ?? 0;
  const offsets = seen.map((atMs) => atMs - first).filter((atMs) => atMs <= WATCHED_MS);
  const due = looksWithin(schedule, WATCHED_MS);
  const told = `looked after ${offsets.map((ms) => (ms / 1_000).toFixed(1)).join(", ")} s`;
  const isInTime = (atMs: number, index: number): boolean => {
    const expected = due[index];
    return expected !== undefined && atMs >= expected.fromMs - EARLY_MS && atMs <= expected.toMs + LATE_MS;
  };
  // What is due in the last moment may come just after it.
  const owed = due.filter(({ toMs }) => toMs + LATE_MS <= WATCHED_MS).length;
  return offsets.every(isInTime) && offsets.length >= owed ? undefined : told;
}

function tell(ok: boolean, { peer, schedule, status }: Case, what: string): boolean {
  process.stdout.write(`${ok ? "ok    " : "FAILED"} ${peer.name}, ${schedule.wait}, ${status}: ${what}\n`);
  return ok;
}

async function verifyVerdicts(emulator: Emulator): Promise<boolean> {
  const cases = eachSchedule
    .filter(({ schedule }) => schedule.delays.kind !== "none")
    .flatMap(({ peer, schedule }) => STATUSES[schedule.wait].map((status) => caseOf(peer, schedule, status)));
  let isGood = true;
  for (const each of cases) {
    const client = await begin(emulator, each);
    const looked = async (): Promise<ClientVerdict> => {
      while (looksOf(emulator, each.account).length === 0) await pause(50);
      await pause(LATE_MS);
      return "again";
    };
    const limit = pause(VERDICT_MS).then(() => "no look at all" as const);
    const made = await Promise.race([client.ended, looked(), limit]);
    client.stop();
    isGood = tell(made === each.verdict, each, `${made}, as data says: ${each.verdict}`) && isGood;
  }
  return isGood;
}

async function verifyTimes(emulator: Emulator): Promise<boolean> {
  const cases = eachSchedule.map(({ peer, schedule }) => caseOf(peer, schedule, UNDER_WAY[schedule.wait]));
  const clients = [];
  for (const each of cases) clients.push(await begin(emulator, each));
  process.stdout.write(`watching ${cases.length} clients for ${WATCHED_MS / 1_000} s\n`);
  await pause(WATCHED_MS + VERDICT_MS / 2);
  for (const client of clients) client.stop();
  const results = cases.map((each) => {
    const wrong = difference(each, emulator);
    const count = looksOf(emulator, each.account).length;
    return tell(wrong === undefined, each, wrong ?? `${count} looks, at the times the schedule predicts`);
  });
  return results.every((isGood) => isGood);
}

async function main(): Promise<number> {
  prepareClients();
  const emulator = await startEmulator({ switches: { projectCreatingMs: 0 } });
  try {
    const verdicts = await verifyVerdicts(emulator);
    const times = await verifyTimes(emulator);
    process.stdout.write(verdicts && times ? "bench:verify: OK\n" : "bench:verify: FAILED\n");
    return verdicts && times ? 0 : 1;
  } finally {
    await emulator.close();
  }
}

process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";
cleanUpOnSignals();
main().then(
  (exitCode) => {
    cleanUpNow();
    process.exit(exitCode);
  },
  (error: unknown) => {
    cleanUpNow();
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
