import { writeFileSync } from "node:fs";
import { DescribeProjectsCommand, DescribeProjectVersionsCommand } from "@aws-sdk/client-rekognition";
import { expect } from "chai";
import { Example } from "../harness/example.js";
import { createTrainingBucket, TRAINING_BUCKET } from "../harness/training-bucket.js";
import { SHORT } from "../harness/world.js";

const IMAGES = ["images/circle-01.png", "images/circle-02.png", "images/circle-03.png"];
const [ASKED_ABOUT] = IMAGES;

/** A manifest that says the same of all the images. */
function manifestOf(label: string): string {
  const metadata = { confidence: 1, "class-name": label, type: "groundtruth/image-classification" };
  const lines = IMAGES.map((key) => ({
    "source-ref": `s3://${TRAINING_BUCKET}/${key}`,
    seen: 1,
    "seen-metadata": metadata,
  }));
  return lines.map((line) => `${JSON.stringify(line)}\n`).join("");
}

async function play() {
  const bucket = createTrainingBucket();
  writeFileSync(bucket.file("smoking.jsonl"), manifestOf("Smoking"));
  writeFileSync(bucket.file("drinking.jsonl"), manifestOf("Drinking"));
  const example = await Example.open("moderation-adapter", {
    config: { bucket: TRAINING_BUCKET, manifest: "smoking.jsonl", image: ASKED_ABOUT ?? "" },
    switches: SHORT,
    buckets: bucket.buckets,
  });
  try {
    const made = {
      deed: await example.up(),
      adapters: await adaptersOf(example),
      outputs: await example.stack.outputs(),
    };
    const unchanged = await example.up();
    await example.configure({ manifest: "drinking.jsonl" });
    const changed = { deed: await example.up(), outputs: await example.stack.outputs() };
    return { made, unchanged, changed, destroyed: await example.destroy() };
  } finally {
    example.dispose();
    bucket.dispose();
  }
}

/** What AWS says of all adapters. */
async function adaptersOf(example: Example) {
  const aws = example.emulator.client();
  const { ProjectDescriptions } = await aws.send(new DescribeProjectsCommand({ Features: ["CONTENT_MODERATION"] }));
  const ProjectArn = ProjectDescriptions?.[0]?.ProjectArn;
  return (await aws.send(new DescribeProjectVersionsCommand({ ProjectArn }))).ProjectVersionDescriptions;
}

describe("the example moderation-adapter", () => {
  let story: Awaited<ReturnType<typeof play>>;
  before(async () => {
    story = await play();
  });

  it("trains an adapter, which is never started", () => {
    expect(story.made.adapters).to.have.length(1);
    expect(story.made.adapters?.[0]).to.deep.include({
      Status: "TRAINING_COMPLETED",
      Feature: "CONTENT_MODERATION",
      FeatureConfig: { ContentModeration: { ConfidenceThreshold: 60 } },
    });
    expect(story.made.deed.effects).to.deep.equal([
      "CreateProject",
      "TagResource",
      "CreateProjectVersion",
      "TagResource",
    ]);
  });

  it("says what the adapter sees in an image", () => {
    expect(story.made.outputs["labels"]).to.include("Smoking");
  });

  it("asks again, and does nothing else, while nothing changes", () => {
    expect(story.unchanged.calls.map(({ operation }) => operation)).to.deep.equal(["DetectModerationLabels"]);
  });

  it("puts an adapter trained on other data in its place, and asks that one", () => {
    expect(story.changed.deed.effects).to.deep.equal(["CreateProjectVersion", "TagResource", "DeleteProjectVersion"]);
    expect(story.changed.outputs["labels"]).to.include("Drinking").and.not.to.include("Smoking");
  });

  it("leaves nothing behind", () => {
    expect(story.destroyed.state.projects).to.deep.equal([]);
  });
});
