import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { trainedOn } from "./harness/model-program.js";
import { changesIn } from "./harness/operation.js";
import { FACADES, PLUGIN_CLASSES, providePlugin } from "./harness/plugin-program.js";
import { SHORT, World, effectsOf } from "./harness/world.js";

const [DYNAMIC, PLUGIN] = FACADES;
const OTHER_ACCOUNT = "555566667777";
const DATA = JSON.stringify({ ...trainedOn("quickstart-data"), minInferenceUnits: 1 });

/** A model that runs, a component with a child, and a resource of an explicit provider. */
const program = (from: string): string => `
  const pulumi = require("@pulumi/pulumi");
  const { Collection, Project, ProjectVersion, Provider } = require("${from}");
  class Vision extends pulumi.ComponentResource {
    constructor(name) {
      super("example:index:Vision", name);
      new Collection("inner", {}, { parent: this });
    }
  }
  const project = new Project("shapes");
  new ProjectVersion("model", { projectArn: project.arn, ...${DATA} });
  new Vision("vision");
  const west = new Provider("west", { region: "us-west-2" });
  new Collection("visitors", {}, { provider: west });
`;
const NAMES = ["shapes", "model", "inner", "visitors"];
const UPDATES = NAMES.map((name) => `update ${name}`).sort();

async function moved(world: World) {
  const { stack, emulator } = world;
  await stack.up();
  const before = await stack.state();
  stack.setProgram(program(PLUGIN));
  const preview = await stack.preview();
  const move = await world.observe(() => stack.up());
  const after = await stack.state();
  const again = await world.observe(() => stack.up());
  const refresh = await stack.refresh();
  stack.setProgram(program(DYNAMIC));
  const back = await world.observe(() => stack.up());
  const { models } = await emulator.control.meter();
  return { before, preview, move, after, again, refresh, back, atLast: await stack.state(), models };
}

