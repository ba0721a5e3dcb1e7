import * as z from "zod";
import { shape } from "./shape.js";
import { PRICES } from "./prices.js";

/** One time that something was RUNNING, in virtual milliseconds since the epoch. */
export interface Run extends z.output<typeof Run> {}
export const Run = shape("Run", {
  fromMs: z.number(),
  /** Unset while it goes on. */
  toMs: z.number().optional(),
  /** Inference units of a model; 1 for a stream processor. */
  units: z.number(),
});

/** What one model has used. Deleted models stay. */
export interface ModelUsage extends z.output<typeof ModelUsage> {}
export const ModelUsage = shape("ModelUsage", {
  arn: z.string(),
  /** Billed seconds of successful training. */
  trainingSeconds: z.number(),
  /** Seconds RUNNING times inference units. */
  inferenceUnitSeconds: z.number(),
  running: z.boolean(),
  runs: z.array(Run).readonly(),
});

/** For how long one stream processor for face search has been RUNNING. Deleted ones stay. AWS bills video; there is none. */
export interface ProcessorUsage extends z.output<typeof ProcessorUsage> {}
export const ProcessorUsage = shape("ProcessorUsage", {
  arn: z.string(),
  runningSeconds: z.number(),
  running: z.boolean(),
  runs: z.array(Run).readonly(),
});

/** What everything together has used, all accounts and Regions. */
export interface MeterReport extends z.output<typeof MeterReport> {}
export const MeterReport = shape("MeterReport", {
  nowMs: z.number(),
  trainingSeconds: z.number(),
  inferenceUnitSeconds: z.number(),
  /** Training and inference units. */
  usd: z.number(),
  /** How many models are RUNNING now. */
  running: z.number(),
  models: z.array(ModelUsage).readonly(),
  processors: z.array(ProcessorUsage).readonly(),
});

interface Reading {
  trainingSeconds: number;
  readonly runs: Run[];
}

/** Counts what AWS would bill: training seconds, and inference-unit seconds from RUNNING until Stop is called. */
export class Meter {
  readonly #models = new Map<string, Reading>();
  readonly #processors = new Map<string, Reading>();

  addTraining(arn: string, seconds: number): void {
    readingOf(this.#models, arn).trainingSeconds += seconds;
  }

  startRunning(arn: string, units: number, atMs: number): void {
    readingOf(this.#models, arn).runs.push({ fromMs: atMs, units });
  }

  stopRunning(arn: string, atMs: number): void {
    end(readingOf(this.#models, arn), atMs);
  }

  startProcessor(arn: string, atMs: number): void {
    readingOf(this.#processors, arn).runs.push({ fromMs: atMs, units: 1 });
  }

  stopProcessor(arn: string, atMs: number): void {
    end(readingOf(this.#processors, arn), atMs);
  }

  report(nowMs: number): MeterReport {
    const models = [...this.#models].map(([arn, { trainingSeconds, runs }]) => ({
      arn,
      trainingSeconds,
      inferenceUnitSeconds: unitSeconds(runs, nowMs),
      ...runsOf(runs),
    }));
    const processors = [...this.#processors].map(([arn, { runs }]) => ({
      arn,
      runningSeconds: unitSeconds(runs, nowMs),
      ...runsOf(runs),
    }));
    const trainingSeconds = models.reduce((sum, model) => sum + model.trainingSeconds, 0);
    const inferenceUnitSeconds = models.reduce((sum, model) => sum + model.inferenceUnitSeconds, 0);
    const usd = (trainingSeconds * PRICES.trainingHour + inferenceUnitSeconds * PRICES.inferenceUnitHour) / 3600;
    return {
      nowMs,
      trainingSeconds,
      inferenceUnitSeconds,
      usd: Math.round(usd * 1e6) / 1e6,
      running: models.filter((model) => model.running).length,
      models,
      processors,
    };
  }

  clear(): void {
    this.#models.clear();
    this.#processors.clear();
  }
}

function readingOf(readings: Map<string, Reading>, arn: string): Reading {
  let reading = readings.get(arn);
  if (reading === undefined) {
    reading = { trainingSeconds: 0, runs: [] };
    readings.set(arn, reading);
  }
  return reading;
}

function end({ runs }: Reading, toMs: number): void {
  const last = runs.at(-1);
  if (last !== undefined && last.toMs === undefined) runs[runs.length - 1] = { ...last, toMs };
}

function runsOf(runs: readonly Run[]): { running: boolean; runs: readonly Run[] } {
  const last = runs.at(-1);
  return { running: last !== undefined && last.toMs === undefined, runs: [...runs] };
}

function unitSeconds(runs: readonly Run[], nowMs: number): number {
  return runs.reduce((sum, { fromMs, toMs = nowMs, units }) => sum + ((toMs - fromMs) / 1000) * units, 0);
}
