import type { Rig } from "../../provider/harness/rig.js";
import { type Moment, momentOf } from "../in-process/moment.js";
import { PROGRAMS } from "../in-process/programs.js";
import { RawClient } from "../in-process/raw-client.js";
import { type Declared, type Program, Stack } from "../in-process/stack.js";
import { worldOf } from "../turns/ending.js";

/** A stack that has everything a program asks for, and the moment at which it had. */
export interface Stage {
  readonly rig: Rig;
  readonly client: RawClient;
  readonly stack: Stack;
  readonly program: Program;
  readonly made: Moment;
}

/** Like the others' program, but for the policy: a derived name is the only mark that one has. */
export const PROGRAM: Program = PROGRAMS.base.map((declared) =>
  declared.kind !== "projectPolicy"
    ? declared
    : { ...declared, args: (of) => ({ ...declared.args(of), policyName: "copies" }) },
);

/** Makes everything. */
export async function setStage(rig: Rig): Promise<Stage> {
  rig.emulator.reset();
  const stack = new Stack(rig);
  const { error } = await stack.up(PROGRAM);
  if (error !== "") throw new Error(error);
  return { rig, client: new RawClient(rig.emulator.url), stack, program: PROGRAM, made: momentOf(rig, stack) };
}

/** A resource of a program by its name. */
export function declaredIn(program: Program, name: string): Declared {
  const found = program.find((declared) => declared.name === name);
  if (found === undefined) throw new Error(`the program has no ${name}`);
  return found;
}

/** Everything that exists, with its tags and statuses, and what runs. */
export function everything(rig: Rig): object {
  return { ...worldOf(rig), running: rig.emulator.meter().running };
}

/** How many things were made so far. A policy is taken over by putting it once more, in place of the revision that stands. */
export function creationsIn({ emulator }: Rig): number {
  const made = emulator.calls().filter(({ operation, effect }) => effect && /^(Create|Copy|Put)/.test(operation));
  return made.filter(({ request }) => !("PolicyRevisionId" in (request as object))).length;
}
