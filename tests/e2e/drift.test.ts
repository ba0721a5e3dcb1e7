import {
  DeleteProjectVersionCommand,
  StopProjectVersionCommand,
  TagResourceCommand,
} from "@aws-sdk/client-rekognition";
import { expect } from "chai";
import { modelProgram } from "./harness/model-program.js";
import { changesIn } from "./harness/operation.js";
import { SHORT, World } from "./harness/world.js";

const model = { minInferenceUnits: 1, tags: { stage: "test" } };
const program = modelProgram({ model });
const scheduled = modelProgram({ model, options: { ignoreChanges: ["minInferenceUnits"] } });
const described = modelProgram({ model: { ...model, tags: { stage: "changed" } } });

/** Changes things behind Pulumi's back, with a plain AWS client, and lets Pulumi find out. */
async function play(world: World) {
  const { stack, emulator } = world;
  const aws = emulator.client();
  const becomes = async (arn: string, status: string | undefined): Promise<void> => {
    await emulator.control.waitForState(`${arn} is ${status ?? "gone"}`, ({ projects }) => {
      const versions = projects.flatMap((project) => project.versions);
      return versions.find((version) => version.arn === arn)?.status === status;
    });
  };
  const stop = async (arn: string): Promise<void> => {
    await aws.send(new StopProjectVersionCommand({ ProjectVersionArn: arn }));
    await becomes(arn, "STOPPED");
  };

  stack.setProgram(program);
  await stack.up();
  const arn = (await stack.state()).id("model");

  await stop(arn);
  await aws.send(new TagResourceCommand({ ResourceArn: arn, Tags: { stage: "touched", extra: "1" } }));
  const driftShown = await stack.refresh({ args: ["--diff"] });
  const repair = await stack.up();
  const repaired = await world.model(arn);
  const clean = await stack.refresh({ args: ["--expect-no-changes"] });

  stack.setProgram(scheduled);
  await stop(arn);
  const left = await stack.up({ args: ["--refresh"] });
  const leftAlone = await world.model(arn);

  await aws.send(new DeleteProjectVersionCommand({ ProjectVersionArn: arn }));
  await becomes(arn, undefined);
  stack.setProgram(described);
  const updateOfGone = await stack.up({ fails: true });
  const idsAfterFailure = (await stack.state()).custom.map(({ id }) => id);
  const goneShown = await stack.refresh();
  const again = await stack.up();
  const models = await world.models();
  return {
    arn,
    driftShown,
    repair,
    repaired,
    clean,
    left,
    leftAlone,
    updateOfGone,
    idsAfterFailure,
    goneShown,
    again,
    models,
  };
}

describe("drift", () => {
  let story: Awaited<ReturnType<typeof play>>;
  before(async () => {
    const world = await World.create({ switches: SHORT });
    try {
      story = await play(world);
    } finally {
      world.dispose();
    }
  });

  it("of a stopped model and its tags is shown by refresh", () => {
    const lines = story.driftShown.stdout.split("\n").map((line) => line.trim());
    expect(lines).to.include("- minInferenceUnits: 1");
    expect(lines).to.include('+ extra: "1"');
    expect(lines).to.include('~ stage: "test" => "touched"');
  });

  it("is repaired by the next up", () => {
    expect(changesIn(story.repair)).to.deep.equal(["update model"]);
    expect(story.repaired).to.include({ status: "RUNNING", minInferenceUnits: 1 });
    expect(story.repaired?.tags).to.include({ stage: "test" }).and.not.to.have.property("extra");
    expect(story.clean.changes).to.deep.equal({ same: 3 });
  });

  it("of the units is left to a scheduler with ignoreChanges", () => {
    expect(changesIn(story.left)).to.deep.equal([]);
    expect(story.leftAlone?.status).to.equal("STOPPED");
  });

  it("makes an update of a model that is gone fail, naming the way out and keeping the state", () => {
    const errors = story.updateOfGone.diagnostics.filter(({ severity }) => severity === "error");
    const said = errors.filter(({ message }) => message.includes("pulumi refresh"));
    expect(said).to.have.length(1);
    expect(said[0]?.message).to.contain(story.arn);
    expect(story.idsAfterFailure).to.include(story.arn);
  });

  it("of a deleted model is noticed by refresh, and the next up makes it again", () => {
    expect(story.goneShown.changes).to.deep.equal({ delete: 1, same: 2 });
    expect(changesIn(story.again)).to.deep.equal(["create model"]);
    expect(story.models).to.have.length(1);
    expect(story.models[0]).to.include({ status: "RUNNING", minInferenceUnits: 1 });
    expect(story.models[0]?.arn).not.to.equal(story.arn);
  });
});
