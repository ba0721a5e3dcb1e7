import { expect } from "chai";
import { modelProgram } from "../harness/model-program.js";
import type { PackageKind } from "../harness/package-under-test.js";
import { SHORT, World } from "../harness/world.js";
import type { Model } from "../harness/world.js";

/** How Pulumi is told to replace a resource whose inputs have not changed. */
export type Demand = "--replace" | "taint";

/** What there is after an operation, seen from the model that served before. */
export interface ServingModel {
  readonly arnBefore: string;
  readonly recordedArn: string;
  readonly models: readonly Pick<Model, "arn" | "status">[];
  /** CreateProjectVersion calls during the operation, refused ones included. */
  readonly trainingsAskedFor: number;
}

/** Lets a model serve, then demands its replacement, and lets it be adopted, in one way after the other. */
export async function forceReplacement(
  demands: readonly Demand[],
  kind: PackageKind = "linked",
): Promise<ServingModel[]> {
  const program = modelProgram({ model: { minInferenceUnits: 1, adopt: true } });
  const world = await World.create({ program, package: kind, switches: SHORT });
  try {
    const { stack } = world;
    await stack.up();
    const { urn, id = "" } = (await stack.state()).resource("model");
    const seen: ServingModel[] = [];
    for (const demand of demands) {
      if (demand === "taint") await stack.cli(["state", "taint", urn, "--yes", "--stack", stack.name]);
      const args = demand === "--replace" ? ["--replace", urn] : [];
      seen.push(await seenAfter(world, id, () => stack.up({ args })));
    }
    return seen;
  } finally {
    world.dispose();
  }
}

/** Runs an operation and reports what it left. */
export async function seenAfter(world: World, arnBefore: string, run: () => Promise<unknown>): Promise<ServingModel> {
  const { calls } = await world.observe(run);
  return {
    arnBefore,
    recordedArn: (await world.stack.state()).id("model"),
    models: (await world.models()).map(({ arn, status }) => ({ arn, status })),
    trainingsAskedFor: calls.filter((call) => call.operation === "CreateProjectVersion").length,
  };
}

/** The model that served before serves now, is the recorded one, and no training was asked for. */
export function expectSameModelServes(seen: ServingModel | undefined): void {
  expect(seen?.models).to.deep.equal([{ arn: seen?.arnBefore, status: "RUNNING" }]);
  expect(seen?.recordedArn).to.equal(seen?.arnBefore);
  expect(seen?.trainingsAskedFor).to.equal(0);
}
