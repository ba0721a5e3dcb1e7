import { OTHER_ACCOUNT } from "../../provider/harness/rig.js";
import { goBackTo } from "../in-process/moment.js";
import { deviations, excess } from "../turns/deviations.js";
import { type Ending, asIfMarked, endingOf } from "../turns/ending.js";
import type { Table, Turn } from "../turns/turns.js";
import type { Disturbance } from "./disturbances.js";

/** Takes a turn that is disturbed at its n-th call, or all along, and says what is wrong with what came of it. */
export async function disturbed(table: Table, turn: Turn, disturbance: Disturbance, nth: number): Promise<string[]> {
  const { rig, stack, client } = table;
  await goBackTo(turn.before, rig, stack, client);
  disturbance.prepare?.(rig);
  const outcome = await turn.run({
    witness: (call, _operation, when) => {
      if (call === nth && when === "before") disturbance.happen?.(rig);
    },
  });
  disturbance.end(rig);
  const first = endingOf(rig, stack, outcome, turn.before.atMs);
  const complaints =
    disturbance.fails === undefined
      ? [...deviations(turn.truth, first), ...late(first, turn.truth.tookMs + disturbance.delayMs)]
      : await failed(table, turn, first, disturbance.fails);
  const operation = turn.truth.calls[nth - 1]?.operation ?? "none";
  return complaints.map((text) => `${turn.name} | ${disturbance.name} | call ${String(nth)} (${operation}) | ${text}`);
}

/** It has to fail for that reason and to do nothing; after that the command, undisturbed, comes out right. */
async function failed({ rig, stack }: Table, turn: Turn, first: Ending, reason: RegExp): Promise<string[]> {
  const { truth } = turn;
  const elsewhere = first.calls.filter(({ account, effect }) => effect && account === OTHER_ACCOUNT);
  const sinceMs = rig.emulator.nowMs();
  const again = endingOf(rig, stack, await turn.run(), sinceMs);
  const wanted = { ...truth, steps: again.steps, warnings: again.warnings };
  return [
    ...(reason.test(first.error) || isUnmarked(truth, first)
      ? []
      : [`ends with: ${first.error === "" ? "success" : first.error}`]),
    ...elsewhere.map(({ operation }) => `${operation} in the other account`),
    ...excess(truth.calls, [...first.calls, ...again.calls]),
    ...deviations(wanted, asIfMarked(again)).map((text) => `the next one: ${text}`),
  ];
}

/** All was done but the mark, which is only warned of. */
function isUnmarked(truth: Ending, { error, warnings }: Ending): boolean {
  return error === truth.error && warnings.some((text) => text.includes("could not be marked as recorded"));
}

function late({ tookMs }: Ending, mostMs: number): string[] {
  return tookMs > mostMs ? [`took ${String(tookMs / 1_000)} s instead of ${String(mostMs / 1_000)}`] : [];
}
