import { expect } from "chai";
import { join } from "node:path";
import { trainedOn } from "./harness/model-program.js";
import { changesIn } from "./harness/operation.js";
import { SHORT, World } from "./harness/world.js";

/** All names but the first project's are derived, and those of models from ARNs that a preview may not know. */
function program(data: "quickstart-data" | "other-data", projectName: string): string {
  return `
    const { Collection, Dataset, Project, ProjectVersion, ProjectVersionCopy } = require("pulumi-rekognition");
    const project = new Project("shapes", { projectName: ${JSON.stringify(projectName)} });
    const training = ${JSON.stringify(trainedOn(data))};
    const model = new ProjectVersion("model", { projectArn: project.arn, ...training });
    const second = new Project("second", {});
    new ProjectVersionCopy("copy", {
      sourceProjectArn: project.arn, sourceProjectVersionArn: model.arn, destinationProjectArn: second.arn,
      outputConfig: training.outputConfig,
    });
    new Dataset("train", { projectArn: second.arn, datasetType: "TRAIN", entries: [] });
    new Collection("visitors");
  `;
}

async function play(world: World) {
  const { stack } = world;
  const environment = { PULUMI_EXPERIMENTAL: "true" };
  const plan = join(stack.folder, "plan.json");
  const steps: string[][] = [];
  for (const text of [
    program("quickstart-data", "first"),
    program("other-data", "first"),
    program("other-data", "elsewhere"),
  ]) {
    stack.setProgram(text);
    await stack.preview({ args: ["--save-plan", plan], environment });
    steps.push(changesIn(await stack.up({ args: ["--plan", plan], environment })));
  }
  return { steps, models: await world.models() };
}

describe("an update plan holds", () => {
  let story: Awaited<ReturnType<typeof play>>;
  before(async () => {
    const world = await World.create({ program: "", switches: SHORT });
    try {
      story = await play(world);
    } finally {
      world.dispose();
    }
  });

  it("while everything is made, though names hang on ARNs that are not known yet", () => {
    expect(story.steps[0]).to.have.members(
      ["shapes", "model", "second", "copy", "train", "visitors"].map((name) => `create ${name}`),
    );
  });

  it("while a model, and the copy of it, is replaced in its project", () => {
    expect(story.steps[1]).to.include.members(["create-replacement model", "create-replacement copy"]);
  });

  it("while a project is replaced, and with it what is in it", () => {
    expect(story.steps[2]).to.include.members(["create-replacement shapes", "create-replacement model"]);
    expect(story.models.map(({ name }) => name.replace(/-[0-9a-f]{8}$/, ""))).to.have.members(["model", "copy"]);
  });
});
