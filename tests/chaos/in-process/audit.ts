import type { Rig } from "../../provider/harness/rig.js";
import { type Found, inventory } from "./inventory.js";
import type { RawClient } from "./raw-client.js";
import type { Program, Stack } from "./stack.js";

/** How things stand once a command has ended. */
export interface Audit {
  /** There although the state does not know it. */
  readonly unrecorded: readonly Found[];
  /** Ran although nobody asks for it. */
  readonly overpaidUnitSeconds: number;
  /** Whatever else is not as the program asks. */
  readonly faults: readonly string[];
}

const HOUR_MS = 3_600_000;

/** The calls that make something. */
const CREATIONS = [
  "CreateProject",
  "CreateProjectVersion",
  "CopyProjectVersion",
  "CreateCollection",
  "CreateStreamProcessor",
] as const;

/** How many things of each kind were made so far. Datasets do not count: an update may make them again. */
export function creations(rig: Rig): ReadonlyMap<string, number> {
  const made = rig.emulator.calls().filter(({ effect }) => effect);
  const count = (name: string): number => made.filter(({ operation }) => operation === name).length;
  // A start that repeats a token is none.
  const jobs = rig.emulator.state().videoJobs.length;
  return new Map([...CREATIONS.map((name) => [name, count(name)] as const), ["StartLabelDetection", jobs]]);
}

/** What was made more often than it should have been. */
export function excess(now: ReadonlyMap<string, number>, allowed: ReadonlyMap<string, number>): string[] {
  return [...now]
    .filter(([name, count]) => count > (allowed.get(name) ?? 0))
    .map(([name, count]) => `${name}: ${String(count)} instead of ${String(allowed.get(name) ?? 0)}`);
}

/** What of all that is there, and of the state, is not as a program asks. */
export function faultsIn(found: readonly Found[], stack: Stack, program: Program): string[] {
  const state = stack.recorded;
  return [
    ...missing(program, stack, found),
    ...state.filter(({ isPending }) => isPending).map(({ name }) => `${name} is still to be deleted`),
    ...state.flatMap(({ name, initErrors }) => initErrors.map((error) => `${name}: ${error}`)),
    ...misplaced(program, stack, found),
  ];
}

/** Compares what is there with what a program asks for and with what the state says, an hour long. */
export async function audit(rig: Rig, client: RawClient, stack: Stack, program: Program): Promise<Audit> {
  const found = await inventory(client);
  const known = new Set(stack.recorded.map(({ id }) => id));
  const faults = faultsIn(found, stack, program);
  const before = rig.emulator.meter();
  rig.emulator.advance(HOUR_MS);
  const usedUnitSeconds = rig.emulator.meter().inferenceUnitSeconds - before.inferenceUnitSeconds;
  return {
    unrecorded: found.filter(({ id }) => !known.has(id)),
    overpaidUnitSeconds: Math.round(usedUnitSeconds - (askedUnits(program, stack) * HOUR_MS) / 1_000) + 0,
    faults,
  };
}

function askedUnits(program: Program, stack: Stack): number {
  const units = program.map(({ name }) => stack.of(name).state?.inputs.minInferenceUnits);
  return units.reduce<number>((sum, each) => sum + (typeof each === "number" ? each : 0), 0);
}

function missing(program: Program, stack: Stack, found: readonly Found[]): string[] {
  return program.flatMap(({ kind, name }) => {
    const { state } = stack.of(name);
    if (state === undefined) return [`${name} is not in the state`];
    const exists = kind === "videoAnalysisJob" || found.some(({ id }) => id === state.id);
    return exists ? [] : [`${name} (${state.id}) does not exist`];
  });
}

/** What is in another status than the program asks for. */
function misplaced(program: Program, stack: Stack, found: readonly Found[]): string[] {
  return program.flatMap(({ kind, name }) => {
    const { state } = stack.of(name);
    const real = found.find(({ id }) => id === state?.id);
    const { minInferenceUnits: units, running } = state?.inputs ?? {};
    const isRunning = real?.status === "RUNNING";
    if (kind === "streamProcessor" && isRunning !== (running === true)) return [`${name} is ${real?.status ?? "gone"}`];
    if (kind !== "projectVersion" && kind !== "projectVersionCopy") return [];
    if (isRunning !== (units !== undefined)) return [`${name} is ${real?.status ?? "gone"}`];
    return isRunning && real.units !== units ? [`${name} runs with ${String(real.units)} units`] : [];
  });
}
