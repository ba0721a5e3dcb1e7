import { expect } from "chai";
import { expectWholeMessage } from "../whole-message.js";
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
  const visitors = new rekognition.Collection("visitors");
  exports.faces = rekognition.getCollectionOutput({ collectionId: visitors.collectionId }).faceCount;
  exports.all = rekognition
    .getProjectsOutput({}, { dependsOn: [project] })
    .projectDescriptions.apply(names);
`;

/** A program that asks for what costs money without waiting for the answer's turn. */
const impatient = `
  const rekognition = require("pulumi-rekognition");
  const image = { s3Object: { bucket: "quickstart-data", name: "${IMAGE}" } };
  exports.moderated = rekognition.detectModerationLabels({ image }).then((answer) => answer.moderationModelVersion);
`;

/** Functions that fail: each as a promise and as an output, awaited when the other exports are known. */
const failing = `
  const rekognition = require("pulumi-rekognition");
  exports.waitedFor = new Promise((resolve) => setTimeout(resolve, 1_000, "a second"));
  exports.faces = rekognition.getCollection({ collectionId: "nobody" }).then(({ faceCount }) => faceCount);
  exports.project = rekognition.getProjectOutput({ projectName: "nothing" }).projectArn;
  exports.seen = rekognition
    .getTags({ resourceArn: "arn:aws:rekognition:us-east-1:123456789012:collection/nobody" })
    .then(({ tags }) => tags);
`;

async function play(world: World) {
  const { stack } = world;
  const first = await world.observe(() => stack.preview());
  const up = await world.observe(() => stack.up());
  const outputs = await stack.outputs();
  const again = await world.observe(() => stack.preview());
  stack.setProgram(impatient);
  const refused = await world.observe(() => stack.preview({ fails: true }));
  stack.setProgram(failing);
  const failed = await stack.preview({ fails: true });
  const destroy = await stack.destroy();
  return { first, up, outputs, again, refused, failed, destroy };
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

  it("are unknown in a preview while what they ask about is not made, and then say what there is", () => {
    const asked = story.first.calls.map(({ operation }) => operation);
    expect(asked).not.to.include.members(["DescribeCollection", "DescribeProjectVersions"]);
    expect(story.first.result.text)
      .to.match(/^ *faces *: \[unknown\]$/m)
      .and.to.match(/^ *all *: \[unknown\]$/m);
    expect(story.outputs).to.deep.include({ faces: 0, all: ["shapes"] });
  });

  it("fail with one message each, and nothing besides", () => {
    const told = story.failed.diagnostics.map(({ severity, message }) => [severity, message.trim()]);
    expect(told.map(([severity]) => severity)).to.deep.equal(["error", "error", "error"]);
    for (const [, message = ""] of told) expectWholeMessage(message, "NotFound");
    expect(story.failed.text).not.to.match(/\u001b|awsName|effectUnknown|cause|PromiseRejection|^\s+at /m);
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
