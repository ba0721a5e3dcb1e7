import type { Verb } from "../../../tools/sandbox/stack-cli.js";
import { World, type WorldOptions } from "../../e2e/harness/world.js";
import { CHOICES, NOTHING, everything } from "./everything.js";
import type { Choices } from "./everything.js";

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

/** In an order in which each has something to do. */
export const DEEDS: readonly Deed[] = ["up", "units", "replace", "processors", "refresh", "destroy"];

const CHANGES: Readonly<Record<Deed, Partial<Choices>>> = {
  up: {},
  units: { units: 2 },
  replace: { bucket: "other-data" },
  processors: { searching: false, minConfidence: 70, stage: "live" },
  refresh: {},
  destroy: {},
};

/** What the program asks for once it has been changed for these deeds. */
export function choicesOf(...deeds: readonly Deed[]): Choices {
  return Object.assign({}, CHOICES.base, ...deeds.map((deed) => CHANGES[deed])) as Choices;
}

/** The command that does the deed. */
export function verbOf(deed: Deed): Verb {
  return deed === "refresh" || deed === "destroy" ? deed : "up";
}

/** A stack without resources, and a local Rekognition that is in no hurry. */
async function makeWorld({ switches, ...options }: WorldOf): Promise<World> {
  return await World.create({
    program: NOTHING,
    timeScale: TIME_SCALE,
    ...options,
    switches: { ...TIMES, ...switches },
  });
}

/** What of a life's world is other than usual. */
export type WorldOf = Pick<WorldOptions, "facade" | "timeScale" | "switches">;

/** Makes the program that of these choices, or empty; the stack is not touched. */
export function setProgram({ stack, facade }: World, choices: Choices | undefined): void {
  stack.setProgram(choices === undefined ? NOTHING : everything(choices, facade));
}

/** Parts of a life, one after the other in one world; those after a failure are missing, and say why when asked for. */
export async function play<T>(
  parts: readonly ((world: World) => Promise<T>)[],
  of: WorldOf = {},
): Promise<(() => T)[]> {
  const world = await makeWorld(of);
  let failure: Error | undefined;
  const told: (() => T)[] = [];
  for (const part of parts) {
    try {
      if (failure !== undefined) throw failure;
      const result = await part(world);
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

/** Lives that share the machine: more would only wait for each other. */
const LANES = 3;

/** Plays several lives, some at a time. */
export async function playAll<T>(
  lives: readonly (readonly ((world: World) => Promise<T>)[])[],
  of?: WorldOf,
): Promise<readonly (readonly (() => T)[])[]> {
  const told: (readonly (() => T)[])[] = [];
  const waiting = [...lives.entries()];
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      told[next[0]] = await play(next[1], of);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return told;
}
