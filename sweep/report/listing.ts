import { type ConfiguredPrices, originText, type Priced, pricedIn, priceIn } from "../../provider/aws/prices.js";
import type { Findings } from "../find/find.js";
import { type Leftover, isAtRest, totalPrice } from "../find/thing.js";
import { HEADING, aligned, table, usd, wrapped } from "./wording.js";

const GROUPS = ["orphan", "superseded", "recorded", "keptButUp", "kept"] as const;

function groupOf(thing: Leftover): (typeof GROUPS)[number] {
  return thing.cause === "kept" && !isAtRest(thing) ? "keptButUp" : thing.cause;
}

/** What was found, for a person. */
export function listing(findings: Findings, prices: ConfiguredPrices, notes: readonly string[]): string {
  const { owner, account, regions, leftovers } = findings;
  const lines = [`Owner ${owner}, account ${account}, ${regions.join(" and ")}`];
  for (const group of GROUPS) {
    const things = leftovers.filter((thing) => groupOf(thing) === group);
    if (things.length > 0) lines.push("", `${HEADING[group]}:`, ...table(things, regions.length > 1));
  }
  lines.push("", ...summary(findings, prices));
  for (const note of [...findings.unseen, ...notes]) lines.push("", ...wrapped(`Note: ${note}`));
  return lines.join("\n");
}

const SWEEP = "npx pulumi-rekognition sweep";

/** What can be done about it; empty where there is nothing to do. */
export function nextSteps(leftovers: readonly Leftover[]): string {
  const begun = leftovers.filter((thing) => thing.cause !== "recorded" && (thing.cause !== "kept" || !isAtRest(thing)));
  const recorded = leftovers.filter(({ cause }) => cause === "recorded");
  const runs = (things: readonly Leftover[]): boolean => things.some(({ activity }) => activity === "running");
  const rows = [
    ...(begun.length === 0 ? [] : [["pulumi up", "takes up what its program still has"]]),
    ...(runs(begun) ? [[`${SWEEP} --stop`, "stops what runs and was never recorded"]] : []),
    ...(begun.length === 0 ? [] : [[`${SWEEP} --delete`, runs(begun) ? "stops and deletes it" : "deletes it"]]),
    ...(recorded.length === 0
      ? []
      : [
          [`${SWEEP} --${runs(recorded) ? "stop" : "delete"} --arn ARN`, "just this one, if no other stack uses it"],
          ...[...new Set(recorded.map(({ owner }) => owner))].map((owner) => [
            `${SWEEP} --delete ${option("--recorded", owner)}`,
            "all of what was recorded, too, if no other stack uses it",
          ]),
        ]),
  ];
  return rows.length === 0 ? "" : ["", "What to do:", ...aligned(rows).map((row) => `  ${row}`)].join("\n");
}

/** What begins with a hyphen would be taken for another option. */
function option(name: string, value: string): string {
  return `${name}${value.startsWith("-") ? "=" : " "}${value}`;
}

function summary({ leftovers, held, heldSuperseded, regions }: Findings, prices: ConfiguredPrices): string[] {
  const lines: string[] = [];
  const inUse = held - heldSuperseded;
  const used = inUse === 0 ? "" : ` ${counted(inUse)} with this owner ${inUse === 1 ? "is" : "are"} in the state.`;
  if (leftovers.length === 0) lines.push(`Nothing is left over.${used}`);
  else lines.push(`${counted(leftovers.length)} left over, ${costText(leftovers, regions, prices)}.${used}`);
  if (heldSuperseded > 0) {
    const verb = heldSuperseded === 1 ? "is" : "are";
    lines.push(`${counted(heldSuperseded)} ${verb} in the state only to be deleted: --superseded lists them.`);
  }
  return lines;
}

/** What things cost together, with where the prices are from and when they were read. */
function costText(leftovers: Findings["leftovers"], regions: readonly string[], configured: ConfiguredPrices): string {
  const { usdPerHour, isComplete } = totalPrice(leftovers);
  const asked = (region: string): Priced[] => {
    const costly = leftovers.filter((thing) => thing.region === region && thing.usdPerHour !== 0);
    return costly.map(({ status }) => pricedIn(status));
  };
  const origins = regions.flatMap((region) => {
    return asked(region).flatMap((of) => {
      const price = priceIn(region, of, configured);
      return price === undefined ? [] : [`${originText(price)}${price.asOf === undefined ? "" : `, ${price.asOf}`}`];
    });
  });
  if (usdPerHour === 0) return isComplete ? "costing nothing by the hour" : "at a price that is not known here";
  const about = `${isComplete ? "about" : "at least"} ${usd(usdPerHour)} an hour`;
  return origins.length === 0 ? about : `${about} (${[...new Set(origins)].join("; ")})`;
}

function counted(count: number): string {
  return count === 1 ? "1 thing" : `${String(count)} things`;
}
