import { CASES } from "../cases/all.js";
import type { LiveCase } from "../cases/live-case.js";
import { type Prices, dollars, worstText, worstUsd } from "../money/prices.js";
import type { Settings } from "../settings.js";

/** The cases that are asked for, in their order. */
export function casesOf(only: readonly string[]): readonly LiveCase[] {
  return only.length === 0 ? CASES : CASES.filter(({ name }) => only.includes(name));
}

type Planned = Pick<Settings, "only" | "streams" | "video">;

/** Each case with the most that it can cost, and all together. */
export function planText(settings: Planned, prices: Prices): string {
  let sum = 0;
  const lines = casesOf(settings.only).map((each) => {
    const bounds = each.bounds(settings as Settings);
    const lack = each.lacks?.(settings as Settings);
    const usd = worstUsd(bounds, prices);
    if (lack === undefined) sum += usd;
    const why = lack === undefined ? worstText(bounds, prices) : `skipped: ${lack}`;
    return `  ${each.name.padEnd(15)}${dollars(usd).padStart(8)}  ${why}\n${" ".repeat(27)}${each.what}`;
  });
  return [
    `The most that each case can cost (${prices.origin}):`,
    ...lines,
    `  ${"together".padEnd(15)}${dollars(sum).padStart(8)}`,
    "",
  ].join("\n");
}
