import { expect } from "chai";
import { modelArgs } from "../harness/models.js";
import { Rig } from "../harness/rig.js";
import type { StackResource } from "../harness/stack-resource.js";

describe("a model that was changed behind Pulumi's back", () => {
  let rig: Rig;
  let projectArn: string;
  beforeEach(async () => {
    rig = await Rig.start();
    projectArn = await rig.makeProject();
  });
  afterEach(() => rig.close());

  const asked = (more: object = { minInferenceUnits: 2 }): object => modelArgs(projectArn, more);

  async function made(more?: object): Promise<StackResource> {
    const model = rig.resource("projectVersion", "shapes");
    await model.up(asked(more));
    rig.emulator.advance(300_000);
    return model;
  }

  async function stopByHand(model: StackResource): Promise<void> {
    await rig.client.stopProjectVersion({ ProjectVersionArn: model.id });
    rig.emulator.advance(60_000);
  }

  it("stopped: refresh shows its units gone, up starts it again, then all is quiet", async () => {
    const model = await made();
    await stopByHand(model);
    const refreshed = await model.refresh();
    expect(refreshed.diffs).to.deep.equal(["minInferenceUnits"]);
    expect(model.state?.inputs).not.to.have.property("minInferenceUnits");
    expect(model.outputs).to.include({ status: "STOPPED" }).and.not.to.have.property("minInferenceUnits");
    const { plan } = await model.preview(asked());
    expect(plan).to.deep.include({ op: "update", diffs: ["minInferenceUnits"] });
    const repaired = await model.up(asked());
    expect(repaired.steps).to.deep.equal(["update"]);
    expect(rig.model(model.id)).to.include({ status: "RUNNING", minInferenceUnits: 2 });
    expect((await model.up(asked())).calls).to.deep.equal([]);
    expect((await model.refresh()).diffs).to.deep.equal([]);
  });

  it("stopped, under ignoreChanges: it is left to its scheduler", async () => {
    const model = await made();
    await stopByHand(model);
    await model.refresh();
    const ignoreChanges = ["minInferenceUnits", "maxInferenceUnits"];
    const next = await model.up(asked(), { ignoreChanges });
    expect(next.steps).to.deep.equal(["same"]);
    expect(rig.model(model.id).status).to.equal("STOPPED");
    const tagged = await model.up(asked({ minInferenceUnits: 2, tags: { a: "b" } }), { ignoreChanges });
    expect(tagged.steps).to.deep.equal(["update"]);
    expect(rig.model(model.id).status).to.equal("STOPPED");
    await rig.client.startProjectVersion({ ProjectVersionArn: model.id, MinInferenceUnits: 1 });
    rig.emulator.advance(60_000);
    await model.refresh();
    const started = await model.up(asked({ minInferenceUnits: 2, tags: { a: "b" } }), { ignoreChanges });
    expect(started.calls).to.deep.equal([]);
    expect(rig.model(model.id)).to.include({ status: "RUNNING", minInferenceUnits: 1 });
  });

  describe("described without its units", () => {
    const withoutUnits = (answers = Infinity): void => {
      let left = answers;
      rig.rewrite = {
        DescribeProjectVersions: (answer) => ({
          ...answer,
          ProjectVersionDescriptions: answer.ProjectVersionDescriptions?.map(({ MinInferenceUnits, ...rest }) =>
            left-- > 0 ? rest : { ...rest, MinInferenceUnits },
          ),
        }),
      };
    };

    it("is as it was: neither refresh nor up makes anything of it", async () => {
      const model = await made();
      withoutUnits();
      expect((await model.refresh()).diffs).to.deep.equal([]);
      expect((await model.up(asked())).calls).to.deep.equal([]);
      expect(model.outputs).to.include({ status: "RUNNING", minInferenceUnits: 2 });
    });

    it("shows as running where it should not run", async () => {
      const model = await made({});
      await rig.client.startProjectVersion({ ProjectVersionArn: model.id, MinInferenceUnits: 1 });
      rig.emulator.advance(60_000);
      withoutUnits();
      expect((await model.refresh()).diffs).to.deep.equal(["minInferenceUnits"]);
    });

    for (const answers of [1, Infinity]) {
      it(`gets other units where they are asked for, the description lacking them ${answers === 1 ? "once" : "for good"}`, async () => {
        const model = await made();
        withoutUnits(answers);
        await model.up(asked({ minInferenceUnits: 1 }));
        expect(rig.model(model.id)).to.include({ status: "RUNNING", minInferenceUnits: 1 });
        expect(model.outputs).to.include({ status: "RUNNING", minInferenceUnits: 1 });
      });
    }

    it("is not restarted by an up that goes on with one that failed", async () => {
      const model = await made({});
      rig.emulator.setSwitches({ modelStartingMs: 120_000 });
      await model.up(asked(), { fails: true, timeouts: { update: "1m" } });
      rig.emulator.advance(300_000);
      withoutUnits();
      const resumed = await model.up(asked());
      expect(resumed.operations).not.to.include("StopProjectVersion");
      expect(model.outputs).to.include({ status: "RUNNING", minInferenceUnits: 2 });
    });
  });

  it("restarted with other units: refresh shows them, up brings back what is asked", async () => {
    const model = await made();
    await stopByHand(model);
    await rig.client.startProjectVersion({ ProjectVersionArn: model.id, MinInferenceUnits: 1, MaxInferenceUnits: 3 });
    rig.emulator.advance(60_000);
    const refreshed = await model.refresh();
    expect(refreshed.diffs).to.deep.equal(["maxInferenceUnits", "minInferenceUnits"]);
    await model.up(asked());
    expect(rig.model(model.id)).to.include({ status: "RUNNING", minInferenceUnits: 2, maxInferenceUnits: undefined });
  });

  it("started though it should not run: refresh shows units, up stops it", async () => {
    const model = await made({});
    await rig.client.startProjectVersion({ ProjectVersionArn: model.id, MinInferenceUnits: 1 });
    rig.emulator.advance(60_000);
    expect((await model.refresh()).diffs).to.deep.equal(["minInferenceUnits"]);
    await model.up(asked({}));
    expect(rig.model(model.id).status).to.equal("STOPPED");
  });

  it("never run, its start having failed: refresh keeps the units that were asked for", async () => {
    rig.emulator.script({ start: [{ status: "FAILED", message: "none" }] });
    const model = rig.resource("projectVersion", "shapes");
    await model.up(asked(), { fails: true });
    rig.emulator.advance(300_000);
    await model.refresh();
    expect(model.state?.inputs).to.include({ minInferenceUnits: 2 });
    expect((await model.up(asked())).steps).to.deep.equal(["update"]);
    expect(rig.model(model.id)).to.include({ status: "RUNNING", minInferenceUnits: 2 });
  });

  it("refreshed while it is trained: keeps the units that were asked for, and up moves on", async () => {
    const model = rig.resource("projectVersion", "shapes");
    await model.up(asked({ minInferenceUnits: 2, waitForTraining: false }));
    expect((await model.refresh()).diffs).to.deep.equal([]);
    rig.emulator.advance(200_000);
    await model.refresh();
    await model.up(asked({ minInferenceUnits: 2, waitForTraining: false }));
    expect(rig.model(model.id)).to.include({ status: "RUNNING", minInferenceUnits: 2 });
  });

  it("tags changed: refresh shows them, up puts them right, and the model goes on as it is", async () => {
    const model = await made({ minInferenceUnits: 1, tags: { team: "vision" } });
    await rig.client.tagResource({ ResourceArn: model.id, Tags: { team: "nobody", extra: "1" } });
    expect((await model.refresh()).diffs).to.deep.equal(["tags"]);
    const repaired = await model.up(asked({ minInferenceUnits: 1, tags: { team: "vision" } }));
    expect(repaired.operations.filter((operation) => /^(Start|Stop)/.test(operation))).to.deep.equal([]);
    const { Tags = {} } = await rig.client.listTagsForResource({ ResourceArn: model.id });
    expect(Tags).to.include({ team: "vision" }).and.not.to.have.property("extra");
  });

  it("deleted: refresh forgets it, up trains again", async () => {
    const model = await made({});
    const lost = model.id;
    await rig.client.deleteProjectVersion({ ProjectVersionArn: lost });
    rig.emulator.advance(10_000);
    expect((await model.refresh()).steps).to.deep.equal(["delete"]);
    expect((await model.up(asked({}))).steps).to.deep.equal(["create"]);
    expect(model.id).not.to.equal(lost);
  });

  it("deleted with its project: refresh forgets it, destroy succeeds", async () => {
    const model = await made({});
    await rig.client.deleteProjectVersion({ ProjectVersionArn: model.id });
    rig.emulator.advance(10_000);
    await rig.client.deleteProject({ ProjectArn: projectArn });
    rig.emulator.advance(10_000);
    const { state } = model;
    expect((await model.refresh()).steps).to.deep.equal(["delete"]);
    model.state = state;
    expect((await model.destroy()).steps).to.deep.equal(["delete"]);
  });

  it("deleted: an update says what to do", async () => {
    const model = await made({});
    await rig.client.deleteProjectVersion({ ProjectVersionArn: model.id });
    rig.emulator.advance(10_000);
    const failed = await model.up(asked({ tags: { a: "b" } }), { fails: true });
    expect(failed.error).to.contain("[DeletedOutside]").and.to.contain("pulumi refresh");
  });

  it("expired: refresh shows it, and up replaces it, the new one first", async () => {
    const model = await made({});
    const expired = model.id;
    rig.emulator.forceStatus({ arn: expired, status: "EXPIRED" });
    await model.refresh();
    const { plan } = await model.preview(asked({}));
    expect(plan).to.include({ op: "replace", deleteFirst: false });
    await model.up(asked({}));
    expect(model.id).not.to.equal(expired);
    expect(rig.models.map(({ arn, status }) => [arn, status])).to.deep.equal([[model.id, "TRAINING_COMPLETED"]]);
    expect((await model.up(asked({}))).calls).to.deep.equal([]);
  });

  it("deprecated while it runs: it goes on, and nothing is done", async () => {
    const model = await made({});
    rig.emulator.forceStatus({ arn: model.id, status: "DEPRECATED" });
    await model.refresh();
    expect((await model.up(asked({}))).steps).to.deep.equal(["same"]);
  });

  it("is read by a get, units and all, without being managed", async () => {
    const model = await made();
    const read = await rig.startProcess().provider("projectVersion").read(model.id, { __provider: "x" });
    expect(read.props).to.include({ status: "RUNNING", minInferenceUnits: 2, projectArn });
  });
});
