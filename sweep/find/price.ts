import { listPrice } from "../../provider/aws/prices.js";
import type { Activity } from "./thing.js";

/** What a model costs in an hour as it stands; with automatic scaling that is the least. */
export function modelPrice(region: string, status: string, activity: Activity, units: number): number | "unknown" {
  if (activity === "unknown") return "unknown";
  if (status !== "TRAINING_IN_PROGRESS" && activity !== "running") return 0;
  const price = listPrice(region);
  if (price === undefined) return "unknown";
  return status === "TRAINING_IN_PROGRESS" ? price.usdPerTrainingHour : price.usdPerInferenceUnitHour * units;
}

/** What several things cost together, and whether that leaves any out. */
export function totalPrice(prices: readonly (number | "unknown")[]): { usdPerHour: number; isComplete: boolean } {
  let usdPerHour = 0;
  let isComplete = true;
  for (const price of prices) {
    if (price === "unknown") isComplete = false;
    else usdPerHour += price;
  }
  return { usdPerHour, isComplete };
}
