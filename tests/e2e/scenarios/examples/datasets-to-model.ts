import { DescribeProjectsCommand } from "@aws-sdk/client-rekognition";
import { expect } from "chai";
import { changesIn, Example } from "../../harness/example.js";
import type { Deed, ExampleLanguage } from "../../harness/example.js";
import { createTrainingBucket, TRAINING_BUCKET } from "../../harness/training-bucket.js";
import { SHORT } from "../../harness/world.js";

async function play(language: ExampleLanguage) {
  const bucket = createTrainingBucket({ "some.jsonl": 6 });
  const example = await Example.open("datasets-to-model", {
    language,
    config: { bucket: TRAINING_BUCKET, manifestFile: bucket.file("some.jsonl"), minInferenceUnits: "1" },
    asksS3: true,
    switches: SHORT,
    buckets: bucket.buckets,
  });
  try {
    const made = await example.up();
    const aws = example.emulator.client();
    const { ProjectDescriptions: described } = await aws.send(new DescribeProjectsCommand({}));
    const { weakest } = await example.stack.outputs();
    const unchanged = await example.up();
    await example.configure({ manifestFile: bucket.file("manifest.jsonl") });
    const planned = await example.stack.preview();
    const changed = await example.up();
    return { made, described, weakest, unchanged, planned, changed, destroyed: await example.destroy() };
  } finally {
    example.dispose();
    bucket.dispose();
  }
}

/** The example as its test tells it, in a language. */
export function datasetsToModel(language: ExampleLanguage): void {
  describe(`the example datasets-to-model in ${language}`, () => {
    let story: Awaited<ReturnType<typeof play>>;
    before(async () => {
      story = await play(language);
    });

    it("trains a model on its two datasets", () => {
      const types = story.described?.[0]?.Datasets?.map(({ DatasetType }) => DatasetType);
      expect(types).to.have.members(["TRAIN", "TEST"]);
      expect(entryCounts(story.made)).to.have.members([30, 3]);
      expect(models(story.made)).to.deep.equal(["RUNNING"]);
    });

    it("says which labels the model knows worst", () => {
      expect(story.weakest).to.have.length(3);
      expect(JSON.stringify(story.weakest)).to.contain("triangle");
    });

    it("leaves all of it alone while nothing changes, and only reads the evaluation", () => {
      const operations = new Set(story.unchanged.calls.map(({ operation }) => operation));
      expect([...operations].sort()).to.deep.equal(["DescribeProjectVersions", "DescribeProjects", "GetObject"]);
    });

    it("previews that the changed dataset retrains the model", () => {
      const planned = story.planned.steps.filter(({ op }) => op === "update" || op === "replace");
      expect(planned.map(({ op, name }) => `${op} ${name}`)).to.deep.equal(["update training", "replace shapes-model"]);
      expect(story.planned.stdout).to.match(/~ train: "[0-9a-f]+" => "[0-9a-f]+"/);
    });

    it("previews which images come, and how that changes the labels' counts, without what it knows that from", () => {
      const said = story.planned.diagnostics.map(({ message }) => message).join("");
      expect(said).to.contain("+6 images; circle 6 -> 12.");
      expect(story.planned.stdout).not.to.match(/__\w+ *:/);
    });

    it("adds the new images to the dataset and puts a model trained on them in the place of the old one", () => {
      expect(changesIn(story.changed)).to.deep.equal([
        "update training",
        "create-replacement shapes-model",
        "replace shapes-model",
        "delete-replaced shapes-model",
      ]);
      expect(story.changed.effects.filter((operation) => operation !== "TagResource")).to.deep.equal([
        "UpdateDatasetEntries",
        "CreateProjectVersion",
        "StartProjectVersion",
        "StopProjectVersion",
        "DeleteProjectVersion",
      ]);
      expect(entryCounts(story.changed)).to.have.members([36, 3]);
      expect(models(story.changed)).to.deep.equal(["RUNNING"]);
    });

    it("leaves nothing behind", () => {
      expect(story.destroyed.state.projects).to.deep.equal([]);
    });
  });
}

function entryCounts({ state }: Deed): number[] {
  return state.projects.flatMap(({ datasets }) => datasets).map(({ entryCount }) => entryCount);
}

function models({ state }: Deed): string[] {
  return state.projects.flatMap(({ versions }) => versions).map(({ status }) => status);
}
