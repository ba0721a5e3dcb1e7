import { listPrice } from "../../provider/aws/prices.js";
import type { Findings } from "../find/find.js";
import { totalPrice } from "../find/price.js";
import type { Cause, Leftover } from "../find/thing.js";
import { HEADING, aligned, table, usd, wrapped } from "./wording.js";

const CAUSES: readonly Cause[] = ["orphan", "superseded", "kept"];

/** What was found, for a person. */
export function listing(findings: Findings, notes: readonly string[]): string {
  const { owner, account, regions, leftovers } = findings;
  const lines = [`Owner ${owner}, account ${account}, ${regions.join(" and ")}`];
  for (const cause of CAUSES) {
    const things = leftovers.filter((thing) => thing.cause === cause);
    if (things.length > 0) lines.push("", `${HEADING[cause]}:`, ...table(things, regions.length > 1));
  }
  lines.push("", ...summary(findings));
  for (const note of [...findings.unseen, ...notes]) lines.push("", ...wrapped(`Note: ${note}`));
  return lines.join("\n");
}

/** What can be done about it; empty where there is nothing to do. */
export function nextSteps(leftovers: readonly Leftover[]): string {
  if (!leftovers.some(({ cause }) => cause !== "kept")) return "";
  const runs = leftovers.some(({ activity }) => activity === "running");
  const rows = [
    ["pulumi up", "takes up what its program still has"],
    ...(runs ? [["npx pulumi-rekognition sweep --stop", "stops what runs"]] : []),
    ["npx pulumi-rekognition sweep --delete", runs ? "stops and deletes" : "deletes"],
  ];
  return ["", "What to do:", ...aligned(rows).map((row) => `  ${row}`)].join("\n");
}

function summary({ leftovers, held, heldSuperseded, regions }: Findings): string[] {
  const lines: string[] = [];
  const inUse = held - heldSuperseded;
  const used = inUse === 0 ? "" : ` ${counted(inUse)} with this owner ${inUse === 1 ? "is" : "are"} in the state.`;
  if (leftovers.length === 0) lines.push(`Nothing is left over.${used}`);
  else lines.push(`${counted(leftovers.length)} left over, ${costText(leftovers, regions)}.${used}`);
  if (heldSuperseded > 0) {
    const verb = heldSuperseded === 1 ? "is" : "are";
    lines.push(`${counted(heldSuperseded)} ${verb} in the state only to be deleted: --superseded lists them.`);
  }
  return lines;
}

/** What things cost together, with where and when the prices were read. */
function costText(leftovers: Findings["leftovers"], regions: readonly string[]): string {
  const { usdPerHour, isComplete } = totalPrice(leftovers.map((thing) => thing.usdPerHour));
  const origins = regions.flatMap((region) => {
    const price = listPrice(region);
    return price === undefined ? [] : [`list price ${region}, ${price.asOf}`];
  });
  if (usdPerHour === 0) return isComplete ? "costing nothing by the hour" : "at a price that is not known here";
  const about = `${isComplete ? "about" : "at least"} ${usd(usdPerHour)} an hour`;
  return origins.length === 0 ? about : `${about} (${origins.join("; ")})`;
}

function counted(count: number): string {
  return count === 1 ? "1 thing" : `${String(count)} things`;
}
