import { createChance } from "../../emulator/clock.js";
import { largest, mean, quantile, sum } from "../measure/statistics.js";
import { type Figure, type Point, atMost } from "../report/figure.js";
import { PEERS, TERRAFORM, scheduleOf } from "../schedules/peers.js";
import { follow } from "../schedules/schedule.js";
import type { Section } from "../section.js";
import { promptness, neverLate } from "./bounds.js";
import { type ManyWaits, manyStreamProcessors, manyTrainings } from "./many-waits.js";
import { shareOfQuota } from "./quotas.js";

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const QUOTA_LIMIT = 40;
const LEAST_LAG_MS = 5_000;
const PROCESSOR_START_MS = 2 * MINUTE_MS;

/** Calls of so many waits, each on its own; null for a client whose waits would not end. */
function callsAlone(count: number, durationMs: number): Record<string, number | null> {
  return Object.fromEntries(
    PEERS.map((peer) => {
      const { looks, noticedMs } = follow(scheduleOf(peer, "training"), durationMs, createChance(7));
      return [peer.name, noticedMs === undefined ? null : looks * count];
    }),
  );
}

/** What the looks of waits take of their quotas, and whether anything was refused. */
function quotaFigures(id: string, what: string, { tally, waits, elapsedMs }: ManyWaits, looks: string[]): Figure[] {
  const lags = waits.map(({ lagMs }) => lagMs);
  const throttled = sum(tally.operations.map((operation) => tally.throttled(operation)));
  const share = largest(looks.map((each) => shareOfQuota(each, tally.busiestMinute(each), MINUTE_MS)));
  const overall = largest(looks.map((each) => shareOfQuota(each, tally.calls(each), elapsedMs)));
  return [
    {
      id: `${id}-throttled`,
      what: `${what}: calls refused for their rate`,
      unit: "calls",
      ours: throttled,
      bound: atMost(throttled, 0, "none"),
    },
    {
      id: `${id}-quota`,
      what: `${what}: quota of the polls used, busiest minute`,
      unit: "%",
      ours: share,
      bound: atMost(share, QUOTA_LIMIT, `at most ${QUOTA_LIMIT} %`),
    },
    { id: `${id}-quota-overall`, what: `${what}: quota of the polls used, all the time`, unit: "%", ours: overall },
    { id: `${id}-lag-mean`, what: `${what}: lag, mean`, unit: "s", ours: mean(lags) / 1_000 },
    {
      id: `${id}-lag-p95`,
      what: `${what}: lag, p95`,
      unit: "s",
      ours: quantile(lags, 0.95) / 1_000,
      bound: promptness(waits, LEAST_LAG_MS),
    },
    {
      id: `${id}-lag-max`,
      what: `${what}: lag, longest`,
      unit: "s",
      ours: largest(lags) / 1_000,
      bound: neverLate(largest(lags)),
    },
  ];
}

function barsOf(values: Readonly<Record<string, number | null>>): Point[] {
  return Object.entries(values).flatMap(([series, y]) => (y === null ? [] : [{ x: series, y, series }]));
}

const LOOK_AT_MODELS = ["DescribeProjectVersions", "DescribeProjects"];
const LOOK_AT_PROCESSORS = ["DescribeStreamProcessor", "ListStreamProcessors"];

/** Many waits at once: what they cost together, and what the account's other clients are left. */
export const manyWaits: Section = {
  name: "many",
  title: "Many waits at once",
  async run(context) {
    const [hundred, many, projects] = [context.count(100, 10), context.count(500, 20), context.count(10, 2)];
    context.progress(`${hundred} trainings of an hour in one project`);
    const one = await manyTrainings(hundred, 1, HOUR_MS);
    context.progress(`${many} trainings of an hour in ${projects} projects`);
    const spread = await manyTrainings(many, projects, HOUR_MS);
    context.progress(`${many} stream processors`);
    const processors = await manyStreamProcessors(many, PROCESSOR_START_MS);

    const calls = one.tally.calls("DescribeProjectVersions");
    const alone = callsAlone(hundred, HOUR_MS);
    return {
      method: [
        "All waits of a row run in one plugin process, and the emulator enforces AWS's published rates. " +
          `The quotas of concurrent trainings (${many}), of models in a project and of running face searches (${many}) ` +
          "are raised by the emulator's switches, since AWS's defaults allow fewer at once.",
        "The others' calls are those of one wait times the number of waits, since they share nothing.",
        "The quota used is that of the busiest operation which polls models (DescribeProjectVersions, " +
          "DescribeProjects) or stream processors (DescribeStreamProcessor, ListStreamProcessors); refused calls are " +
          "counted for all operations.",
        `A stream processor takes ${PROCESSOR_START_MS / MINUTE_MS} min to start.`,
      ],
      figures: [
        {
          id: "many-calls",
          what: `calls of ${hundred} waits of an hour in one project`,
          unit: "calls",
          ours: calls,
          peers: alone,
          bound: atMost(calls, (alone[TERRAFORM.name] ?? 0) / 20, "at most 1/20 of Terraform's"),
        },
        ...quotaFigures("many-models", `${many} waits in ${projects} projects`, spread, LOOK_AT_MODELS),
        ...quotaFigures("many-processors", `${many} stream processors`, processors, LOOK_AT_PROCESSORS),
      ],
      plots: [
        {
          file: "calls",
          title: `Calls of ${hundred} waits of an hour`,
          mark: "bar",
          x: { title: "" },
          y: { title: "calls" },
          points: barsOf({ "pulumi-rekognition": calls, ...alone }),
        },
      ],
    };
  },
};
