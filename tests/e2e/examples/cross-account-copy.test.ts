import { DescribeProjectVersionsCommand } from "@aws-sdk/client-rekognition";
import { expect } from "chai";
import { SANDBOX_ACCOUNT } from "../../../tools/sandbox/surroundings.js";
import { Example } from "../harness/example.js";
import type { Deed } from "../harness/example.js";
import { createTrainingBucket, TRAINING_BUCKET } from "../harness/training-bucket.js";
import { SHORT } from "../harness/world.js";

const OTHER_ACCOUNT = "210987654321";

async function play() {
  const bucket = createTrainingBucket({ "more.jsonl": 1 });
  const config = {
    bucket: TRAINING_BUCKET,
    productionRoleArn: `arn:aws:iam::${OTHER_ACCOUNT}:role/deployer`,
    productionBucket: "factory",
    minInferenceUnits: "1",
  };
  const buckets = { ...bucket.buckets, factory: bucket.file(".") };
  const example = await Example.open("cross-account-copy", { config, switches: SHORT, buckets });
  try {
    const made = { deed: await example.up(), copies: await copiesOf(example) };
    const unchanged = await example.up();
    await example.configure({ manifest: "more.jsonl" });
    const changed = { deed: await example.up(), copies: await copiesOf(example) };
    return { made, unchanged, changed, destroyed: await example.destroy() };
  } finally {
    example.dispose();
    bucket.dispose();
  }
}

/** What AWS says of the models in the other account. */
async function copiesOf(example: Example) {
  const { projects } = await example.emulator.control.state();
  const ProjectArn = projects.find(({ account }) => account === OTHER_ACCOUNT)?.arn;
  const aws = example.emulator.client({ account: OTHER_ACCOUNT });
  return (await aws.send(new DescribeProjectVersionsCommand({ ProjectArn }))).ProjectVersionDescriptions ?? [];
}

/** The models of an account and their statuses. */
function models({ state }: Deed, account: string) {
  return state.projects.filter((project) => project.account === account).flatMap(({ versions }) => versions);
}

describe("the example cross-account-copy", () => {
  let story: Awaited<ReturnType<typeof play>>;
  before(async () => {
    story = await play();
  });

  it("trains the model in the one account and runs its copy in the other", () => {
    const [model] = models(story.made.deed, SANDBOX_ACCOUNT);
    expect(model?.status).to.equal("TRAINING_COMPLETED");
    expect(story.made.copies).to.have.length(1);
    expect(story.made.copies[0]).to.include({ Status: "RUNNING", SourceProjectVersionArn: model?.arn });
  });

  it("leaves both alone while nothing changes", () => {
    expect(story.unchanged.calls).to.deep.equal([]);
  });

  it("puts a copy of the new model in the place of the one that runs", () => {
    const [model, ...others] = models(story.changed.deed, SANDBOX_ACCOUNT);
    expect(others).to.deep.equal([]);
    expect(story.changed.copies).to.have.length(1);
    expect(story.changed.copies[0]).to.include({ Status: "RUNNING", SourceProjectVersionArn: model?.arn });
    const effects = story.changed.deed.effects;
    expect(effects.lastIndexOf("StartProjectVersion")).to.be.below(effects.indexOf("StopProjectVersion"));
  });

  it("leaves nothing behind in either account", () => {
    expect(story.destroyed.state.projects).to.deep.equal([]);
  });
});
