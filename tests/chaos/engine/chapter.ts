import { expect } from "chai";
import { CliError } from "../../../tools/sandbox/stack-cli.js";
import { sweep } from "../../e2e/harness/sweep.js";
import type { FacadeName, World } from "../../e2e/harness/world.js";
import type { Boundary } from "./boundary.js";
import type { Choices } from "./everything.js";
import { killAt } from "./kill.js";
import type { Kill, Victim } from "./kill.js";
import { setProgram, verbOf } from "./life.js";
import type { Deed } from "./life.js";
import { expectAsAsked, expectNothingLeft, look, overpaidInAnHour } from "./truth.js";
import type { Truth } from "./truth.js";

/** What the user does after a kill. */
export type Series = "the same again" | "back to the program before" | "destroy";

/** One kill, and what is done then. */
export interface Blow {
  readonly deed: Deed;
  readonly boundary: Boundary;
  readonly victim: Victim;
  readonly series: Series;
  /** The program before, none for an empty one, and the one of the deed. */
  readonly before: Choices | undefined;
  readonly wanted: Choices;
}

/** What a kill came to once it was made up for. */
export interface Chapter {
  readonly blow: Blow;
  readonly kill: Kill;
  readonly truth: Truth;
  /** Trainings and copies beyond what was asked for. */
  readonly duplicates: number;
  /** Unit-seconds in the hour after the last command, beyond what the program asks for. */
  readonly overpaid: number;
  /** Whether the sweep had something to remove. */
  readonly swept: boolean;
  /** The model that served before, unless the killed run had deleted it. */
  readonly served: string | undefined;
}

const HOUR_MS = 60 * 60_000;

/** Kills a deed, makes up for it, and looks. */
export async function chapter(world: World, blow: Blow): Promise<Chapter> {
  const { deed, boundary, victim, series } = blow;
  const { begun, state } = await look(world);
  setProgram(world, blow.wanted);
  const kill = await killAt(world, verbOf(deed), boundary, victim);
  const survivors = (await world.models()).map(({ arn }) => arn);
  const before = { model: state.find("model")?.id, copy: state.find("copy")?.id };
  const swept = await MAKE_UP[series](world, blow);
  const truth = await look(world);
  // What the killed run had already deleted can only be made once more by going back.
  const isLost = (id: string | undefined) =>
    series === "back to the program before" && id !== undefined && !survivors.includes(id);
  const due = (id: string | undefined) => (deed === "up" || deed === "replace" ? 1 : 0) + (isLost(id) ? 1 : 0);
  const duplicates =
    Math.max(0, truth.begun.trainings - begun.trainings - due(before.model)) +
    Math.max(0, truth.begun.copies - begun.copies - due(before.copy));
  const overpaid = await overpaidInAnHour(world, endOf(blow)?.units ?? 0);
  const served = isLost(before.model) ? undefined : before.model;
  return { blow, kill, truth, duplicates, swept, overpaid, served };
}

/** Whether the sweep removed something. */
const MAKE_UP: Readonly<Record<Series, (world: World, blow: Blow) => Promise<boolean>>> = {
  async "the same again"({ stack }, { deed }) {
    await stack[verbOf(deed)]();
    return false;
  },
  async "back to the program before"(world, blow) {
    setProgram(world, blow.before);
    // What the killed run changed is not in the state yet; only a refresh lets `up` see that it has to go back.
    await world.stack.refresh({ args: clearPending(blow) });
    await remove(world, () => world.stack.start("up").finished);
    return sweepUp(world);
  },
  async destroy(world, blow) {
    // A training cannot be cancelled: the user comes back when it is over.
    await world.emulator.control.clock({ advanceMs: HOUR_MS });
    await remove(world, () => world.stack.start("destroy").finished);
    await world.stack.refresh({ args: clearPending(blow) });
    return sweepUp(world);
  },
};

/**
 * What was marked as recorded, and then was not, holds back the project that it is in: the user goes the way that the error
 * names, and repeats the command.
 */
async function remove(world: World, command: () => Promise<unknown>): Promise<void> {
  try {
    await command();
  } catch (error) {
    if (!(error instanceof CliError) || !error.result.text.includes("sweep --delete --arn ARN")) throw error;
    await sweepUp(world);
    await command();
  }
}

const clearPending = ({ victim }: Blow): string[] => (victim === "CLI" ? ["--clear-pending-creates"] : []);

/** Of the stacks that these chapters are about. */
const OWNERS: Readonly<Record<FacadeName, string>> = {
  dynamic: "organization/sandbox/test",
  plugin: "-/sandbox/test",
};

async function sweepUp({ stack, facade }: World): Promise<boolean> {
  const { exitCode, text } = await sweep(stack, "--delete", `--recorded=${OWNERS[facade]}`, "--yes");
  expect(exitCode, text).to.equal(0);
  return !text.includes("Nothing is left over.");
}

/** What the program asks for in the end; undefined where nothing is to be left. */
function endOf({ deed, series, before, wanted }: Blow): Choices | undefined {
  if (deed === "destroy" || series === "destroy") return undefined;
  return series === "the same again" ? wanted : before;
}

/** The kill met what it was to meet, and nothing went on by itself. */
export function expectKilled({ kill }: Chapter): void {
  expect(kill.hit, `the boundary was never reached:\n${kill.text}`).to.equal(true);
  expect(kill.plugins).to.equal(1);
  expectNobodyLeft(kill);
}

/** No process outlived the run, and none changed anything on its own. */
export function expectNobodyLeft(kill: Kill): void {
  expect(kill.orphansGone).to.equal(true);
  expect(kill.effectsWhileAlone).to.deep.equal([]);
}

/** Everything is as the user last asked; nothing was made twice, is left over, or costs more than that. */
export function expectConverged({ blow, truth, duplicates, overpaid, served }: Chapter): void {
  expect(duplicates).to.equal(0);
  expect(truth.orphans).to.deep.equal([]);
  const end = endOf(blow);
  if (end === undefined) expectNothingLeft(truth);
  else expectAsAsked(truth, end);
  if (end !== undefined && end === blow.before)
    expect(truth.state.id("model")).to.equal(served ?? truth.state.id("model"));
  expect(overpaid).to.equal(0);
}

export function nameOf({ deed, boundary, victim, series }: Blow): string {
  const nth = boundary.after === undefined || boundary.after === 0 ? "" : `, number ${String(boundary.after + 1)}`;
  return `${deed}: the ${victim} killed ${boundary.side}, ${boundary.call}${nth}; then ${series}`;
}
