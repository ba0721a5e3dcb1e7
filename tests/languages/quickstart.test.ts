import { StopProjectVersionCommand } from "@aws-sdk/client-rekognition";
import { expect } from "chai";
import { LANGUAGES, languageEnvironment } from "../../tools/languages/environment.js";
import { exampleProject } from "../../tools/languages/example-project.js";
import { SANDBOX_ACCOUNT, SANDBOX_REGION } from "../../tools/sandbox/surroundings.js";
import { changesIn } from "../e2e/harness/operation.js";
import { effectsOf, SHORT, World } from "../e2e/harness/world.js";

const WHERE = `${SANDBOX_REGION}:${SANDBOX_ACCOUNT}`;
const config = {
  "quickstart:bucket": "quickstart-data",
  "quickstart:minInferenceUnits": "1",
  "quickstart:kinesisVideoStreamArn": `arn:aws:kinesisvideo:${WHERE}:stream/door/1747995600000`,
  "quickstart:kinesisDataStreamArn": `arn:aws:kinesis:${WHERE}:stream/faces`,
  "quickstart:roleArn": `arn:aws:iam::${SANDBOX_ACCOUNT}:role/stream`,
};

async function play(world: World) {
  const { stack, emulator } = world;
  const preview = await world.observe(() => stack.preview());
  await stack.up();
  const outputs = await stack.outputs();
  const made = await world.models();
  const unchanged = await world.observe(() => stack.up());
  const unchangedPreview = await world.observe(() => stack.preview());
  await stack.setConfig({ "quickstart:minInferenceUnits": "2" });
  const scalePreview = await world.observe(() => stack.preview());
  const scale = await world.observe(() => stack.up());
  const scaled = await world.models();
  const cleanRefresh = await stack.refresh({ args: ["--expect-no-changes"] });
  await emulator.client().send(new StopProjectVersionCommand({ ProjectVersionArn: String(outputs["modelArn"]) }));
  await emulator.control.waitForState("the model is stopped", ({ projects }) =>
    projects.some(({ versions }) => versions.some(({ status }) => status === "STOPPED")),
  );
  const drift = await stack.refresh();
  const repair = await stack.up();
  const repaired = await world.models();
  await stack.destroy();
  const left = await emulator.control.state();
  const meter = await emulator.control.meter();
  await emulator.control.clock({ advanceMs: 3_600_000 });
  return {
    ...{ preview, outputs, made, unchanged, unchangedPreview, scalePreview, scale, scaled },
    ...{ cleanRefresh, drift, repair, repaired, left, meter },
    anHourLater: await emulator.control.meter(),
  };
}

for (const language of LANGUAGES) {
  describe(`the quickstart in ${language}`, () => {
    let story: Awaited<ReturnType<typeof play>>;
    before(async () => {
      const environment = await languageEnvironment(language);
      const project = await exampleProject(language, "quickstart");
      const world = await World.create({ project, environment, config, switches: SHORT });
      try {
        story = await play(world);
      } finally {
        world.dispose();
      }
    });

    it("is previewed without AWS calls", () => {
      expect(changesIn(story.preview.result)).to.have.members([
        "create shapes",
        "create shapes-model",
        "create visitors",
        "create door",
      ]);
      expect(story.preview.calls).to.deep.equal([]);
      expect(story.scalePreview.calls).to.deep.equal([]);
    });

    it("makes a running model and a collection", () => {
      expect(story.made.map(({ arn, status }) => ({ arn, status }))).to.deep.equal([
        { arn: story.outputs["modelArn"], status: "RUNNING" },
      ]);
      expect(story.outputs).to.include({ modelStatus: "RUNNING" });
      expect(story.outputs["collectionArn"]).to.match(/:collection\/visitors-/);
    });

    it("is left alone, without one AWS call, by an up and a preview of the unchanged program", () => {
      for (const { result, calls } of [story.unchanged, story.unchangedPreview]) {
        expect(calls).to.deep.equal([]);
        expect(Object.keys(result.changes)).to.deep.equal(["same"]);
      }
    });

    it("changes the units in place", () => {
      expect(changesIn(story.scalePreview.result)).to.deep.equal(["update shapes-model"]);
      expect(changesIn(story.scale.result)).to.deep.equal(["update shapes-model"]);
      expect(effectsOf(story.scale.calls)).to.deep.equal(["StopProjectVersion", "StartProjectVersion"]);
      expect(story.scaled).to.have.length(1);
      expect(story.scaled[0]).to.include({ arn: story.made[0]?.arn, status: "RUNNING", minInferenceUnits: 2 });
    });

    it("shows nothing in a refresh of what nobody touched", () => {
      expect(changesIn(story.cleanRefresh)).to.deep.equal([]);
    });

    it("shows in a refresh that the model was stopped by hand, and starts it again", () => {
      expect(story.drift.changes).to.have.property("update", 1);
      expect(changesIn(story.repair)).to.deep.equal(["update shapes-model"]);
      expect(story.repaired[0]).to.include({ arn: story.made[0]?.arn, status: "RUNNING", minInferenceUnits: 2 });
    });

    it("is destroyed, and nothing is billed from then on", () => {
      const { projects, collections } = story.left;
      expect({ projects, collections }).to.deep.equal({ projects: [], collections: [] });
      expect(story.meter.running).to.equal(0);
      expect(story.anHourLater.usd).to.equal(story.meter.usd);
    });
  });
}
