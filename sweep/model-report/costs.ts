import { type ConfiguredPrices, knownPrice, pricedIn, wholeUsd } from "../../provider/aws/prices.js";
import { activity } from "../../provider/lifecycle/running.js";
import type { CostsEntry, RunningEntry, UsdRange } from "./document.js";

/** AWS's own month, of which the price of a month is told. */
const HOURS_A_MONTH = 730;

type Priceable = Pick<RunningEntry, "region" | "status" | "minInferenceUnits" | "maxInferenceUnits">;
type Price = Pick<RunningEntry, "usdPerHour" | "usdPerMonth" | "priceRegion" | "priceAsOf" | "priceOrigin">;

export const UNPRICED: Price = {
  usdPerHour: null,
  usdPerMonth: null,
  priceRegion: null,
  priceAsOf: null,
  priceOrigin: null,
};

/** What a model costs that runs, is trained, or is copied. */
export function priceOf(model: Priceable, configured: ConfiguredPrices): Price {
  const { region, status, minInferenceUnits, maxInferenceUnits } = model;
  // AWS starts none with less than one unit.
  const least = minInferenceUnits ?? 1;
  const of = pricedIn(status);
  const units =
    of === "usdPerTrainingHour" ? { least: 1, most: 1 } : { least, most: Math.max(least, maxInferenceUnits ?? least) };
  const price = activity.or(status, "unknown") === "unknown" ? undefined : knownPrice(region, of, configured);
  if (price === undefined) return UNPRICED;
  const usdPerHour = times(units, status === "COPYING_IN_PROGRESS" ? 0 : price.usd);
  return {
    usdPerHour,
    usdPerMonth: of === "usdPerTrainingHour" ? null : times(usdPerHour, HOURS_A_MONTH),
    priceRegion: price.region,
    priceAsOf: price.asOf ?? null,
    priceOrigin: price.origin,
  };
}

/** What all that runs costs together. A training ends by itself and is no part of the month. */
export function totalOf(running: readonly RunningEntry[]): CostsEntry {
  const zero = { least: 0, most: 0 };
  return {
    usdPerHour: running.reduce((sum, { usdPerHour }) => plus(sum, usdPerHour), zero),
    usdPerMonth: running.reduce((sum, { usdPerMonth }) => plus(sum, usdPerMonth), zero),
    hoursPerMonth: HOURS_A_MONTH,
    isComplete: running.every(({ usdPerHour }) => usdPerHour !== null),
  };
}

function times({ least, most }: UsdRange, factor: number): UsdRange {
  return { least: wholeUsd(least * factor), most: wholeUsd(most * factor) };
}

function plus(sum: UsdRange, more: UsdRange | null): UsdRange {
  return more === null ? sum : { least: wholeUsd(sum.least + more.least), most: wholeUsd(sum.most + more.most) };
}
