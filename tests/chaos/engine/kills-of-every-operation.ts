import type { World } from "../../e2e/harness/world.js";
import { isFull } from "../in-process/sample.js";
import { BOUNDARIES, SIDES } from "./boundaries.js";
import type { Side } from "./boundary.js";
import { chapter, expectConverged, expectKilled, nameOf } from "./chapter.js";
import type { Blow, Chapter, Series } from "./chapter.js";
import { DEEDS, choicesOf, playAll, setProgram } from "./life.js";
import type { Deed } from "./life.js";
import { record } from "./tally.js";

/** Plugin and CLI in turn, so that each deed and each side meets both. */
const victimOf = (deed: Deed, side: Side): Blow["victim"] =>
  (DEEDS.indexOf(deed) + SIDES.indexOf(side)) % 2 === 0 ? "plugin" : "CLI";

const blowAt = (deed: Deed, side: Side, rest: Pick<Blow, "series" | "before" | "wanted">): Blow => ({
  deed,
  boundary: { side, call: BOUNDARIES[side][deed] },
  victim: victimOf(deed, side),
  ...rest,
});

/** One stack through all deeds, each of them killed on this side of a call, and run again. */
const again = (side: Side): Blow[] =>
  DEEDS.map((deed, turn) => {
    const before = turn === 0 ? undefined : choicesOf(...DEEDS.slice(0, turn));
    return blowAt(deed, side, { series: "the same again", before, wanted: choicesOf(...DEEDS.slice(0, turn + 1)) });
  });

/** Deeds that are given up after the kill. Without FULL each of them once, on a side of its own. */
function givenUp(deeds: readonly Deed[], series: Series): Blow[][] {
  return deeds.map((deed, turn) =>
    SIDES.filter((_, index) => isFull || index === turn % SIDES.length).map((side) =>
      blowAt(deed, side, { series, before: deed === "up" ? undefined : choicesOf(), wanted: choicesOf(deed) }),
    ),
  );
}

const GROUPS: Readonly<Record<string, readonly (readonly Blow[])[]>> = {
  "whose every operation is killed, and run again": SIDES.map(again),
  "whose update is killed, and taken back": givenUp(["units", "replace", "processors"], "back to the program before"),
  "that is destroyed after a kill": givenUp(["replace", "up", "units"], "destroy"),
};

/** Brings the stack to where the blow starts from, if it is not there yet. */
export async function prepared(world: World, blow: Blow): Promise<Chapter> {
  const { custom } = await world.stack.state();
  if (blow.before !== undefined && custom.length === 0) {
    setProgram(world, blow.before);
    await world.stack.up();
  }
  return await chapter(world, blow);
}

/** The tests of kills at the calls that matter. */
export function killEveryOperation(): void {
  for (const [name, lives] of Object.entries(GROUPS)) {
    describe(`a stack ${name}`, () => {
      let told: readonly (readonly (() => Chapter)[])[];
      before(async () => {
        told = await playAll(lives.map((blows) => blows.map((blow) => (world: World) => prepared(world, blow))));
      });

      for (const [life, blows] of lives.entries()) {
        for (const [part, blow] of blows.entries()) {
          it(nameOf(blow), () => {
            const seen = told[life]?.[part]?.();
            if (seen === undefined) throw new Error("This was not played.");
            record(seen);
            expectKilled(seen);
            expectConverged(seen);
          });
        }
      }
    });
  }
}
