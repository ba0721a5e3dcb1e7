import { expect } from "chai";
import type { MeterReport, StateReport } from "../../../emulator/index.js";
import type { StackState } from "../../e2e/harness/state.js";
import type { World } from "../../e2e/harness/world.js";
import type { Choices } from "./everything.js";

/** Everything that can be looked at from outside. */
export interface Truth {
  readonly aws: StateReport;
  readonly state: StackState;
  readonly meter: MeterReport;
  /** Trainings and copies begun so far: what costs money or time to make. */
  readonly begun: { readonly trainings: number; readonly copies: number };
  /** ARNs of what exists and is not in the state. */
  readonly orphans: readonly string[];
  /** ARNs of what is in the state and does not exist. */
  readonly ghosts: readonly string[];
}

/** Looks at the service and at the stack's state. */
export async function look(world: World): Promise<Truth> {
  const { control } = world.emulator;
  const effects = (await control.calls()).filter(({ effect }) => effect);
  const count = (name: string) => effects.filter(({ operation }) => operation === name).length;
  const aws = await control.state();
  const state = await world.stack.state();
  const existing = arnsIn(aws);
  const recorded = recordedIn(state);
  return {
    aws,
    state,
    meter: await control.meter(),
    begun: { trainings: count("CreateProjectVersion"), copies: count("CopyProjectVersion") },
    orphans: existing.filter((arn) => !recorded.includes(arn)),
    ghosts: recorded.filter((arn) => !existing.includes(arn)),
  };
}

/** All there is, but for policies, which have no ARN, and jobs, which nobody can remove. */
function arnsIn(aws: StateReport): string[] {
  const inProjects = aws.projects.flatMap(({ arn, versions, datasets }) => [
    arn,
    ...versions.map((version) => version.arn),
    ...datasets.map((dataset) => dataset.arn),
  ]);
  return [...inProjects, ...[...aws.collections, ...aws.streamProcessors].map(({ arn }) => arn)];
}

/** The same as the state knows it, predecessors that wait for their deletion among them. */
function recordedIn(state: StackState): string[] {
  return state.custom
    .filter(({ type }) => !/:(ProjectPolicy|VideoAnalysisJob)$/.test(type))
    .map(({ id = "", outputs }) => (typeof outputs?.["arn"] === "string" ? outputs["arn"] : id));
}

/** Everything in the state is there, once, and as the program says. */
export function expectAsAsked(truth: Truth, choices: Choices): void {
  const { aws, state } = truth;
  expect(truth.ghosts).to.deep.equal([]);
  expect(state.custom.filter((each) => each.delete === true || each.initErrors !== undefined)).to.deep.equal([]);
  const projectOf = (name: string) => aws.projects.find(({ arn }) => arn === state.id(name));
  const shapes = projectOf("shapes");
  const model = shapes?.versions.find(({ arn }) => arn === state.id("model"));
  expect(model).to.include({ status: "RUNNING", minInferenceUnits: choices.units });
  const copy = projectOf("elsewhere")?.versions.find(({ arn }) => arn === state.id("copy"));
  expect(copy).to.include({ status: "COPYING_COMPLETED", sourceArn: model?.arn });
  expect([shapes?.datasets.length, shapes?.policies.length]).to.deep.equal([1, 1]);
  expect(shapes?.tags["stage"]).to.equal(choices.stage);
  const door = aws.streamProcessors.find(({ arn }) => arn === state.id("door"));
  expect(door?.status).to.equal(choices.searching ? "RUNNING" : "STOPPED");
}

/** Nothing is left but the jobs, which AWS itself forgets, and nothing runs. */
export function expectNothingLeft({ aws, state, meter }: Truth): void {
  expect(arnsIn(aws)).to.deep.equal([]);
  expect(state.custom).to.deep.equal([]);
  expect(meter.running).to.equal(0);
}

/** Unit-seconds that the next hour costs beyond those of a model with so many units. */
export async function overpaidInAnHour(world: World, units: number): Promise<number> {
  const { control } = world.emulator;
  const before = await control.meter();
  await control.clock({ advanceMs: 60 * 60_000 });
  const after = await control.meter();
  const seconds = (after.nowMs - before.nowMs) / 1_000;
  return Math.round(after.inferenceUnitSeconds - before.inferenceUnitSeconds - units * seconds);
}
