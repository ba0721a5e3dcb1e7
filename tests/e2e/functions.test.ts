import { expect } from "chai";
import { trainedOn } from "./harness/model-program.js";
import { SHORT, World } from "./harness/world.js";

const IMAGE = "images/circle-01.png";

/** A running model, a function of every sort beside it, and another region through a provider of its own. */
const program = `
  const pulumi = require("@pulumi/pulumi");
  const rekognition = require("pulumi-rekognition");
  const project = new rekognition.Project("shapes", { projectName: "shapes" });
  const model = new rekognition.ProjectVersion("model", {
    projectArn: project.arn, minInferenceUnits: 1, ...${JSON.stringify(trainedOn("quickstart-data"))},
  });
  const west = new rekognition.Provider("west", { region: "us-west-2" });
  const image = { s3Object: { bucket: "quickstart-data", name: "${IMAGE}" } };
  const names = (descriptions) => descriptions.map(({ projectArn }) => projectArn.split("/")[1]);
  exports.here = rekognition.getProjects().then(({ projectDescriptions }) => names(projectDescriptions));
  exports.there = rekognition
    .getProjectsOutput({}, { provider: west })
    .projectDescriptions.apply(names);
  exports.model = rekognition.getProjectVersionOutput({ projectVersionArn: model.arn }).status;
  exports.seen = rekognition
    .detectCustomLabelsOutput({ projectVersionArn: model.arn, image, maxResults: 1 })
    .customLabels.apply(([label]) => label.name);
  exports.moderated = rekognition.detectModerationLabelsOutput({ image }).moderationModelVersion;
`;

/** A program that asks for what costs money without waiting for the answer's turn. */
const impatient = `
  const rekognition = require("pulumi-rekognition");
  const image = { s3Object: { bucket: "quickstart-data", name: "${IMAGE}" } };
  exports.moderated = rekognition.detectModerationLabels({ image }).then((answer) => answer.moderationModelVersion);
`;

async function play(world: World) {
  const { stack } = world;
  const first = await world.observe(() => stack.preview());
  const up = await world.observe(() => stack.up());
  const outputs = await stack.outputs();
  const again = await world.observe(() => stack.preview());
  stack.setProgram(impatient);
  const refused = await world.observe(() => stack.preview({ fails: true }));
  const destroy = await stack.destroy();
  return { first, up, outputs, again, refused, destroy };
}

describe("functions in a program", () => {
  let story: Awaited<ReturnType<typeof play>>;
  before(async () => {
    const world = await World.create({ program, switches: SHORT });
    try {
      story = await play(world);
    } finally {
      world.dispose();
    }
  });

  const charged = (calls: readonly { readonly operation: string }[]): string[] =>
    calls.map(({ operation }) => operation).filter((operation) => operation.startsWith("Detect"));

  it("read in a preview, and do there nothing that costs money", () => {
    expect(story.first.calls.map(({ operation }) => operation)).to.include("DescribeProjects");
    for (const { calls } of [story.first, story.again, story.refused]) expect(charged(calls)).to.deep.equal([]);
  });

  it("look at images once the model runs", () => {
    expect(charged(story.up.calls)).to.have.members(["DetectCustomLabels", "DetectModerationLabels"]);
    expect(story.outputs).to.deep.include({ model: "RUNNING", seen: "circle", moderated: "7.0" });
  });

  it("ask where and as whom their provider says", () => {
    expect(story.outputs.there).to.deep.equal([]);
    expect(story.up.calls.some(({ region }) => region === "us-west-2")).to.equal(true);
  });

  it("say why they give nothing in a preview, and what to do, in one message", () => {
    const told = story.refused.result.diagnostics.filter(({ severity }) => severity === "error");
    expect(told.map(({ message }) => message).join("\n")).to.contain("detectModerationLabels costs money");
    expect(told.map(({ message }) => message).join("\n")).to.contain("Use the function's Output form");
  });
});
