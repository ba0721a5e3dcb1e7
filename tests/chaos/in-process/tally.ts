import type { Boundary } from "../../provider/harness/plugin-process.js";
import { complaints } from "./campaign.js";
import type { Point } from "./points.js";
import type { Scenario, Series } from "./scenarios.js";
import type { Trial } from "./series.js";

/** What came of some trials. */
export interface Sum {
  readonly tried: number;
  readonly converged: number;
  readonly duplicates: number;
  readonly orphans: number;
  readonly overpaidUnitSeconds: number;
  /** Trials in which something was left that only the sweep can see. */
  readonly swept: number;
}

interface Entry {
  readonly scenario: string;
  readonly series: Series;
  readonly when: Boundary;
  readonly trial: Trial;
}

/** Counts what was tried, and what came of it. */
export class Tally {
  readonly #entries: Entry[] = [];
  readonly #boundaries = new Map<string, number>();

  /** A clean run of the scenario has so many boundaries. */
  planned({ name }: Scenario, boundaries: number): void {
    this.#boundaries.set(name, boundaries);
  }

  add({ name }: Scenario, points: readonly Point[], series: Series, trials: readonly Trial[]): void {
    for (const [index, trial] of trials.entries()) {
      const when = points[index]?.when;
      if (when !== undefined) this.#entries.push({ scenario: name, series, when, trial });
    }
  }

  get scenarios(): readonly (readonly [name: string, boundaries: number])[] {
    return [...this.#boundaries];
  }

  /** The sum over those that fit. */
  sum(fits: Partial<Omit<Entry, "trial">>): Sum {
    const trials = this.#entries
      .filter(
        ({ scenario, series, when }) =>
          (fits.scenario ?? scenario) === scenario &&
          (fits.series ?? series) === series &&
          (fits.when ?? when) === when,
      )
      .map(({ trial }) => trial);
    const total = (of: (trial: Trial) => number): number => trials.reduce((sum, trial) => sum + of(trial), 0);
    return {
      tried: trials.length,
      converged: trials.filter((trial) => complaints(trial).length === 0).length,
      duplicates: total(({ duplicates }) => duplicates.length),
      orphans: total(({ orphans }) => orphans.length),
      overpaidUnitSeconds: total(({ overpaidUnitSeconds }) => overpaidUnitSeconds),
      swept: trials.filter(({ leftForSweep }) => leftForSweep.length > 0).length,
    };
  }
}
