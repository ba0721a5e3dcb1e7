import { expect } from "chai";
import { SANDBOX_ACCOUNT } from "../../tools/sandbox/surroundings.js";
import type { CallRecord } from "../../emulator/index.js";
import { World } from "./harness/world.js";

const HUB_ACCOUNT = "444455556666";

const program = `
  const { Collection, Provider } = require("pulumi-rekognition");
  new Collection("faces");
  const west = new Provider("west", { region: "us-west-2", allowedAccountIds: ["${SANDBOX_ACCOUNT}"] });
  new Collection("visitors", {}, { provider: west });
`;

/** Written by the CLI itself, which makes numbers and booleans of what looks like some. */
const paths = {
  "aws:assumeRoles[0].roleArn": `arn:aws:iam::${HUB_ACCOUNT}:role/hub`,
  "aws:assumeRoles[0].externalId": "123456",
  "aws:defaultTags.tags.cost": "4711",
  "aws:defaultTags.tags.isTest": "true",
  "rekognition:allowedAccountIds[0]": HUB_ACCOUNT,
};

async function play(world: World) {
  const { stack } = world;
  await stack.setConfigPaths(paths);
  const up = await world.observe(() => stack.up());
  const again = await world.observe(() => stack.preview());
  await stack.setConfig({ "rekognition:endpont": "http://127.0.0.1:9", "rekognition:colour": "red" });
  const misspelt = await world.observe(() => stack.preview({ fails: true }));
  await stack.setConfig({ "rekognition:endpont": undefined });
  const unknown = await stack.preview();
  const destroy = await world.observe(() => stack.destroy());
  return { up, again, misspelt, unknown, destroy };
}

describe("configuration", () => {
  let story: Awaited<ReturnType<typeof play>>;
  before(async () => {
    const world = await World.create({ program });
    try {
      story = await play(world);
    } finally {
      world.dispose();
    }
  });

  const of = (calls: readonly CallRecord[], operation: string, region = "us-east-1") =>
    calls.filter((call) => call.operation === operation && call.region === region);

  it("of the AWS provider's roles is followed", () => {
    const { calls } = story.up;
    expect(of(calls, "AssumeRole").map(({ request }) => (request as { ExternalId: string }).ExternalId)).to.include(
      "123456",
    );
    expect(of(calls, "CreateCollection").map(({ account }) => account)).to.deep.equal([HUB_ACCOUNT]);
    expect(of(story.destroy.calls, "DeleteCollection").map(({ account }) => account)).to.deep.equal([HUB_ACCOUNT]);
  });

  it("of an account is not taken over by a provider in the program, that of tags is", () => {
    const [made] = of(story.up.calls, "CreateCollection", "us-west-2");
    expect(made?.account).to.equal(SANDBOX_ACCOUNT);
    expect((made?.request as { Tags: object }).Tags).to.include({ cost: "4711", isTest: "true" });
  });

  it("of numbers and booleans becomes the words they stand for", () => {
    const [made] = of(story.up.calls, "CreateCollection");
    expect((made?.request as { Tags: object }).Tags).to.include({ cost: "4711", isTest: "true" });
    expect(story.again.result.changes).to.deep.equal({ same: 4 });
    expect(story.again.calls).to.deep.equal([]);
  });

  it("that is misspelt stops the program in one line, and nothing is called", () => {
    const { result, calls } = story.misspelt;
    expect(result.text).to.contain("rekognition:endpont is not known here: did you mean rekognition:endpoint?");
    expect(result.text).not.to.match(/^\s+at /m);
    expect(calls).to.deep.equal([]);
  });

  it("that nothing reads is warned of once", () => {
    const warnings = story.unknown.diagnostics.filter(({ message }) => message.includes("rekognition:colour"));
    expect(warnings.map(({ severity }) => severity)).to.deep.equal(["warning"]);
  });
});
