import { Rekognition } from "@aws-sdk/client-rekognition";
import { startEmulator } from "../../../emulator/index.js";
import { SWITCHES } from "../../../emulator/switches.js";
import { askAll } from "../cases/probes.js";
import type { LiveRecord, ProbeAnswer, SeenStatus } from "./record.js";
import { scrubbed } from "./scrub.js";

type SwitchName = keyof typeof SWITCHES;

/** What a record says of a switch. */
interface Observed {
  readonly switch: SwitchName;
  readonly value: number | string | boolean;
}

/** How long things were seen in a status, by the switch that says so. */
const DURATIONS: readonly (readonly [SwitchName, kind: string, status: string])[] = [
  ["projectCreatingMs", "Project", "CREATING"],
  ["projectDeletingMs", "Project", "DELETING"],
  ["datasetCreatingMs", "Dataset", "CREATE_IN_PROGRESS"],
  ["datasetUpdatingMs", "Dataset", "UPDATE_IN_PROGRESS"],
  ["datasetDeletingMs", "Dataset", "DELETE_IN_PROGRESS"],
  ["trainingMs", "ProjectVersion", "TRAINING_IN_PROGRESS"],
  ["modelStartingMs", "ProjectVersion", "STARTING"],
  ["modelStoppingMs", "ProjectVersion", "STOPPING"],
  ["modelCopyingMs", "ProjectVersion", "COPYING_IN_PROGRESS"],
  ["modelDeletingMs", "ProjectVersion", "DELETING"],
  ["streamProcessorStartingMs", "StreamProcessor", "STARTING"],
  ["streamProcessorStoppingMs", "StreamProcessor", "STOPPING"],
  ["streamProcessorUpdatingMs", "StreamProcessor", "UPDATING"],
];

/** Switches that are measured under their own names. */
const MEASURED: readonly SwitchName[] = ["describeLagMs", "tagLagMs", "deleteLagMs", "taggingLagMs"];

/** The time from a thing's first look in a status to its first look in another one; the longest of all things. */
function longestIn(statuses: readonly SeenStatus[], kind: string, status: string): number | undefined {
  const durations = statuses.flatMap((seen) => {
    if (seen.status !== status || !seen.thing.startsWith(`${kind} `)) return [];
    const next = statuses.find(
      (other) =>
        other.thing === seen.thing && other.case === seen.case && other.atMs > seen.atMs && other.status !== status,
    );
    return next === undefined ? [] : [next.atMs - seen.atMs];
  });
  return durations.length === 0 ? undefined : Math.max(...durations);
}

/** What tag:GetResources did; nothing where it failed in another way, or was not asked. */
function taggingApi({ taggingReturnsRekognition: returns, taggingError: error }: LiveRecord["measures"]): Observed[] {
  if (returns === undefined) return [];
  if (returns === true) return [{ switch: "taggingApi", value: "serves" }];
  if (error === undefined) return [{ switch: "taggingApi", value: "knowsNoRekognition" }];
  return String(error).startsWith("AccessDenied") ? [{ switch: "taggingApi", value: "denies" }] : [];
}

function observed({ statuses, measures }: LiveRecord): Observed[] {
  const durations = DURATIONS.flatMap(([name, kind, status]): Observed[] => {
    const value = longestIn(statuses, kind, status);
    return value === undefined ? [] : [{ switch: name, value }];
  });
  const lags = MEASURED.flatMap((name): Observed[] => {
    const value = measures[name];
    return value === undefined ? [] : [{ switch: name, value }];
  });
  return [...durations, ...lags, ...taggingApi(measures)];
}

/** What of two figures counts as alike: looks are some seconds apart. */
const LOOKS_APART_MS = 10_000;

function differs({ switch: name, value }: Observed): boolean {
  const ours: unknown = SWITCHES[name].default;
  if (typeof ours !== "number" || typeof value !== "number") return ours !== value;
  return Math.abs(ours - value) > Math.max(LOOKS_APART_MS, ours / 2);
}

/** The same questions as in the record, asked of an emulator as it is by default. */
async function emulatorAnswers(): Promise<ProbeAnswer[]> {
  const emulator = await startEmulator();
  const [region, account] = ["us-east-1", "123456789012"] as const;
  const credentials = { accessKeyId: account, secretAccessKey: "any" };
  const client = new Rekognition({ endpoint: emulator.url, region, credentials, maxAttempts: 1 });
  try {
    return scrubbed(await askAll({ client, account, region }), []);
  } finally {
    client.destroy();
    await emulator.close();
  }
}

const answerText = ({ answer }: ProbeAnswer): string =>
  answer === "ok" ? "an answer without an error" : `${answer.error}: ${answer.message}`;

/** Where the emulator differs from what was recorded, and the switches by which it would not. */
export async function compare(record: LiveRecord): Promise<string> {
  const seen = observed(record);
  const different = seen.filter(differs);
  const lines = [
    `Record of ${record.package} against ${record.against === "aws" ? "AWS" : "an emulator"}, ${record.region}.`,
    "",
    `Switches: ${seen.length} of ${Object.keys(SWITCHES).length} are in the record, ${different.length} differ.`,
    ...different.map(
      ({ switch: name, value }) => `  ${name}: emulator ${String(SWITCHES[name].default)}, record ${String(value)}`,
    ),
  ];
  if (different.length > 0) {
    const switches = Object.fromEntries(different.map(({ switch: name, value }) => [name, value]));
    lines.push("", "To set them: POST /_emulator/switches", `  ${JSON.stringify(switches)}`);
  }
  const ours = await emulatorAnswers();
  const others = record.probes.flatMap((theirs) => {
    const own = ours.find(({ probe }) => probe === theirs.probe);
    if (own === undefined || answerText(own) === answerText(theirs)) return [];
    return [`  ${theirs.probe}`, `    emulator  ${answerText(own)}`, `    record    ${answerText(theirs)}`];
  });
  lines.push(
    "",
    `Errors, answered in other words: ${others.length / 3} of the ${record.probes.length} questions in the record.`,
    ...others,
  );
  const { taggingReturnsRekognition: returns, taggingError: error } = record.measures;
  const why = error === undefined ? "" : ` (${String(error)})`;
  lines.push("", `tag:GetResources returns a collection: ${String(returns ?? "unknown")}${why}.`);
  const statuses = [
    ...new Set(record.statuses.map(({ thing, status: each }) => `${thing.split(" ")[0] ?? ""} ${each}`)),
  ];
  lines.push("", "Statuses that were seen:", ...statuses.toSorted().map((each) => `  ${each}`), "");
  return lines.join("\n");
}
