import { expect } from "chai";
import type { Rig } from "../../provider/harness/rig.js";
import { type Campaign, complaints, picked, prepare, startRig, tryAll } from "./campaign.js";
import { momentOf } from "./moment.js";
import type { Point } from "./points.js";
import { goBackTo } from "./moment.js";
import { writeReport } from "./report.js";
import { chance, isFull, seed } from "./sample.js";
import { SCENARIOS, SERIES, run } from "./scenarios.js";
import { Tally } from "./tally.js";

/** A claim's token is random; apart from it, the same calls at the same times leave the same. */
const tokenless = (text: string): string => text.replace(/\.[0-9a-f]{16}\b/g, ".token");

/**
 * A stack with every kind of resource, whose process dies at every boundary of every AWS call: going on, going back and
 * giving up all come out where they would have without the interruption.
 */
describe(`a stack whose process dies at ${isFull ? "any" : `one of many (SEED=${seed})`} AWS call`, function () {
  this.timeout(isFull ? 3_600_000 : 600_000);
  const tally = new Tally();
  let rig: Rig;
  before(async () => {
    rig = await startRig();
  });
  after(async () => {
    await rig.close();
    if (isFull) await writeReport(tally);
  });

  for (const scenario of SCENARIOS) {
    describe(`during ${scenario.name}`, () => {
      let campaign: Campaign;
      let points: readonly Point[];
      before(async () => {
        campaign = await prepare(rig, scenario);
        points = picked(campaign);
        tally.planned(scenario, campaign.points.length);
      });

      it("is left as it would be by a real death", async () => {
        const [start] = campaign.points;
        if (start === undefined) throw new Error("a clean run makes no call");
        for (const { call, when, moment } of points.filter((point) => chance("real", point.call, point.when) < 0.1)) {
          await goBackTo(start.moment, rig, campaign.stack, campaign.client);
          const outcome = await run(scenario, campaign.stack, { kill: { call, when } });
          expect(outcome.killed).to.equal(true);
          const left = momentOf(rig, campaign.stack);
          const told = `${when} call ${String(call)}`;
          expect(tokenless(left.service), told).to.equal(tokenless(moment.service));
          expect(tokenless(JSON.stringify([...left.recorded])), told).to.equal(
            tokenless(JSON.stringify([...moment.recorded])),
          );
        }
      });

      for (const series of SERIES) {
        it(`comes out right with ${series}`, async () => {
          const trials = await tryAll(campaign, points, series);
          tally.add(scenario, points, series, trials);
          expect(trials.flatMap(complaints).join("\n")).to.equal("");
        });
      }
    });
  }
});
