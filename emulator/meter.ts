import { PRICES } from "./prices.js";

/** One time that something was RUNNING, in virtual milliseconds since the epoch. */
export interface Run {
  readonly fromMs: number;
  /** Unset while it goes on. */
  readonly toMs?: number;
  /** Inference units of a model; 1 for a stream processor. */
  readonly units: number;
}

/** What one model has used. Deleted models stay. */
export interface ModelUsage {
  readonly arn: string;
  /** Billed seconds of successful training. */
  readonly trainingSeconds: number;
  /** Seconds RUNNING times inference units. */
  readonly inferenceUnitSeconds: number;
  readonly running: boolean;
  readonly runs: readonly Run[];
}

/** For how long one stream processor for face search has been RUNNING. Deleted ones stay. AWS bills video; there is none. */
export interface ProcessorUsage {
  readonly arn: string;
  readonly runningSeconds: number;
  readonly running: boolean;
  readonly runs: readonly Run[];
}

/** What everything together has used, all accounts and Regions. */
export interface MeterReport {
  readonly nowMs: number;
  readonly trainingSeconds: number;
  readonly inferenceUnitSeconds: number;
  /** Training and inference units. */
  readonly usd: number;
  /** How many models are RUNNING now. */
  readonly running: number;
  readonly models: readonly ModelUsage[];
  readonly processors: readonly ProcessorUsage[];
}

/** What was counted of one thing. */
export interface Reading {
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

  readings(): { readonly models: ReadonlyMap<string, Reading>; readonly processors: ReadonlyMap<string, Reading> } {
    return { models: this.#models, processors: this.#processors };
  }

  restore(models: Iterable<readonly [string, Reading]>, processors: Iterable<readonly [string, Reading]>): void {
    for (const [arn, reading] of models) this.#models.set(arn, reading);
    for (const [arn, reading] of processors) this.#processors.set(arn, reading);
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
