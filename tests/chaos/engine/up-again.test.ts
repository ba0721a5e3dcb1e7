import { expect } from "chai";
import type { World } from "../../e2e/harness/world.js";
import { BOUNDARIES, SIDES } from "./boundaries.js";
import { CHOICES } from "./everything.js";
import type { Choices } from "./everything.js";
import { CHANGES, chapter, expectKilled, nameOf, playAll, verbOf } from "./life.js";
import type { Blow, Chapter, Deed } from "./life.js";
import { costOfAnHour, expectAsAsked, expectNothingLeft } from "./truth.js";

const DEEDS: readonly Deed[] = ["up", "units", "replace", "processors", "refresh", "destroy"];

/** What the program asks for once the deeds up to this one are done. */
function choicesAfter(deed: Deed): Choices {
  const done = DEEDS.slice(0, DEEDS.indexOf(deed) + 1).map((each) => CHANGES[each]);
  return Object.assign({}, CHOICES.base, ...done) as Choices;
}

/** Trainings, and copies, there have been once the deed is done. */
const begunAfter = (deed: Deed): number => (DEEDS.indexOf(deed) < DEEDS.indexOf("replace") ? 1 : 2);

for (const [index, side] of SIDES.entries()) {
  const blows = DEEDS.map((deed, turn): Blow => {
    const victim = (turn + index) % 2 === 0 ? "plugin" : "CLI";
    return { deed, boundary: { side, call: BOUNDARIES[side][deed] }, victim };
  });

  describe(`a stack whose every operation is killed ${side} of something, and run again`, () => {
    let told: (() => Chapter & { readonly costOfAnHour: number })[];
    before(async () => {
      const play = (blow: Blow) => async (world: World) => {
        const seen = await chapter(world, blow, choicesAfter(blow.deed), () => world.stack[verbOf(blow.deed)]());
        return { ...seen, costOfAnHour: blow.deed === "destroy" ? await costOfAnHour(world) : NaN };
      };
      told = await playAll(blows.map(play));
    });

    for (const [turn, blow] of blows.entries()) {
      it(nameOf(blow), () => {
        const seen = told[turn]?.();
        if (seen === undefined) throw new Error("was not played");
        expectKilled(seen);
        const begun = begunAfter(blow.deed);
        expect(seen.truth.begun).to.deep.equal({ trainings: begun, copies: begun });
        expect(seen.truth.orphans).to.deep.equal([]);
        if (blow.deed !== "destroy") return expectAsAsked(seen.truth, choicesAfter(blow.deed));
        expectNothingLeft(seen.truth);
        expect(seen.costOfAnHour).to.equal(0);
      });
    }
  });
}
