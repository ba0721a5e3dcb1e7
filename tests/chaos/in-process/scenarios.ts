import { PROGRAMS } from "./programs.js";
import type { Outcome, Program, Stack, StackOptions } from "./stack.js";

/** A command that is going to be interrupted. */
export interface Scenario {
  readonly name: string;
  readonly command: "up" | "refresh" | "destroy";
  /** What the stack stands for before. */
  readonly previous: Program;
  /** What it is to stand for after. */
  readonly next: Program;
}

export const SCENARIOS: readonly Scenario[] = [
  { name: "up", command: "up", previous: PROGRAMS.nothing, next: PROGRAMS.base },
  { name: "update of units", command: "up", previous: PROGRAMS.base, next: PROGRAMS.units },
  { name: "replacement", command: "up", previous: PROGRAMS.base, next: PROGRAMS.replaced },
  { name: "update of stream processors and tags", command: "up", previous: PROGRAMS.base, next: PROGRAMS.processors },
  { name: "refresh", command: "refresh", previous: PROGRAMS.base, next: PROGRAMS.base },
  { name: "destroy", command: "destroy", previous: PROGRAMS.base, next: PROGRAMS.nothing },
];

/** Runs a scenario's command. */
export function run({ command, next }: Scenario, stack: Stack, options: StackOptions = {}): Promise<Outcome> {
  if (command === "up") return stack.up(next, options);
  return command === "refresh" ? stack.refresh(options) : stack.destroy(options);
}

/** What the user does after the interruption: the same again, `destroy`, or `up` of the program before. */
export const SERIES = ["again", "destroy", "revert"] as const;

export type Series = (typeof SERIES)[number];
