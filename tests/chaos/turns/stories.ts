import type { Rig } from "../../provider/harness/rig.js";
import { type Swept, stateOf, sweep, told } from "../../provider/sweep/sweeping.js";
import { neverRecorded } from "../../provider/sweep/never-recorded.js";
import { PROGRAMS } from "../in-process/programs.js";
import type { Outcome, Program, Stack, StackOptions } from "../in-process/stack.js";
import { type Command, DEADLINE_MS, TIMEOUTS, type Story } from "./turns.js";

const ups =
  (program: Program, only?: readonly string[]) =>
  (stack: Stack): Command[] =>
    program
      .filter(({ name }) => only?.includes(name) ?? true)
      .map(({ name }) => ({
        name,
        run: (options) => stack.up(program, { timeouts: TIMEOUTS, only: name, ...options }),
      }));

const refreshes = (stack: Stack): Command[] =>
  PROGRAMS.base.map(({ name }) => ({ name, run: (options) => stack.refresh({ only: name, ...options }) }));

const destroys = (stack: Stack): Command[] => PROGRAMS.base.toReversed().flatMap(({ name }) => destroyOf(name)(stack));

function destroyOf(name: string): (stack: Stack) => Command[] {
  return (stack) => [{ name, run: (options) => stack.destroy({ only: name, ...options }) }];
}

/** The program with another model beside the one that runs, which is not good enough. */
const gated: Program = PROGRAMS.replaced.map((declared) =>
  declared.name !== "model" ? declared : { ...declared, args: (of) => ({ ...declared.args(of), minF1Score: 0.8 }) },
);

/** The model that runs makes room for its successor. */
const stoppingFirst: Program = PROGRAMS.replaced.map((declared) =>
  declared.name !== "model"
    ? declared
    : { ...declared, args: (of) => ({ ...declared.args(of), replacement: "stopFirst", minF1Score: 0.8 }) },
);

/** The model is to be kept when it goes. */
const kept: Program = PROGRAMS.base.map((declared) =>
  declared.name !== "model"
    ? declared
    : { ...declared, args: (of) => ({ ...declared.args(of), deletionPolicy: "stop" }) },
);

/** No process came to record what was made. */
function forgotten(action: "stop" | "delete" | undefined): Story["commands"] {
  return async (stack, rig) => {
    const tagged = PROGRAMS.base.filter(({ kind }) => kind !== "projectPolicy" && kind !== "videoAnalysisJob");
    await neverRecorded(rig, ...tagged.map(({ name }) => stack.of(name)));
    stack.takeBack(new Map());
    return [{ name: action ?? "list", run: (options) => swept(rig, action, options) }];
  };
}

/** What is in a project that is to go was never recorded. */
const fullProject: Story["commands"] = async (stack, rig) => {
  await neverRecorded(rig, ...["train", "test", "model"].map((name) => stack.of(name)));
  return destroyOf("shapes")(stack);
};

async function swept(rig: Rig, action: "stop" | "delete" | undefined, options: StackOptions = {}): Promise<Outcome> {
  const { result, calls, messages } = await rig.record(() => ended(rig, action, options));
  const base = { calls, killed: result === "killed" };
  if (result === "killed") return { ...base, steps: [], error: "", warnings: [] };
  if (result instanceof Error) return { ...base, steps: [], error: result.message, warnings: [] };
  const found = result.leftovers.map(
    ({ kind, name, activity, cause, usdPerHour }) =>
      `found ${kind} ${name}, ${activity}, ${cause}, ${String(usdPerHour)}`,
  );
  const failed = result.outcomes.filter(({ result: came }) => came === "failed" || came === "left");
  return {
    ...base,
    steps: [...found.sort(), ...told(result).sort()],
    error: failed.map(({ reason }) => reason ?? "").join("\n"),
    warnings: [...result.unseen, ...result.warnings, ...messages.map(({ text }) => text)],
  };
}

function ended(
  rig: Rig,
  action: "stop" | "delete" | undefined,
  options: StackOptions,
): Promise<Swept | Error | "killed"> {
  return new Promise((resolve) => {
    const order = { state: stateOf(), waitForTraining: true, forceDestroy: true, timeoutMs: DEADLINE_MS };
    const watch: StackOptions["watch"] = (process) => {
      void process.died.then(() => {
        resolve("killed");
      });
      options.watch?.(process);
    };
    sweep(rig, { ...order, ...(action === undefined ? {} : { action }), watch }).then(resolve, resolve);
  });
}

/** Every kind made, and found made by a process that died before it was recorded. */
export const MAKING: readonly Story[] = [{ name: "up", previous: [], commands: ups(PROGRAMS.base), takesUp: true }];

/** Every kind changed and replaced. */
export const CHANGING: readonly Story[] = [
  { name: "update of units", previous: PROGRAMS.base, commands: ups(PROGRAMS.units, ["model", "copy"]) },
  { name: "update", previous: PROGRAMS.base, commands: ups(PROGRAMS.processors) },
  { name: "replacement", previous: PROGRAMS.base, commands: ups(PROGRAMS.replaced) },
  { name: "replacement that stops first", previous: PROGRAMS.base, commands: ups(stoppingFirst, ["train", "model"]) },
  {
    name: "replacement below the gate",
    previous: PROGRAMS.base,
    switches: { trainingF1Score: 0.3 },
    commands: ups(gated, ["train", "model"]),
  },
];

/** Tags that show so late that a creation and the looks after it may fall in between. */
export const LATE_TAGS = { name: "up, tags 45 s late", switches: { tagLagMs: 45_000 } } as const;

/** Every kind looked at and removed. */
export const LOOKING_AND_REMOVING: readonly Story[] = [
  { name: "refresh", previous: PROGRAMS.base, commands: refreshes },
  { name: "destroy", previous: PROGRAMS.base, commands: destroys },
  { name: "destroy of a model that is kept", previous: kept, commands: destroyOf("model") },
  { name: "destroy of a project that holds models", previous: PROGRAMS.base, commands: fullProject },
];

/** What is left over, swept. */
export const SWEEPING: readonly Story[] = [
  { name: "sweep", previous: PROGRAMS.base, commands: forgotten(undefined) },
  { name: "sweep --stop", previous: PROGRAMS.base, commands: forgotten("stop") },
  { name: "sweep --delete", previous: PROGRAMS.base, commands: forgotten("delete") },
];
