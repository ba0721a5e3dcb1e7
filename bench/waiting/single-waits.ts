import { createChance } from "../../emulator/clock.js";
import { largest, mean, quantile } from "../measure/statistics.js";
import { type Figure, type Point, atMost } from "../report/figure.js";
import { AWS_JAVASCRIPT, PEERS, scheduleOf } from "../schedules/peers.js";
import { type Followed, type Peer, type Schedule, follow } from "../schedules/schedule.js";
import type { BenchContext, Section } from "../section.js";
import { neverLate, promptness } from "./bounds.js";
import { type OneWait, oneWait } from "./one-wait.js";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const OURS = "pulumi-rekognition";

/** Durations from one to the other, evenly spread over the orders of magnitude and no round numbers. */
function durations(fromMs: number, toMs: number, count: number): number[] {
  const chance = createChance(count);
  return Array.from({ length: count }, (_, index) => {
    const share = (index + chance()) / count;
    return Math.round(fromMs * (toMs / fromMs) ** share);
  });
}

interface Compared {
  readonly wait: Schedule["wait"];
  readonly durationsMs: readonly number[];
  readonly ours: readonly OneWait[];
  readonly followed: ReadonlyMap<Peer, readonly Followed[]>;
}

async function compare(
  wait: Schedule["wait"],
  durationsMs: readonly number[],
  { progress }: BenchContext,
): Promise<Compared> {
  const chance = createChance(7);
  const ours: OneWait[] = [];
  for (const [index, durationMs] of durationsMs.entries()) {
    progress(`${wait} ${index + 1} of ${durationsMs.length}: ${(durationMs / MINUTE_MS).toFixed(0)} min`);
    ours.push(await oneWait(wait, durationMs));
  }
  const followed = new Map(
    PEERS.map((peer) => [peer, durationsMs.map((durationMs) => follow(scheduleOf(peer, wait), durationMs, chance))]),
  );
  return { wait, durationsMs, ours, followed };
}

/** The lags of a peer; null where one of its waits never ends. */
function lagsOf({ durationsMs, followed }: Compared, peer: Peer): number[] | null {
  const lags = (followed.get(peer) ?? []).map(({ noticedMs }, index) =>
    noticedMs === undefined ? undefined : noticedMs - (durationsMs[index] ?? 0),
  );
  return lags.every((lag) => lag !== undefined) ? lags : null;
}

function lagFigures(compared: Compared): Figure[] {
  const { wait, ours } = compared;
  const lags = ours.map(({ lagMs }) => lagMs);
  const theirs = (statistic: (lags: readonly number[]) => number): Record<string, number | null> =>
    Object.fromEntries(
      PEERS.map((peer) => {
        const all = lagsOf(compared, peer);
        return [peer.name, all === null ? null : statistic(all) / 1_000];
      }),
    );
  const p95 = (values: readonly number[]): number => quantile(values, 0.95);
  const waiterMean = mean(lagsOf(compared, AWS_JAVASCRIPT) ?? []);
  const of = `lag of a ${wait}`;
  return [
    {
      id: `${wait}-lag-mean`,
      what: `${of}, mean`,
      unit: "s",
      ours: mean(lags) / 1_000,
      peers: theirs(mean),
      ...(wait === "training" ? { bound: atMost(mean(lags), waiterMean / 4, "at most 1/4 of the AWS waiter's") } : {}),
    },
    {
      id: `${wait}-lag-p95`,
      what: `${of}, p95`,
      unit: "s",
      ours: p95(lags) / 1_000,
      peers: theirs(p95),
      bound: promptness(ours),
    },
    {
      id: `${wait}-lag-max`,
      what: `${of}, longest`,
      unit: "s",
      ours: largest(lags) / 1_000,
      peers: theirs(largest),
      bound: neverLate(largest(lags)),
    },
  ];
}

async function callFigure(hours: number, limit: number, { progress }: BenchContext): Promise<Figure> {
  progress(`the calls of a training of ${hours} h`);
  const durationMs = hours * HOUR_MS;
  const { looks } = await oneWait("training", durationMs);
  const theirs = PEERS.map((peer): [string, number | null] => {
    const schedule = scheduleOf(peer, "training");
    const followed = follow(schedule, durationMs, createChance(7));
    return [peer.name, followed.noticedMs === undefined ? null : followed.looks];
  });
  return {
    id: `calls-${hours}h`,
    what: `calls of one wait of ${hours} h`,
    unit: "calls",
    ours: looks,
    peers: Object.fromEntries(theirs),
    bound: atMost(looks, limit, `at most ${limit.toLocaleString("en-US")}`),
  };
}

function lagPoints(compared: Compared): Point[] {
  const { durationsMs, ours, followed } = compared;
  const point = (index: number, lagMs: number, series: string): Point => ({
    x: (durationsMs[index] ?? 0) / MINUTE_MS,
    y: lagMs / 1_000,
    series,
  });
  const theirs = [...followed].flatMap(([{ name }, waits]) =>
    waits.flatMap(({ noticedMs }, index) =>
      noticedMs === undefined ? [] : [point(index, noticedMs - (durationsMs[index] ?? 0), name)],
    ),
  );
  return [...ours.map(({ lagMs }, index) => point(index, lagMs, OURS)), ...theirs];
}

/** One wait at a time: how late its end is noticed, and how many calls it takes. */
export const singleWaits: Section = {
  name: "waits",
  title: "One wait",
  async run(context) {
    const trainings = await compare("training", durations(5 * MINUTE_MS, 24 * HOUR_MS, context.count(48, 6)), context);
    const starts = await compare("start", durations(2 * MINUTE_MS, 20 * MINUTE_MS, context.count(48, 6)), context);
    const calls = [await callFigure(1, 280, context), await callFigure(24, 3_300, context)];
    const span = { trainings: trainings.ours.length, starts: starts.ours.length };
    return {
      method: [
        `Ours is the real provider, from the begin of create to its end, on the emulator's clock, on which only waits ` +
          `take time: ${span.trainings} trainings of 5 min to 24 h and ${span.starts} starts of 2 to 20 min. ` +
          "The lag is the time from reaching the wanted state to the end of create.",
        ...PEERS.map(({ name, says, sources }) => `${name}: ${says} Source: ${sources.join(", ")}`),
        '"never": at least one of the waits gave up, or did not wait, before the state was reached.',
      ],
      figures: [...lagFigures(trainings), ...lagFigures(starts), ...calls],
      plots: [
        {
          file: "lag",
          title: "How late the end of a training is noticed",
          mark: "point",
          x: { title: "training, minutes", scale: "log" },
          y: { title: "lag, seconds" },
          points: lagPoints(trainings),
        },
      ],
    };
  },
};
