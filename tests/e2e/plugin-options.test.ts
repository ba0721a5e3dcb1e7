import { expect } from "chai";
import { SANDBOX_ACCOUNT } from "../../tools/sandbox/surroundings.js";
import type { CallRecord } from "../../emulator/index.js";
import { trainedOn } from "./harness/model-program.js";
import { changesIn } from "./harness/operation.js";
import { providePlugin } from "./harness/plugin-program.js";
import { World, effectsOf } from "./harness/world.js";

/** Virtual: longer than the model of the program is given. */
const A_DAY_MS = 24 * 3_600_000;

const role = (name: string): string => `arn:aws:iam::${SANDBOX_ACCOUNT}:role/${name}`;

/** Resources with options, and one of a provider in another region. */
const program = (team: string, west: object, more = ""): string => `
  const { Collection, Project, ProjectVersion, Provider } = require("pulumi-rekognition/plugin");
  const tags = { team: "${team}" };
  new Collection("ignoring", { tags }, { ignoreChanges: ["tags.team"] });
  new Collection("replacing", { tags: { ...tags, more: "1" } }, {
    replaceOnChanges: ["tags.team"],
    deleteBeforeReplace: true,
  });
  const west = new Provider("west", { region: "us-west-2", ...${JSON.stringify(west)} });
  new Collection("visitors", { tags }, { provider: west });
  ${more}
`;

async function lifeOf(world: World) {
  const { stack } = world;
  const first = await world.observe(() => stack.up());
  stack.setProgram(program("search", { assumeRoles: [{ roleArn: role("second") }] }));
  const changed = await world.observe(() => stack.up());
  const args = JSON.stringify(trainedOn("quickstart-data"));
  const limited = `const { arn: projectArn } = new Project("shapes");
    new ProjectVersion("model", { projectArn, ...${args} }, { customTimeouts: { create: "1h" } });`;
  stack.setProgram(program("third", { allowedAccountIds: ["555566667777"] }, limited));
  const refused = await world.observe(() => stack.up({ fails: true, args: ["--continue-on-error"] }));
  return { first, changed, refused, state: await stack.state() };
}

describe("resource options and an explicit provider over the plugin", () => {
  let story: Awaited<ReturnType<typeof lifeOf>>;
  before(async () => {
    const world = await World.create({
      program: program("vision", { assumeRoles: [{ roleArn: role("first") }] }),
      switches: { trainingMs: A_DAY_MS },
    });
    try {
      providePlugin(world.stack);
      story = await lifeOf(world);
    } finally {
      world.dispose();
    }
  });

  const rolesIn = (calls: readonly CallRecord[]): string[] => [
    ...new Set(
      calls
        .filter(({ operation }) => operation === "AssumeRole")
        .map(({ request }) => (request as { RoleArn: string }).RoleArn),
    ),
  ];

  it("go by a member of an input: one is ignored, one replaces", () => {
    const steps = changesIn(story.changed.result);
    expect(steps).to.include.members(["replace replacing", "update visitors"]);
    expect(steps.join()).not.to.contain("ignoring");
  });

  it("are those of the provider's region and role, a changed one from the same up on", () => {
    const west = ({ region }: CallRecord): boolean => region === "us-west-2";
    expect(effectsOf(story.first.calls.filter(west))).to.deep.equal(["CreateCollection", "TagResource"]);
    expect(rolesIn(story.first.calls)).to.deep.equal([role("first")]);
    expect(effectsOf(story.changed.calls.filter(west))).to.deep.equal(["TagResource"]);
    expect(rolesIn(story.changed.calls)).to.deep.equal([role("second")]);
  });

  it("keep to allowedAccountIds that came in the same up, and to customTimeouts", () => {
    const { result, calls } = story.refused;
    expect(result.text).to.contain("[AccountNotAllowed]").and.contain("[WaitTimedOut]");
    expect(calls.filter(({ region, effect }) => region === "us-west-2" && effect)).to.deep.equal([]);
    expect(story.state.resource("model").customTimeouts).to.deep.include({ create: 3600 });
  });
});
