import { expect } from "chai";
import { SANDBOX_ACCOUNT, SANDBOX_REGION } from "../../tools/sandbox/surroundings.js";
import { REPOSITORY } from "./harness/package-under-test.js";
import { SHORT, World } from "./harness/world.js";

const config = {
  "quickstart:bucket": "quickstart-data",
  "quickstart:minInferenceUnits": "1",
  "quickstart:kinesisVideoStreamArn": `arn:aws:kinesisvideo:${SANDBOX_REGION}:${SANDBOX_ACCOUNT}:stream/door/1747995600000`,
  "quickstart:kinesisDataStreamArn": `arn:aws:kinesis:${SANDBOX_REGION}:${SANDBOX_ACCOUNT}:stream/faces`,
  "quickstart:roleArn": `arn:aws:iam::${SANDBOX_ACCOUNT}:role/stream`,
};

async function play(world: World) {
  const { stack, emulator } = world;
  await stack.up();
  const outputs = await stack.outputs();
  const made = await emulator.control.state();
  const unchanged = await world.observe(() => stack.preview());
  await stack.destroy();
  return { outputs, made, unchanged, left: await emulator.control.state(), meter: await emulator.control.meter() };
}

describe("the quickstart, run by the Pulumi.yaml at the root", () => {
  let story: Awaited<ReturnType<typeof play>>;
  before(async () => {
    const world = await World.create({ project: REPOSITORY, config, switches: SHORT });
    try {
      story = await play(world);
    } finally {
      world.dispose();
    }
  });

  it("makes a running model, a collection and a stream processor", () => {
    const { projects, collections, streamProcessors } = story.made;
    const models = projects.flatMap(({ versions }) => versions);
    expect(models.map(({ arn, status }) => ({ arn, status }))).to.deep.equal([
      { arn: story.outputs["modelArn"], status: "RUNNING" },
    ]);
    expect(collections.map(({ arn }) => arn)).to.deep.equal([story.outputs["collectionArn"]]);
    expect(streamProcessors.map(({ arn }) => arn)).to.deep.equal([story.outputs["streamProcessorArn"]]);
  });

  it("is left alone by a preview of the unchanged program", () => {
    expect(story.unchanged.calls).to.deep.equal([]);
    expect(Object.keys(story.unchanged.result.changes)).to.deep.equal(["same"]);
  });

  it("leaves nothing behind after destroy, and nothing that is billed", () => {
    const { projects, collections, streamProcessors } = story.left;
    expect({ projects, collections, streamProcessors }).to.deep.equal({
      projects: [],
      collections: [],
      streamProcessors: [],
    });
    expect(story.meter.running).to.equal(0);
  });
});
