import { expect } from "chai";
import { modelProgram } from "./harness/model-program.js";
import { SHORT, World, effectsOf } from "./harness/world.js";

const owned = modelProgram({ model: { minInferenceUnits: 1 } });

/** The same stack, with a look at a model by its ARN beside it. */
function looking(arn: string): string {
  return `${owned}
    const seen = ProjectVersion.get("seen", ${JSON.stringify(arn)});
    exports.status = seen.status;
    exports.f1Score = seen.f1Score;
    exports.units = seen.minInferenceUnits;
    exports.arn = seen.arn;
  `;
}

async function play(world: World) {
  const { stack } = world;
  await stack.up();
  const arn = (await stack.state()).id("model");
  stack.setProgram(looking(arn));
  const preview = await stack.preview();
  const { result: found, calls } = await world.observe(() => stack.up());
  const outputs = await stack.outputs();
  const missingArn = arn.replace(/\d+$/, "1");
  stack.setProgram(looking(missingArn));
  const missing = await stack.preview({ fails: true });
  const { urn } = (await stack.state()).resource("seen");
  const destroy = await world.observe(() => stack.destroy({ args: ["--target", urn] }));
  return {
    arn,
    preview,
    found,
    calls,
    outputs,
    missingArn,
    missing,
    destroyEffects: effectsOf(destroy.calls),
    models: await world.models(),
  };
}

describe("ProjectVersion.get", () => {
  let story: Awaited<ReturnType<typeof play>>;
  before(async () => {
    const world = await World.create({ program: owned, switches: SHORT });
    try {
      story = await play(world);
    } finally {
      world.dispose();
    }
  });
  it("reads a model by its ARN, in a preview as well, and changes nothing", () => {
    for (const { steps } of [story.preview, story.found]) {
      expect(steps.filter(({ name }) => name === "seen").map(({ op }) => op)).to.deep.equal(["read"]);
    }
    expect(story.outputs).to.include({ arn: story.arn, status: "RUNNING", f1Score: 0.92, units: 1 });
    expect(effectsOf(story.calls)).to.deep.equal([]);
  });

  it("says which model is missing and what to check", () => {
    const errors = story.missing.diagnostics.filter(({ message }) => message.includes("does not exist"));
    expect(errors).to.have.length(1);
    expect(errors[0]?.message).to.contain(story.missingArn).and.to.contain("Check the ARN, the region and the account");
    expect(story.missing.text).not.to.match(/^\s+at /m);
  });

  it("leaves the model to the stack that owns it", () => {
    expect(story.destroyEffects).to.deep.equal([]);
    expect(story.models.map(({ arn, status }) => ({ arn, status }))).to.deep.equal([
      { arn: story.arn, status: "RUNNING" },
    ]);
  });
});
