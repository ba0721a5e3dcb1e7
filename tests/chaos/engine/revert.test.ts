import { expect } from "chai";
import type { World } from "../../e2e/harness/world.js";
import { BOUNDARIES, SIDES } from "./boundaries.js";
import { CHOICES, everything } from "./everything.js";
import { CHANGES, FULL, chapter, expectKilled, nameOf, playAll } from "./life.js";
import type { Blow, Chapter, Deed } from "./life.js";
import { expectAsAsked, look } from "./truth.js";

const DEEDS: readonly Deed[] = ["units", "replace", "processors"];

const all = DEEDS.flatMap((deed, turn) =>
  SIDES.map((side, index): Blow => {
    const victim = (turn + Math.floor(index / 2)) % 2 === 0 ? "CLI" : "plugin";
    return { deed, boundary: { side, call: BOUNDARIES[side][deed] }, victim };
  }),
);
/** Without FULL, each deed on another side. */
const blows = FULL ? all : all.filter((_, index) => index % SIDES.length === Math.floor(index / SIDES.length));

/** What must not change when an update is taken back. */
interface Served {
  readonly model: string;
  readonly copy: string;
}

describe("a stack whose update is killed, and taken back with `up --refresh`", () => {
  let told: (() => Chapter & { readonly before: Served; readonly after: Served })[];
  before(async () => {
    const served = async ({ stack }: World): Promise<Served> => {
      const state = await stack.state();
      return { model: state.id("model"), copy: state.id("copy") };
    };
    const play = (blow: Blow) => async (world: World) => {
      const { stack } = world;
      if ((await look(world)).state.custom.length === 0) {
        stack.setProgram(everything(CHOICES.base));
        await stack.up();
      }
      const before = await served(world);
      const seen = await chapter(world, blow, { ...CHOICES.base, ...CHANGES[blow.deed] }, () => {
        stack.setProgram(everything(CHOICES.base));
        return stack.up({ args: ["--refresh"] });
      });
      return { ...seen, before, after: await served(world) };
    };
    told = await playAll(blows.map(play));
  });

  for (const [turn, blow] of blows.entries()) {
    it(nameOf(blow), () => {
      const seen = told[turn]?.();
      if (seen === undefined) throw new Error("was not played");
      expectKilled(seen);
      expectAsAsked(seen.truth, CHOICES.base);
      expect(seen.after).to.deep.equal(seen.before);
    });
  }
});
