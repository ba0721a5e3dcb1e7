import { expect } from "chai";
import { modelProgram, trainedOn } from "./harness/model-program.js";
import { changesIn } from "./harness/operation.js";
import { SHORT, World, effectsOf } from "./harness/world.js";

const model = { minInferenceUnits: 1 };
const besideEachOther = modelProgram({ model });
const insideComponent = `
  const pulumi = require("@pulumi/pulumi");
  const { Project, ProjectVersion } = require("pulumi-rekognition");
  class Vision extends pulumi.ComponentResource {
    constructor(name) {
      super("example:index:Vision", name);
      const options = { parent: this, aliases: [{ parent: pulumi.rootStackResource }] };
      const project = new Project("shapes", {}, options);
      const args = { projectArn: project.arn, ...${JSON.stringify({ ...trainedOn("quickstart-data"), ...model })} };
      this.model = new ProjectVersion("model", args, options);
      this.registerOutputs({ modelArn: this.model.arn });
    }
  }
  new Vision("vision");
`;

async function play(world: World) {
  const { stack } = world;
  await stack.up();
  const before = await world.models();
  stack.setProgram(insideComponent);
  const moved = await world.observe(() => stack.up());
  const after = await world.models();
  const unchanged = await world.observe(() => stack.up());
  return { before, moved, after, unchanged };
}

describe("a model that moves into a component", () => {
  let story: Awaited<ReturnType<typeof play>>;
  before(async () => {
    const world = await World.create({ program: besideEachOther, switches: SHORT });
    try {
      story = await play(world);
    } finally {
      world.dispose();
    }
  });

  it("is marked again and otherwise left alone", () => {
    const changes = changesIn(story.moved.result);
    expect(changes).to.have.members(["create vision", "update shapes", "update model"]);
    expect(new Set(effectsOf(story.moved.calls))).to.deep.equal(new Set(["TagResource"]));
    const withoutTags = (models: typeof story.before) => models.map(({ tags: _tags, ...rest }) => rest);
    expect(withoutTags(story.after)).to.deep.equal(withoutTags(story.before));
    expect(story.after[0]?.tags).not.to.deep.equal(story.before[0]?.tags);
  });

  it("is at home there: the next up makes no AWS call", () => {
    expect(changesIn(story.unchanged.result)).to.deep.equal([]);
    expect(story.unchanged.calls).to.deep.equal([]);
  });
});
