import type { Switches } from "../../../emulator/index.js";
import type { Rig } from "../../provider/harness/rig.js";
import { goBackTo, type Moment, momentOf } from "../in-process/moment.js";
import { PUNCTUAL } from "../in-process/late.js";
import { RawClient } from "../in-process/raw-client.js";
import { type Outcome, type Program, Stack, type StackOptions } from "../in-process/stack.js";
import { Line, type Passed } from "./line.js";
import { type Ending, endingOf } from "./ending.js";

/** What the turns are taken on. */
export interface Table {
  readonly rig: Rig;
  readonly line: Line;
  readonly client: RawClient;
  readonly stack: Stack;
}

/** A table with an empty stack, on whose line every call of the rig's processes goes by. */
export function laidOn(rig: Rig): Table {
  const line = new Line();
  rig.wire = line.wire;
  return { rig, line, client: new RawClient(rig.emulator.url), stack: new Stack(rig) };
}

/** A command on one resource of a stack, in one process; `sweep` is on all that is left over. */
export interface Turn {
  readonly name: string;
  readonly before: Moment;
  readonly run: (options?: StackOptions) => Promise<Outcome>;
  /** How it ends with true answers. */
  readonly truth: Ending;
  /** The requests and answers of that. */
  readonly passed: readonly Passed[];
}

/** A stack on its way from one program to another, one resource after the other. */
export interface Story {
  readonly name: string;
  readonly switches?: Partial<Switches>;
  readonly previous: Program;
  /** The commands in their order. */
  readonly commands: (stack: Stack, rig: Rig) => readonly Command[] | Promise<readonly Command[]>;
  /** Whether the creations are tried once more by a process that finds them made and not recorded. */
  readonly takesUp?: boolean;
}

export interface Command {
  readonly name: string;
  readonly run: (options?: StackOptions) => Promise<Outcome>;
}

/** All that has no deadline of its own has this one. */
export const DEADLINE_MS = 1_800_000;
export const TIMEOUTS = { create: "30m", update: "30m", delete: "30m" } as const;

const CREATIONS = /^(Create|Copy|Start\w+Detection)/;

/** Goes through a story once with true answers; between two of its turns everything can be brought back. */
export async function turnsOf(table: Table, story: Story): Promise<Turn[]> {
  const { rig, stack, client } = table;
  rig.emulator.setSwitches({ ...PUNCTUAL.switches, trainingF1Score: 0.92, ...story.switches });
  rig.emulator.reset();
  const { error } = await stack.up(story.previous, { timeouts: TIMEOUTS });
  if (error !== "") throw new Error(error);
  const turns: Turn[] = [];
  for (const { name, run } of await story.commands(stack, rig)) {
    const turn = await taken(table, `${story.name}: ${name}`, run);
    turns.push(turn);
    const after = momentOf(rig, stack);
    const creation = turn.truth.calls.findIndex(({ effect, operation }) => effect && CREATIONS.test(operation)) + 1;
    if (story.takesUp !== true || creation === 0) continue;
    await goBackTo(turn.before, rig, stack, client);
    const { killed } = await run({ kill: { call: creation, when: "after" } });
    if (!killed) throw new Error(`${name} did not die at its creation`);
    turns.push(await taken(table, `${story.name}, made but not recorded: ${name}`, run));
    await goBackTo(after, rig, stack, client);
  }
  return turns;
}

async function taken(table: Table, name: string, run: Turn["run"]): Promise<Turn> {
  const { rig, line, stack } = table;
  const before = momentOf(rig, stack);
  line.clear();
  const outcome = await run();
  const passed = [...line.passed];
  return { name, before, run, passed, truth: endingOf(rig, stack, outcome, before.atMs) };
}
