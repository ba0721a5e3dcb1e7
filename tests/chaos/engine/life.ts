import { expect } from "chai";
import type { Verb } from "../../../tools/sandbox/stack-cli.js";
import { World } from "../../e2e/harness/world.js";
import type { Boundary } from "./boundary.js";
import { NOTHING, everything } from "./everything.js";
import type { Choices } from "./everything.js";
import { killAt } from "./kill.js";
import type { Kill, Victim } from "./kill.js";
import { look } from "./truth.js";
import type { Truth } from "./truth.js";

/** An hour passes in a minute: slow enough for every deadline, however busy the machine is. */
const TIME_SCALE = 60;
/** Virtual milliseconds: each about half a second, so that a run takes hardly longer than the CLI does. */
const TIMES = {
  trainingMs: 30_000,
  modelStartingMs: 20_000,
  modelStoppingMs: 15_000,
  modelCopyingMs: 15_000,
  videoJobMs: 10_000,
  quotaRunningModels: 4,
};

/** What is done to the stack: one operation, and what the program asks for by then. */
export type Deed = "up" | "units" | "replace" | "processors" | "refresh" | "destroy";

/** What a deed changes in the program. */
export const CHANGES: Readonly<Record<Deed, Partial<Choices>>> = {
  up: {},
  units: { units: 2 },
  replace: { bucket: "other-data" },
  processors: { searching: false, minConfidence: 70, stage: "live" },
  refresh: {},
  destroy: {},
};

export function verbOf(deed: Deed): Verb {
  return deed === "refresh" || deed === "destroy" ? deed : "up";
}

/** A stack with one of everything, and a local Rekognition that is in no hurry. */
async function makeWorld(): Promise<World> {
  return await World.create({ program: NOTHING, timeScale: TIME_SCALE, switches: TIMES });
}

/** One kill. */
export interface Blow {
  readonly deed: Deed;
  readonly boundary: Boundary;
  readonly victim: Victim;
}

/** What a kill came to, and what there was once it was made up for. */
export interface Chapter {
  readonly kill: Kill;
  readonly truth: Truth;
}

/** Kills a deed that brings the stack to these choices, makes up for it, and looks. */
export async function chapter(
  world: World,
  { deed, boundary, victim }: Blow,
  choices: Choices,
  makeUp: () => Promise<unknown>,
): Promise<Chapter> {
  world.stack.setProgram(everything(choices));
  const kill = await killAt(world, verbOf(deed), boundary, victim);
  await makeUp();
  return { kill, truth: await look(world) };
}

/** The kill met what it was to meet, and nothing went on by itself. */
export function expectKilled({ kill }: Chapter): void {
  expect(kill.hit, `the boundary was never reached:\n${kill.text}`).to.equal(true);
  expect(kill.plugins).to.equal(1);
  expect(kill.orphansGone).to.equal(true);
  expect(kill.effectsWhileAlone).to.deep.equal([]);
}

export function nameOf({ deed, boundary, victim }: Blow): string {
  const nth = boundary.after === undefined ? "" : ` (number ${String(boundary.after + 1)})`;
  return `${deed}: the ${victim} killed ${boundary.side} of ${boundary.call}${nth}`;
}

/** Whether everything is to be tried. */
export const FULL = process.env["FULL"] === "1";

/** Plays parts one after the other in one world; those after a failure are missing, and say why when asked for. */
export async function playAll<T>(parts: readonly ((world: World) => Promise<T>)[]): Promise<(() => T)[]> {
  const world = await makeWorld();
  let failure: Error | undefined;
  const told: (() => T)[] = [];
  for (const play of parts) {
    try {
      if (failure !== undefined) throw failure;
      const result = await play(world);
      told.push(() => result);
    } catch (error) {
      const why = error instanceof Error ? error : new Error(String(error));
      failure = why;
      told.push(() => {
        throw why;
      });
    }
  }
  world.dispose();
  return told;
}
