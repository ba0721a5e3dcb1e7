import { expect } from "chai";
import { modelArgs } from "../harness/models.js";
import { Rig } from "../harness/rig.js";
import type { StackResource } from "../harness/stack-resource.js";
import { neverRecorded } from "../sweep/never-recorded.js";
import { faceSearch } from "../stream-processor/args.js";

const TWO = "2 inference units: about $8.00 an hour (list price us-east-1, 2026-11)";

/** AWS's quota of StopProjectVersion calls. */
const STOPS_PER_SECOND = 5;

describe("deleting what costs", () => {
  let rig: Rig;
  let projectArn: string;
  beforeEach(async () => {
    rig = await Rig.start({
      quotaRunningModels: 50,
      quotaConcurrentTrainings: 50,
      trainingMs: 5_000,
      modelStartingMs: 5_000,
      modelStoppingMs: 5_000,
    });
    projectArn = await rig.makeProject();
  });
  afterEach(() => rig.close());

  const running = (units: number, more: object = {}): object =>
    modelArgs(projectArn, { minInferenceUnits: units, ...more });
  const byHand = (arn: string): string =>
    `aws rekognition stop-project-version --region us-east-1 --project-version-arn ${arn}`;
  const deny = (operation: string): void => {
    rig.emulator.addFault({ operation, kind: "deny" });
  };

  async function up(count: number): Promise<readonly StackResource[]> {
    const process = rig.startProcess();
    const models = Array.from({ length: count }, (_, index) => rig.resource("projectVersion", `m${String(index)}`));
    await Promise.all(models.map((model) => model.up(running(1), { process })));
    process.close();
    return models;
  }

  it("sends Stop right after the claim check: nothing else is asked or waited for before", async () => {
    const [model] = await up(1);
    const before = rig.emulator.nowMs();
    const destroyed = await model?.destroy();
    const stop = destroyed?.operations.indexOf("StopProjectVersion") ?? -1;
    expect(destroyed?.operations.slice(0, stop)).to.deep.equal(["DescribeProjectVersions", "ListTagsForResource"]);
    expect((destroyed?.calls[stop]?.atMs ?? 0) - before).to.equal(0);
  });

  it("does the same with a stream processor that runs", async () => {
    await rig.client.createCollection({ CollectionId: "visitors" });
    const door = rig.resource("streamProcessor", "door");
    await door.up(faceSearch({ running: true }));
    const { operations } = await door.destroy();
    expect(operations.slice(0, 3)).to.deep.equal([
      "DescribeStreamProcessor",
      "ListTagsForResource",
      "StopStreamProcessor",
    ]);
  });

  it("stops many at once: all Stops are sent before the first deletion, as fast as the quota of calls allows", async () => {
    const models = await up(20);
    const process = rig.startProcess();
    const before = rig.emulator.nowMs();
    const since = rig.emulator.calls().at(-1)?.seq ?? 0;
    await Promise.all(models.map((model) => model.destroy({ process })));
    process.close();
    const calls = rig.emulator.calls(since);
    const stops = calls.filter(({ operation }) => operation === "StopProjectVersion");
    const firstDeletion = calls.find(({ operation }) => operation === "DeleteProjectVersion");
    expect(stops).to.have.length(20);
    expect(Math.max(...stops.map(({ atMs }) => atMs)) - before).to.be.at.most(
      (1.1 * (20 - 1) * 1_000) / STOPS_PER_SECOND,
    );
    expect(stops.at(-1)?.seq).to.be.lessThan(firstDeletion?.seq ?? 0);
  });

  describe("fails", () => {
    it("with what the model still costs, how to stop it by hand, and where to look for more", async () => {
      const model = rig.resource("projectVersion", "shapes");
      await model.up(running(2));
      deny("StopProjectVersion");
      const { error } = await model.destroy({ fails: true });
      expect(error).to.contain("[AccessDenied]").and.to.contain(`is RUNNING with ${TWO}, until it is stopped`);
      expect(error).to.contain(byHand(model.id)).and.to.contain("npx pulumi-rekognition sweep");
    });

    it("with what the record says where AWS does not answer", async () => {
      const model = rig.resource("projectVersion", "shapes");
      await model.up(running(2));
      deny("DescribeProjectVersions");
      const { error } = await model.destroy({ fails: true });
      expect(error).to.contain(`is RUNNING with ${TWO}`).and.to.contain(byHand(model.id));
    });

    it("with nothing of costs once the model is stopped", async () => {
      const model = rig.resource("projectVersion", "shapes");
      await model.up(running(2));
      deny("DeleteProjectVersion");
      const { error } = await model.destroy({ fails: true });
      expect(rig.model(model.id).status).to.equal("STOPPED");
      expect(error).to.contain("[AccessDenied]").and.not.to.contain("an hour");
    });

    it("with the price of a model that still starts when the time is up", async () => {
      rig.emulator.setSwitches({ modelStartingMs: 600_000 });
      const model = rig.resource("projectVersion", "shapes");
      await model.up(modelArgs(projectArn), { timeouts: { delete: "1m" } });
      await rig.client.startProjectVersion({ ProjectVersionArn: model.id, MinInferenceUnits: 2 });
      const { error } = await model.destroy({ fails: true });
      expect(error).to.contain("[WaitTimedOut]").and.to.contain(`is STARTING with ${TWO}`);
    });

    it("with the name of the stream processor that runs on", async () => {
      await rig.client.createCollection({ CollectionId: "visitors" });
      const door = rig.resource("streamProcessor", "door");
      await door.up(faceSearch({ running: true }));
      deny("StopStreamProcessor");
      const { error } = await door.destroy({ fails: true });
      expect(error).to.match(/aws rekognition stop-stream-processor --region us-east-1 --name door-\w+/);
      expect(error).to.contain("is RUNNING until it is stopped");
    });
  });

  it("says what the old model costs where its successor failed and it is left to serve", async () => {
    const model = rig.resource("projectVersion", "shapes");
    const process = rig.startProcess();
    await model.up(running(2, { triggers: { data: "a" } }), { process });
    const old = model.id;
    rig.emulator.script({ training: [{ f1Score: 0.1 }] });
    const gated = running(2, { triggers: { data: "b" }, minF1Score: 0.9 });
    const { error } = await model.up(gated, { process, fails: true, continueOnError: true });
    process.close();
    expect(error).to.contain("[PredecessorServes]").and.to.contain(`is RUNNING with ${TWO}`);
    expect(error).to.contain(byHand(old));
  });

  describe("in a project that is emptied", () => {
    it("stops all the others where one cannot be stopped, and says which one costs", async () => {
      const project = rig.resource("project", "animals");
      await project.up({ forceDestroy: true });
      const process = rig.startProcess();
      const models = ["a", "b", "c"].map((name) => rig.resource("projectVersion", name));
      await Promise.all(models.map((model) => model.up(modelArgs(project.id, { minInferenceUnits: 2 }), { process })));
      process.close();
      await neverRecorded(rig, ...models);
      rig.emulator.addFault({ operation: "StopProjectVersion", kind: "deny", times: 1 });
      const { error } = await project.destroy({ fails: true });
      expect(error).to.contain("[AccessDenied]").and.to.contain("was not emptied").and.to.contain(TWO);
      expect(rig.models.filter(({ status }) => status === "RUNNING")).to.have.length(1);
      await project.destroy();
      expect(rig.models).to.deep.equal([]);
    });

    it("names what is left with units, price and the command, each once", async () => {
      const project = rig.resource("project", "animals");
      await project.up({});
      const model = rig.resource("projectVersion", "shapes");
      await model.up(modelArgs(project.id, { minInferenceUnits: 2 }));
      const { error } = await project.destroy({ fails: true });
      expect(error).to.contain("[NotEmpty]").and.to.contain(TWO).and.to.contain(byHand(model.id));
      expect(error.match(/pulumi-rekognition sweep/g)).to.have.length(1);
    });
  });

  it("has a way out by configuration for what is pending deletion already", async () => {
    const project = rig.resource("project", "animals");
    await project.up({ projectName: "first" });
    const old = project.id;
    const left = rig.resource("projectVersion", "shapes");
    await left.up(modelArgs(old, { minInferenceUnits: 1 }));
    await neverRecorded(rig, left);
    const blocked = await project.up({ projectName: "second" }, { fails: true });
    expect(blocked.error).to.contain("[NotEmpty]");
    expect(project.pendingDeletes.map(({ id }) => id)).to.deep.equal([old]);
    // The record of what is pending deletion cannot be changed any more: setting it on the resource is no way out.
    const resource = await project.up({ projectName: "second", forceDestroy: true }, { fails: true });
    expect(resource.error).to.contain("[NotEmpty]").and.to.contain("rekognition:forceDestroy");
    rig.config["rekognition:forceDestroy"] = "true";
    await project.up({ projectName: "second" });
    expect(project.pendingDeletes).to.deep.equal([]);
    expect(rig.emulator.state().projects.map(({ name }) => name)).to.have.members(["animals", "second"]);
    expect(rig.emulator.meter().running).to.equal(0);
  });
});
