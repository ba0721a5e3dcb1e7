import { expect } from "chai";
import { killAt } from "../../chaos/engine/kill.js";
import type { World } from "../harness/world.js";

/** Runs `up`, which dies once the mark that there is a record is written, and before there is one. */
export async function dieAfterMark(world: World, program: string): Promise<void> {
  world.stack.setProgram(program);
  const kill = await killAt(world, "up", { side: "after the effect, before the answer", call: "TagResource" }, "CLI");
  expect(kill.hit).to.equal(true);
  expect(kill.orphansGone).to.equal(true);
}
