import { expect } from "chai";
import type { Rig } from "../../provider/harness/rig.js";
import { table, writeSection } from "../document.js";
import { complaints, picked, prepare, startRig, tryAll } from "./campaign.js";
import { LATE } from "./late.js";
import { distinct } from "./points.js";
import { isFull, seed } from "./sample.js";
import { SCENARIOS, SERIES } from "./scenarios.js";

/** Of the moments, so many are tried unless all are. */
const SHARES = { changes: 0.12, looks: 0.04 } as const;

/** The process dies at a call, and the user goes on at once, before what it did shows. */
export function lateCampaign(what: keyof typeof LATE): void {
  describe(`a stack whose process dies at ${isFull ? "any" : `one of many (SEED=${seed})`} AWS call, where ${what} is 20 s late`, function () {
    this.timeout(3_600_000);
    const rows: string[][] = [];
    let rig: Rig;
    before(async () => {
      rig = await startRig();
    });
    after(async () => {
      await rig.close();
      if (!isFull) return;
      const head = ["during", "boundaries", "moments", "tried", "a second refresh", "violations"];
      await writeSection(`late ${what}`, `### ${title(what)} 20 s late\n\n${table(head, rows)}`);
    });

    for (const scenario of SCENARIOS) {
      it(`comes out right during ${scenario.name}`, async () => {
        const campaign = await prepare(rig, scenario, LATE[what]);
        const points = distinct(campaign.points);
        const chosen = picked({ ...campaign, points }, SHARES);
        const trials = [];
        for (const series of SERIES) trials.push(...(await tryAll(campaign, chosen, series, [0])));
        const violations = trials.filter((trial) => complaints(trial).length > 0);
        const refreshedAgain = trials.filter((trial) => trial.refreshedAgain);
        const counts = [campaign.points, points, trials, refreshedAgain, violations].map(({ length }) =>
          String(length),
        );
        rows.push([scenario.name, ...counts]);
        expect(violations.flatMap(complaints).join("\n")).to.equal("");
      });
    }
  });
}

function title(what: string): string {
  return `${what.charAt(0).toUpperCase()}${what.slice(1)}`;
}