describe("a stack of the dynamic provider whose program turns to the plugin", () => {
  let story: Awaited<ReturnType<typeof moved>>;
  before(async () => {
    const world = await World.create({ program: program(DYNAMIC), switches: SHORT });
    try {
      providePlugin(world.stack);
      story = await moved(world);
    } finally {
      world.dispose();
    }
  });

  it("is updated in place, without a call, children of components and what an explicit provider has as well", () => {
    expect(changesIn(story.preview).sort()).to.deep.equal(UPDATES);
    expect(changesIn(story.move.result).sort()).to.deep.equal(UPDATES);
    expect(story.move.calls).to.deep.equal([]);
    for (const name of NAMES) {
      expect(story.after.id(name)).to.equal(story.before.id(name));
      expect(story.after.resource(name).type).to.match(/^rekognition:index:/);
      expect(story.after.resource(name).outputs).to.include({ arn: story.before.id(name) });
    }
    expect(story.after.resource("visitors").provider).to.contain("pulumi:providers:rekognition::west");
  });

  it("records the program's line, as before", () => {
    expect(story.after.resource("shapes").sourcePosition).to.match(/^project:\/\/\/index\.js#\d+,\d+$/);
  });

  it("stays as it is from then on", () => {
    expect(changesIn(story.again.result)).to.deep.equal([]);
    expect(story.again.calls).to.deep.equal([]);
    expect(Object.keys(story.refresh.changes)).to.deep.equal(["same"]);
  });

  it("is updated in place, without a call, when its program turns back", () => {
    expect(changesIn(story.back.result).sort()).to.deep.equal(UPDATES);
    expect(story.back.calls).to.deep.equal([]);
    for (const name of NAMES) {
      expect(story.atLast.id(name)).to.equal(story.before.id(name));
      expect(story.atLast.resource(name).type).to.match(/^pulumi-nodejs:dynamic\/rekognition:/);
    }
  });

  it("has its model run all the time, once", () => {
    const [model, ...others] = story.models;
    expect(others).to.deep.equal([]);
    expect(model?.running).to.equal(true);
    expect(model?.runs.length).to.equal(1);
  });
});

async function keptModel(world: World) {
  const { stack } = world;
  const start = `const { Project, ProjectVersion } = require("${DYNAMIC}"); const project = new Project("shapes");`;
  const model = `new ProjectVersion("model", { projectArn: project.arn, ...${DATA}, deletionPolicy: "stop" });`;
  stack.setProgram(`${start}${model}`);
  await stack.up();
  const id = (await stack.state()).id("model");
  stack.setProgram(start);
  await stack.up();
  stack.setProgram(`${start}${model}`.replace(DYNAMIC, PLUGIN));
  const again = await world.observe(() => stack.up());
  return { id, again, after: await stack.state() };
}

describe("a model that the dynamic provider kept", () => {
  it("is found again over the plugin: it is started, and not trained", async () => {
    const world = await World.create({ program: "", switches: SHORT });
    try {
      providePlugin(world.stack);
      const { id, again, after } = await keptModel(world);
      expect(after.id("model")).to.equal(id);
      expect(after.resource("model").outputs).to.include({ status: "RUNNING" });
      expect(effectsOf(again.calls).filter((operation) => operation !== "TagResource")).to.deep.equal([
        "StartProjectVersion",
      ]);
    } finally {
      world.dispose();
    }
  });
});

async function bothAtOnce(world: World) {
  const { stack } = world;
  const named = (from: string): string => `new (require("${from}").Collection)("faces");`;
  stack.setProgram(FACADES.map(named).join("\n"));
  const refused = await world.observe(() => stack.preview({ fails: true }));
  // As an SDK that Pulumi makes of the schema, whose classes know nothing of these.
  const first = `const faces = new (require("${DYNAMIC}").Collection)("faces", { tags: { by: "dynamic" } });`;
  stack.setProgram(
    `${first}${PLUGIN_CLASSES} new Collection("faces", { tags: { by: "plugin" } }, { dependsOn: faces });`,
  );
  await stack.setConfig({ "rekognition:ownerId": "shop" });
  const oneOwner = await world.observe(() => stack.up({ fails: true }));
  await stack.destroy();
  await stack.setConfig({ "rekognition:ownerId": undefined });
  await stack.up();
  const { resources } = await stack.state();
  return { refused, oneOwner, ids: resources.flatMap(({ id, type }) => (type.endsWith(":Collection") ? [id] : [])) };
}

describe("a program with a resource of either façade by the same name", () => {
  let story: Awaited<ReturnType<typeof bothAtOnce>>;
  before(async () => {
    const world = await World.create({ program: "", switches: SHORT });
    try {
      providePlugin(world.stack);
      story = await bothAtOnce(world);
    } finally {
      world.dispose();
    }
  });

  it("fails at once, in one sentence, where both classes are of this package", () => {
    const { result, calls } = story.refused;
    expect(result.text).to.contain(
      'Collection "faces" is made with the classes of pulumi-rekognition and with those of',
    );
    expect(result.text).not.to.match(/^\s+at /m);
    expect(calls).to.deep.equal([]);
  });

  it("shares nothing where they are not: for one owner the second is refused, for two there are two objects", () => {
    expect(story.oneOwner.result.text).to.contain("[RecordedBefore]");
    expect(effectsOf(story.oneOwner.calls).filter((operation) => operation.startsWith("Create"))).to.have.length(1);
    expect(new Set(story.ids).size).to.equal(2);
  });
});

async function withAwsKeys(world: World) {
  const { stack } = world;
  const credentials = join(stack.folder, "credentials");
  writeFileSync(credentials, `[dev]\naws_access_key_id = ${OTHER_ACCOUNT}\naws_secret_access_key = made-up\n`);
  const environment = { AWS_SHARED_CREDENTIALS_FILE: credentials };
  const classes = (from: string): string => `const { Collection } = require("${from}");`;
  const faces = (team: string): string => `new Collection("faces", { tags: { team: "${team}" } });`;
  stack.setProgram(`${classes(DYNAMIC)}${faces("vision")}`);
  const made = await world.observe(() => stack.up({ environment }));
  stack.setProgram(`${classes(PLUGIN)}${faces("vision")}`);
  const told = await world.observe(() => stack.up({ fails: true, environment }));
  // As in another language, where no class of this package reads the configuration.
  stack.setProgram(`${PLUGIN_CLASSES}${faces("vision")}`);
  const moved = await world.observe(() => stack.up({ environment }));
  stack.setProgram(`${PLUGIN_CLASSES}${faces("search")}`);
  const elsewhere = await world.observe(() => stack.up({ fails: true, environment }));
  await stack.setConfig({
    "rekognition:region": "eu-west-1",
    "rekognition:profile": "dev",
    "rekognition:allowedAccountIds": OTHER_ACCOUNT,
  });
  stack.setProgram(`${classes(PLUGIN)}${faces("search")}`);
  const after = await world.observe(() => stack.up({ environment }));
  return { made, told, moved, elsewhere, after };
}

describe("a stack that is configured under aws: alone", () => {
  let story: Awaited<ReturnType<typeof withAwsKeys>>;
  before(async () => {
    const config = {
      "aws:region": "eu-west-1",
      "aws:profile": "dev",
      "aws:allowedAccountIds": JSON.stringify([OTHER_ACCOUNT]),
    };
    const world = await World.create({ program: "", region: null, config });
    try {
      providePlugin(world.stack);
      story = await withAwsKeys(world);
    } finally {
      world.dispose();
    }
  });

  it("is told the commands where its program turns to the plugin, and nothing is called", () => {
    expect(story.made.calls.find(({ operation }) => operation === "CreateCollection")).to.include({
      account: OTHER_ACCOUNT,
      region: "eu-west-1",
    });
    const { result, calls } = story.told;
    for (const command of ["region eu-west-1", "profile dev", `allowedAccountIds '["${OTHER_ACCOUNT}"]'`])
      expect(result.text).to.contain(`\`pulumi config set rekognition:${command}\``);
    expect(calls).to.deep.equal([]);
  });

  it("is updated in place without a call in another language, and changed in no other account", () => {
    expect(changesIn(story.moved.result)).to.deep.equal(["update faces"]);
    expect(story.moved.calls).to.deep.equal([]);
    const { result, calls } = story.elsewhere;
    expect(result.text).to.contain("`pulumi config set rekognition:profile NAME`").and.contain("[WrongAccount]");
    expect(effectsOf(calls)).to.deep.equal([]);
  });

  it("goes on where it was once the commands are given", () => {
    expect(changesIn(story.after.result)).to.deep.equal(["update faces"]);
    const changed = story.after.calls.filter(({ effect }) => effect);
    expect(changed.map(({ operation, account, region }) => [operation, account, region])).to.deep.equal([
      ["TagResource", OTHER_ACCOUNT, "eu-west-1"],
    ]);
  });
});
