import { expect } from "chai";
import { modelProgram } from "./harness/model-program.js";
import { changesIn } from "./harness/operation.js";
import { SHORT, World } from "./harness/world.js";

const program = (bucket: "quickstart-data" | "other-data", options: object): string =>
  modelProgram({ model: { versionName: "shapes-1", minInferenceUnits: 1 }, options, bucket });

async function play(world: World) {
  const { stack } = world;
  await stack.up();
  stack.setProgram(program("other-data", {}));
  const refused = await stack.preview({ fails: true });
  stack.setProgram(program("other-data", { deleteBeforeReplace: true }));
  const preview = await stack.preview();
  const replaced = await stack.up();
  return { refused, preview, replaced, models: await world.models() };
}

describe("deleteBeforeReplace with an explicit versionName", () => {
  let story: Awaited<ReturnType<typeof play>>;
  before(async () => {
    const world = await World.create({ program: program("quickstart-data", {}), switches: SHORT });
    try {
      story = await play(world);
    } finally {
      world.dispose();
    }
  });

  it("is a way out that the refusal names", () => {
    expect(story.refused.text).to.contain("or set the resource option deleteBeforeReplace");
  });

  it("deletes the model and trains another one of the same name, and the preview says what that means", () => {
    expect(story.preview.text).to.contain("until the new one runs, there is no inference");
    expect(changesIn(story.replaced)).to.deep.equal([
      "delete-replaced model",
      "replace model",
      "create-replacement model",
    ]);
    expect(story.models.map(({ name, status }) => [name, status])).to.deep.equal([["shapes-1", "RUNNING"]]);
  });
});
