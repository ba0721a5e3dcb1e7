import { expect } from "chai";
import type { Rig } from "../../provider/harness/rig.js";
import { startRig } from "../in-process/campaign.js";
import { chance, isFull, seed } from "../in-process/sample.js";
import { table, writeSection } from "../document.js";
import { EVENTS } from "./identities.js";
import { ATTEMPTS, RESTORED, restore } from "./restored.js";
import { PROGRAM, type Stage, setStage } from "./stage.js";
import { DEEDS, ORDERS, meet } from "./trial.js";

/** So many are tried unless all are. */
const SHARE = 0.15;

describe(`a resource whose identity is used again: ${isFull ? "all" : `a sample (SEED=${seed})`}`, function () {
  this.timeout(3_600_000);
  const rows: string[][] = [];
  const names = PROGRAM.map(({ name }) => name);
  let rig: Rig;
  let stage: Stage;
  before(async () => {
    rig = await startRig();
    stage = await setStage(rig);
  });
  after(async () => {
    await rig.close();
    if (!isFull) return;
    const told = table(["event", "tried", "violations"], rows);
    await writeSection("identity", `${INTRODUCTION}\n\n${told}`);
  });

  async function tried(what: string, trials: readonly (() => Promise<string[]>)[]): Promise<void> {
    const chosen = trials.filter((_, index) => isFull || chance("identity", what, index) < SHARE);
    const all: string[][] = [];
    for (const trial of chosen) all.push(await trial());
    rows.push([what, String(all.length), String(all.filter(({ length }) => length > 0).length)]);
    expect(all.flat()).to.deep.equal([]);
  }

  for (const [event, identity] of Object.entries(EVENTS)) {
    it(`is not touched by who uses it again after a ${event}`, () =>
      tried(
        event,
        names.flatMap((name) =>
          ORDERS.flatMap((order) => DEEDS.map((deed) => () => meet(stage, { event, identity, name, order, deed }))),
        ),
      ));
  }

  for (const restored of RESTORED) {
    it(`is found again from ${restored} by the way that the error names, and not removed`, () =>
      tried(
        restored,
        names.flatMap((name) => ATTEMPTS.map((attempted) => () => restore(stage, name, restored, attempted))),
      ));
  }
});

const INTRODUCTION = `## An identity that is used again

A stack is renamed, a resource moved to another stack or renamed by an alias, a state lost or restored, a second stack made
under the same name. Then there is again a resource of the very name, stack and inputs that made something which another
record holds by now: it is brought up, refreshed, destroyed and swept, before and after the holder's next \`up\`. In no trial
may it touch what is held; the holder's next \`up\` succeeds and makes nothing, and one more has nothing to do. With a lost or
restored state, the way out that the error names leads back to what there is.`;
