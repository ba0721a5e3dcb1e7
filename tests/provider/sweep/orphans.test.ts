import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { modelArgs } from "../harness/models.js";
import { OTHER_ACCOUNT, REGION, Rig } from "../harness/rig.js";
import { everything } from "./everything.js";
import { neverRecorded } from "./never-recorded.js";
import { stateOf, sweep, told } from "./sweeping.js";

describe("a sweep of what is in no state", () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.start();
  });
  afterEach(() => rig.close());

  it("lists one of every kind that has tags, with its status and price", async () => {
    await neverRecorded(rig, ...(await everything(rig)));
    const { leftovers, held } = await sweep(rig);
    const seen = leftovers.map(({ kind, name, status, usdPerHour, cause }) => [kind, name, status, usdPerHour, cause]);
    expect(seen).to.have.deep.members([
      ["Project", "animals", "CREATED", 0, "orphan"],
      ["Project", "target", "CREATED", 0, "orphan"],
      ["Dataset", "animals (TRAIN)", "UPDATE_COMPLETE", 0, "orphan"],
      ["ProjectVersion", "animals/v1", "RUNNING", 8, "orphan"],
      ["ProjectVersionCopy", "target/copied", "COPYING_COMPLETED", 0, "orphan"],
      ["Collection", "visitors", "", 0, "orphan"],
      ["StreamProcessor", "door", "RUNNING", "unknown", "orphan"],
    ]);
    expect(held).to.equal(0);
  });

  it("lists nothing that the state has", async () => {
    const resources = await everything(rig);
    const { leftovers, held } = await sweep(rig, { state: stateOf(...resources) });
    expect(leftovers).to.deep.equal([]);
    expect(held).to.equal(resources.length);
  });

  it("lists nothing of other owners, and nothing without an owner", async () => {
    rig.owner = "acme/shop/prod";
    await everything(rig);
    await rig.client.createCollection({ CollectionId: "by-hand" });
    rig.owner = "acme/shop/dev";
    expect((await sweep(rig)).leftovers).to.deep.equal([]);
  });

  it("stops what runs, and touches nothing else", async () => {
    await neverRecorded(rig, ...(await everything(rig)));
    const swept = await sweep(rig, { action: "stop" });
    expect(told(swept)).to.have.members(["stopped ProjectVersion animals/v1", "stopped StreamProcessor door"]);
    expect(swept.changes).to.have.members(["StopProjectVersion", "StopStreamProcessor"]);
    expect(rig.models.map(({ status }) => status)).to.have.members(["STOPPED", "COPYING_COMPLETED"]);
  });

  it("deletes everything, what runs being stopped first and projects last", async () => {
    await neverRecorded(rig, ...(await everything(rig)));
    const swept = await sweep(rig, { action: "delete" });
    expect(swept.outcomes.map(({ result }) => result)).to.deep.equal(Array.from({ length: 7 }, () => "deleted"));
    const stops = swept.changes.slice(0, 2);
    expect(stops).to.have.members(["StopProjectVersion", "StopStreamProcessor"]);
    expect(swept.changes.slice(-2)).to.deep.equal(["DeleteProject", "DeleteProject"]);
    expect(swept.changes.filter((name) => name.startsWith("Delete"))).to.have.length(7);
    expect((await sweep(rig)).leftovers).to.deep.equal([]);
    const { projects, collections, streamProcessors } = rig.emulator.state();
    expect([projects, collections, streamProcessors]).to.deep.equal([[], [], []]);
  });

  it("makes no call that its page does not ask permission for", async () => {
    await neverRecorded(rig, ...(await everything(rig)));
    const before = rig.emulator.calls().at(-1)?.seq ?? 0;
    await sweep(rig, { action: "delete" });
    const page = readFileSync(join(__dirname, "..", "..", "..", "..", "docs", "sweep.md"), "utf8");
    const permissions = page.slice(page.indexOf("## Permissions"));
    const made = new Set(rig.emulator.calls(before).map(({ operation }) => operation));
    const asked = [...permissions.matchAll(/`(?:sts:)?([A-Z]\w+)`/g)].map(([, operation]) => operation);
    expect(asked).to.have.members([...made]);
  });

  it("deletes a project's policies with it", async () => {
    const project = rig.resource("project", "animals");
    await project.up({});
    const allow = { Effect: "Allow", Principal: { AWS: OTHER_ACCOUNT }, Action: "rekognition:CopyProjectVersion" };
    const document = { Version: "2012-10-17", Statement: [{ ...allow, Resource: "*" }] };
    await rig.resource("projectPolicy", "others").up({ projectArn: project.id, policyDocument: document });
    await neverRecorded(rig, project);
    expect(told(await sweep(rig, { action: "delete" }))).to.have.length(1);
    expect(rig.emulator.state().projects).to.deep.equal([]);
  });

  it("finds a model of the stack in a project that is not the stack's, and leaves the project", async () => {
    const projectArn = await rig.makeProject();
    const model = rig.resource("projectVersion", "cats");
    await model.up(modelArgs(projectArn, { versionName: "v1" }));
    await neverRecorded(rig, model);
    expect(told(await sweep(rig, { action: "delete" }))).to.deep.equal(["deleted ProjectVersion animals/v1"]);
    expect(rig.emulator.state().projects.map(({ arn }) => arn)).to.deep.equal([projectArn]);
  });

  it("leaves a project that holds what it does not delete, and says what that is", async () => {
    const project = rig.resource("project", "animals");
    await project.up({});
    rig.owner = "acme/other/dev";
    await rig.resource("projectVersion", "cats").up(modelArgs(project.id, { versionName: "v1", minInferenceUnits: 1 }));
    rig.owner = "acme/shop/dev";
    await neverRecorded(rig, project);
    const { outcomes, changes } = await sweep(rig, { action: "delete" });
    expect(outcomes.map(({ result }) => result)).to.deep.equal(["left"]);
    expect(outcomes[0]?.reason).to.match(/still holds model .*RUNNING.*about \$4\.00 an hour/s);
    expect(changes).to.deep.equal([]);
  });

  it("leaves a collection with faces, unless told to delete those as well", async () => {
    const collection = rig.resource("collection", "visitors");
    await collection.up({ collectionId: "visitors" });
    await neverRecorded(rig, collection);
    rig.rewrite = { DescribeCollection: (answer) => ({ ...answer, FaceCount: 12 }) };
    const { leftovers, outcomes } = await sweep(rig, { action: "delete" });
    expect(leftovers.map(({ usdPerHour, remark }) => [usdPerHour, remark])).to.deep.equal([["unknown", "12 faces"]]);
    expect(outcomes.map(({ result, reason }) => [result, reason])).to.deep.equal([
      ["left", 'collection "visitors" still holds 12 faces.'],
    ]);
    expect(told(await sweep(rig, { action: "delete", forceDestroy: true }))).to.deep.equal([
      "deleted Collection visitors",
    ]);
  });

  it("finds a training that a killed create left, leaves it, and deletes it after a wait that was asked for", async () => {
    const projectArn = await rig.makeProject();
    const model = rig.resource("projectVersion", "cats");
    const { calls } = await model.up(modelArgs(projectArn, { versionName: "first" }));
    await model.destroy();
    const creation = calls.findIndex(({ operation }) => operation === "CreateProjectVersion") + 1;
    const killed = rig.resource("projectVersion", "dogs");
    await killed.up(modelArgs(projectArn, { versionName: "v1" }), { kill: { call: creation, when: "after" } });
    expect(killed.state).to.equal(undefined);

    const left = await sweep(rig, { action: "delete" });
    expect(left.leftovers.map(({ status, usdPerHour }) => [status, usdPerHour])).to.deep.equal([
      ["TRAINING_IN_PROGRESS", 1],
    ]);
    expect(told(left)).to.deep.equal(["left ProjectVersion animals/v1"]);
    expect(left.changes).to.deep.equal([]);
    const waited = await sweep(rig, { action: "delete", waitForTraining: true });
    expect(told(waited)).to.deep.equal(["deleted ProjectVersion animals/v1"]);
    expect(rig.models).to.deep.equal([]);
  });

  it("does not take a dataset that an update made again and did not live to record", async () => {
    const resources = await everything(rig);
    const images = resources.find(({ urn }) => urn.endsWith("::images"));
    if (images?.state === undefined) throw new Error("there is no dataset");
    images.state = {
      ...images.state,
      outputs: { ...images.state.outputs, arn: `${String(images.state.outputs.arn)}0` },
    };
    expect((await sweep(rig, { state: stateOf(...resources) })).leftovers).to.deep.equal([]);
  });

  it("knows no price for a region without a list price", async () => {
    rig.config["rekognition:region"] = "eu-west-1";
    const client = rig.clientOf("111122223333", "eu-west-1");
    const { ProjectArn = "" } = await client.createProject({ ProjectName: "animals" });
    client.destroy();
    rig.emulator.advance(10_000);
    await rig.resource("projectVersion", "cats").up(modelArgs(ProjectArn, { minInferenceUnits: 1 }));
    expect((await sweep(rig)).leftovers).to.deep.equal([]);
    const { leftovers } = await sweep(rig, { regions: [REGION, "eu-west-1"] });
    expect(leftovers.map(({ region, usdPerHour }) => [region, usdPerHour])).to.deep.equal([["eu-west-1", "unknown"]]);
  });
});
