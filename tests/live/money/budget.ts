import { type Prices, dollars, worstUsd } from "./prices.js";
import type { Bounds } from "./bounds.js";

/** What may be spent, and what is taken to be spent. */
export class Budget {
  #spentUsd = 0;

  constructor(
    readonly limitUsd: number,
    readonly prices: Prices,
  ) {}

  get spentUsd(): number {
    return this.#spentUsd;
  }

  /** Why something with these bounds does not fit; undefined where it does. */
  refusal(bounds: Bounds): string | undefined {
    const worst = worstUsd(bounds, this.prices);
    const left = this.limitUsd - this.#spentUsd;
    if (worst <= left) return undefined;
    return `it can cost ${dollars(worst)}, and ${dollars(Math.max(0, left))} of ${dollars(this.limitUsd)} is left`;
  }

  /** Takes the worst for spent, before anything of it is begun. */
  commit(bounds: Bounds): void {
    this.#spentUsd += worstUsd(bounds, this.prices);
  }

  /** Gives back what was not used of what was committed: only where everything was seen to end. */
  settle(bounds: Bounds, used: Bounds, trainingHours: number): void {
    const training = trainingHours * this.prices.usdPerTrainingHour;
    const actual = worstUsd({ ...used, trainings: 0 }, this.prices) + training;
    this.#spentUsd += actual - worstUsd(bounds, this.prices);
  }
}
