import type { CallRecord } from "../../../emulator/index.js";
import type { World } from "../../e2e/harness/world.js";
import { choice, isFull, seed } from "../in-process/sample.js";
import { SIDES } from "./boundaries.js";
import type { Boundary } from "./boundary.js";
import { chapter, expectConverged, expectNobodyLeft, nameOf } from "./chapter.js";
import type { Blow, Chapter, Series } from "./chapter.js";
import { DEEDS, choicesOf, play, playAll, setProgram, verbOf } from "./life.js";
import type { Deed } from "./life.js";
import { record } from "./tally.js";

const SIZE = isFull ? 30 : 3;
/** The calls of one name that are told apart; waits repeat theirs without end. */
const FIRST = 3;

/** The calls of an undisturbed run of each deed: which, and the how many-th of its name. */
type Calls = Readonly<Record<Deed, readonly Pick<Boundary, "call" | "after">[]>>;

function told(calls: readonly CallRecord[]): Pick<Boundary, "call" | "after">[] {
  const names = [...new Set(calls.map(({ operation }) => operation))];
  return names.flatMap((call) => {
    const count = calls.filter(({ operation }) => operation === call).length;
    return Array.from({ length: Math.min(count, FIRST) }, (_, after) => ({ call, after }));
  });
}

/** Goes through all deeds without a kill. */
async function undisturbed(): Promise<Calls> {
  const parts = DEEDS.map((deed, turn) => async (world: World) => {
    setProgram(world, choicesOf(...DEEDS.slice(0, turn + 1)));
    const { calls } = await world.observe(() => world.stack[verbOf(deed)]());
    return told(calls);
  });
  const seen = await play(parts);
  return Object.fromEntries(DEEDS.map((deed, index) => [deed, seen[index]?.() ?? []])) as unknown as Calls;
}

const SERIES: Readonly<Record<Deed, readonly Series[]>> = {
  up: ["the same again", "back to the program before", "destroy"],
  units: ["the same again", "back to the program before", "destroy"],
  replace: ["the same again", "back to the program before", "destroy"],
  processors: ["the same again", "back to the program before", "destroy"],
  refresh: ["the same again", "destroy"],
  destroy: ["the same again"],
};

/** One blow that hangs on the seed alone, given the calls there are. */
function drawn(number: number, calls: Calls): Blow {
  const deed = choice(DEEDS, number, "deed");
  const side = choice(SIDES, number, "side");
  const { call, after } = choice(calls[deed], number, "call");
  return {
    deed,
    boundary: { side, call, ...(after === undefined ? {} : { after }) },
    victim: choice(["plugin", "CLI"] as const, number, "victim"),
    series: choice(SERIES[deed], number, "series"),
    before: deed === "up" ? undefined : choicesOf(),
    wanted: choicesOf(deed),
  };
}

/** The tests of kills that are drawn. */
export function killAnywhere(): void {
  describe(`a stack that is killed anywhere (SEED=${seed})`, () => {
    let blows: Blow[];
    let seen: readonly (readonly (() => Chapter)[])[];
    before(async () => {
      const calls = await undisturbed();
      blows = Array.from({ length: SIZE }, (_, number) => drawn(number, calls));
      const life = (blow: Blow) => [
        async (world: World) => {
          setProgram(world, blow.before);
          if (blow.before !== undefined) await world.stack.up();
          return await chapter(world, blow);
        },
      ];
      seen = await playAll(blows.map(life));
    });

    for (let number = 0; number < SIZE; number++) {
      it(`converges, kill ${String(number + 1)}`, function () {
        const blow = blows[number];
        const story = seen[number]?.[0]?.();
        if (blow === undefined || story === undefined) throw new Error("This was not played.");
        if (this.test !== undefined) this.test.title += ` (${nameOf(blow)}${story.kill.hit ? "" : "; ended before"})`;
        record(story);
        expectNobodyLeft(story.kill);
        expectConverged(story);
      });
    }
  });
}
