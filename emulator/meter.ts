import { PRICES } from "./prices.js";

/** What one model has used. Deleted models stay. */
export interface ModelUsage {
  readonly arn: string;
  /** Billed seconds of successful training. */
  readonly trainingSeconds: number;
  /** Seconds RUNNING times inference units. */
  readonly inferenceUnitSeconds: number;
  readonly running: boolean;
}

/** What everything together has used, all accounts and Regions. */
export interface MeterReport {
  readonly nowMs: number;
  readonly trainingSeconds: number;
  readonly inferenceUnitSeconds: number;
  readonly usd: number;
  /** How many models are RUNNING now. */
  readonly running: number;
  readonly models: readonly ModelUsage[];
}

interface Reading {
  trainingSeconds: number;
  inferenceUnitSeconds: number;
  running: { readonly sinceMs: number; readonly units: number } | undefined;
}

/** Counts what AWS would bill: training seconds, and inference-unit seconds from RUNNING until Stop is called. */
export class Meter {
  readonly #readings = new Map<string, Reading>();

  addTraining(arn: string, seconds: number): void {
    this.#reading(arn).trainingSeconds += seconds;
  }

  startRunning(arn: string, units: number, atMs: number): void {
    this.#reading(arn).running = { sinceMs: atMs, units };
  }

  stopRunning(arn: string, atMs: number): void {
    const reading = this.#reading(arn);
    reading.inferenceUnitSeconds += unitSeconds(reading, atMs);
    reading.running = undefined;
  }

  report(nowMs: number): MeterReport {
    const models = [...this.#readings].map(([arn, reading]) => ({
      arn,
      trainingSeconds: reading.trainingSeconds,
      inferenceUnitSeconds: reading.inferenceUnitSeconds + unitSeconds(reading, nowMs),
      running: reading.running !== undefined,
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
    };
  }

  clear(): void {
    this.#readings.clear();
  }

  #reading(arn: string): Reading {
    let reading = this.#readings.get(arn);
    if (reading === undefined) {
      reading = { trainingSeconds: 0, inferenceUnitSeconds: 0, running: undefined };
      this.#readings.set(arn, reading);
    }
    return reading;
  }
}

function unitSeconds(reading: Reading, nowMs: number): number {
  const { running } = reading;
  return running === undefined ? 0 : ((nowMs - running.sinceMs) / 1000) * running.units;
}
