import { expect } from "chai";
import { labeled } from "../../emulator/harness/bucket.js";
import { manifest, modelArgs } from "../harness/models.js";
import { Rig } from "../harness/rig.js";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

describe("what replaces a model, and what the new one is called", () => {
  let rig: Rig;
  let projectArn: string;
  beforeEach(async () => {
    rig = await Rig.start();
    projectArn = await rig.makeProject();
    rig.bucket.putManifest("again.manifest", [labeled("cat.png", "cat"), labeled("dog.png", "dog")]);
  });
  afterEach(() => rig.close());

  const asked = (more: object = {}): object => modelArgs(projectArn, more);

  const replacing = [
    { field: "triggers", more: { triggers: { data: "2" } } },
    { field: "trainingData", more: { trainingData: manifest("again.manifest") } },
    { field: "testingData", more: { testingData: manifest("train.manifest") } },
    { field: "kmsKeyId", more: { kmsKeyId: "alias/images" } },
    { field: "versionName", more: { versionName: "second" } },
  ];
  for (const { field, more } of replacing) {
    it(`another ${field} trains a new model, which runs before the old one stops`, async () => {
      const model = rig.resource("projectVersion", "shapes");
      await model.up(asked({ minInferenceUnits: 1 }));
      const old = model.id;
      const changed = await model.up(asked({ minInferenceUnits: 1, ...more }));
      expect(changed.steps).to.deep.equal(["create-replacement", "delete-replaced"]);
      expect(changed.diffs).to.include(field).and.include("versionName");
      const order = changed.operations.filter((operation) => /^(Start|Stop|Delete)/.test(operation));
      expect(order).to.deep.equal(["StartProjectVersion", "StopProjectVersion", "DeleteProjectVersion"]);
      expect(model.id).not.to.equal(old);
      expect(rig.models.map(({ arn, status }) => [arn, status])).to.deep.equal([[model.id, "RUNNING"]]);
      expect(rig.trainings).to.equal(2);
    });
  }

  it("another project trains a new model there", async () => {
    const model = rig.resource("projectVersion", "shapes");
    await model.up(asked());
    const other = await rig.makeProject("plants");
    const changed = await model.up(modelArgs(other));
    expect(changed.steps).to.deep.equal(["create-replacement", "delete-replaced"]);
    expect(model.id).to.contain(":project/plants/");
  });

  it("another region trains a new model there", async () => {
    const model = rig.resource("projectVersion", "shapes");
    await model.up(asked());
    const client = rig.clientOf("111122223333", "eu-west-1");
    const { ProjectArn = "" } = await client.createProject({ ProjectName: "animals" });
    client.destroy();
    rig.emulator.advance(10_000);
    const changed = await model.up(modelArgs(ProjectArn, { region: "eu-west-1" }));
    expect(changed.steps).to.deep.equal(["create-replacement", "delete-replaced"]);
    expect(model.id).to.contain(":eu-west-1:");
  });

  it("another feature configuration trains a new model", async () => {
    const { ProjectArn = "" } = await rig.client.createProject({
      ProjectName: "adapters",
      Feature: "CONTENT_MODERATION",
      AutoUpdate: "DISABLED",
    });
    rig.emulator.advance(10_000);
    const model = rig.resource("projectVersion", "adapter");
    await model.up(modelArgs(ProjectArn, { featureConfig: { contentModeration: { confidenceThreshold: 50 } } }));
    const changed = await model.up(
      modelArgs(ProjectArn, { featureConfig: { contentModeration: { confidenceThreshold: 60 } } }),
    );
    expect(changed.steps).to.deep.equal(["create-replacement", "delete-replaced"]);
    expect(changed.diffs).to.include("featureConfig");
  });

  const noted = [
    { field: "outputConfig", more: { outputConfig: { s3Bucket: "training-bucket", s3KeyPrefix: "elsewhere" } } },
    { field: "versionDescription", more: { versionDescription: "Shapes, second edition" } },
  ];
  for (const { field, more } of noted) {
    it(`another ${field} changes nothing, and the preview says when it will apply`, async () => {
      const model = rig.resource("projectVersion", "shapes");
      await model.up(asked());
      const { plan, warnings } = await model.preview(asked(more));
      expect(plan.op).to.equal("same");
      expect(warnings.join()).to.contain(field).and.to.contain("next training");
      const changed = await model.up(asked(more));
      expect(changed.steps).to.deep.equal(["same"]);
      expect(changed.calls).to.deep.equal([]);
      expect(rig.trainings).to.equal(1);
    });
  }

  const local = [
    { field: "minF1Score", value: 0.5 },
    { field: "waitForTraining", value: false },
    { field: "deletionPolicy", value: "stop" },
  ];
  for (const { field, value } of local) {
    it(`another ${field} is recorded without a call`, async () => {
      const model = rig.resource("projectVersion", "shapes");
      await model.up(asked({ minInferenceUnits: 1 }));
      const changed = await model.up(asked({ minInferenceUnits: 1, [field]: value }));
      expect(changed.steps).to.deep.equal(["update"]);
      expect(changed.diffs).to.deep.equal([field]);
      expect(changed.calls).to.deep.equal([]);
      expect(model.outputs).to.include({ [field]: value, status: "RUNNING", minInferenceUnits: 1 });
      expect((await model.up(asked({ minInferenceUnits: 1, [field]: value }))).steps).to.deep.equal(["same"]);
    });
  }

  it("records changed timeouts without a call", async () => {
    const model = rig.resource("projectVersion", "shapes");
    await model.up(asked());
    const changed = await model.up(asked(), { timeouts: { create: "30h", delete: "2h" } });
    expect(changed.steps).to.deep.equal(["update"]);
    expect(changed.calls).to.deep.equal([]);
    expect((await model.up(asked(), { timeouts: { create: "30h", delete: "2h" } })).steps).to.deep.equal(["same"]);
  });

  it("changes the tags in place, without touching the run state", async () => {
    const model = rig.resource("projectVersion", "shapes");
    await model.up(asked({ minInferenceUnits: 1, tags: { a: "1" } }));
    const changed = await model.up(asked({ minInferenceUnits: 1, tags: { b: "2" } }));
    expect(changed.diffs).to.deep.equal(["tags"]);
    const made = changed.calls.filter(({ effect }) => effect).map(({ operation }) => operation);
    expect(made).to.deep.equal(["UntagResource", "TagResource"]);
    const { Tags = {} } = await rig.client.listTagsForResource({ ResourceArn: model.id });
    expect(Tags).to.include({ b: "2" }).and.not.to.have.property("a");
  });

  describe("an explicit name", () => {
    it("that stays while the data changes is refused at preview, with the reason and the way out", async () => {
      const model = rig.resource("projectVersion", "shapes");
      await model.up(asked({ versionName: "first" }));
      const { plan } = await model.preview(asked({ versionName: "first", triggers: { data: "2" } }));
      expect(plan.op).to.equal("refused");
      const refused = await model.up(asked({ versionName: "first", triggers: { data: "2" } }), { fails: true });
      expect(refused.checkFailures.map(({ property }) => property)).to.deep.equal(["versionName"]);
      expect(refused.error).to.contain('"first"').and.to.contain("triggers").and.to.contain("leave it unset");
      expect(refused.calls).to.deep.equal([]);
    });

    it("may stay when the project changes", async () => {
      const model = rig.resource("projectVersion", "shapes");
      await model.up(asked({ versionName: "first" }));
      const other = await rig.makeProject("plants");
      await model.up(modelArgs(other, { versionName: "first", triggers: { data: "2" } }));
      expect(model.id).to.contain(":project/plants/version/first/");
    });

    it("may stay while the project is not known yet", async () => {
      const model = rig.resource("projectVersion", "shapes");
      await model.up(asked({ versionName: "first" }));
      const { plan } = await model.preview(modelArgs(UNKNOWN, { versionName: "first", triggers: { data: "2" } }));
      expect(plan.op).to.equal("replace");
    });

    it("may stay with deleteBeforeReplace: the old model goes first, as the preview says, and nothing is said to serve", async () => {
      const options = { deleteBeforeReplace: true };
      const model = rig.resource("projectVersion", "shapes");
      await model.up(asked({ versionName: "first", minInferenceUnits: 1 }));
      const next = asked({ versionName: "first", minInferenceUnits: 1, triggers: { data: "2" } });
      const { plan, warnings } = await model.preview(next, options);
      expect(plan).to.deep.include({ op: "replace", deleteFirst: true });
      expect(warnings.join("\n"))
        .to.contain("stopped and deleted first (deleteBeforeReplace): until the new one runs, there is no inference")
        .and.not.to.contain("Both run for a while");
      const changed = await model.up(next, options);
      expect(changed.steps).to.deep.equal(["delete-replaced", "create-replacement"]);
      expect(rig.models.map(({ name, status }) => [name, status])).to.deep.equal([["first", "RUNNING"]]);
      const left = await model.up(asked({ versionName: "first", triggers: {}, waitForTraining: false }), options);
      expect(left.steps).to.deep.equal(["delete-replaced", "create-replacement"]);
      expect(model.outputs.status).to.equal("TRAINING_IN_PROGRESS");
    });

    it("is not changed by the option: setting and unsetting it is no update", async () => {
      const model = rig.resource("projectVersion", "shapes");
      await model.up(asked({ versionName: "first" }));
      expect((await model.up(asked({ versionName: "first" }), { deleteBeforeReplace: true })).steps).to.deep.equal([
        "same",
      ]);
      expect((await model.up(asked({ versionName: "first" }))).steps).to.deep.equal(["same"]);
      expect(JSON.stringify(model.outputs)).not.to.contain("deleteBeforeReplace");
    });

    it("may change together with the data", async () => {
      const model = rig.resource("projectVersion", "shapes");
      await model.up(asked({ versionName: "first" }));
      await model.up(asked({ versionName: "second", triggers: { data: "2" } }));
      expect(rig.models.map(({ name }) => name)).to.deep.equal(["second"]);
    });

    it("can be trained again after its training failed", async () => {
      rig.emulator.script({ training: [{ status: "TRAINING_FAILED", message: "broken", seconds: 30 }] });
      const model = rig.resource("projectVersion", "shapes");
      await model.up(asked({ versionName: "first" }), { fails: true });
      const again = await model.up(asked({ versionName: "first" }));
      expect(again.steps).to.deep.equal(["delete-replaced", "create-replacement"]);
      expect(rig.models.map(({ name, status }) => [name, status])).to.deep.equal([["first", "TRAINING_COMPLETED"]]);
    });
  });

  describe("a derived name", () => {
    it("is the same for the same inputs, and another for others, and comes back with them", async () => {
      const nameFor = async (more: object): Promise<unknown> => {
        const model = rig.resource("projectVersion", "shapes");
        const { plan } = await model.preview(asked(more));
        return plan.op === "create" ? plan.inputs.versionName : plan.op;
      };
      const first = await nameFor({});
      expect(first).to.match(/^shapes-[0-9a-f]{8}$/);
      expect(await nameFor({ minInferenceUnits: 3, tags: { a: "b" }, minF1Score: 0.5 })).to.equal(first);
      expect(await nameFor({ triggers: { a: "1" } })).not.to.equal(first);
      rig.owner = "acme/shop/other";
      expect(await nameFor({})).not.to.equal(first);
    });

    it("is as unknown as an input it hangs on, with a record and without, and kept where that stays as it was", async () => {
      const model = rig.resource("projectVersion", "shapes");
      const fresh = await model.preview(modelArgs(UNKNOWN));
      expect(fresh.plan.op === "create" && fresh.plan.inputs.versionName).to.equal(UNKNOWN);
      await model.up(asked());
      const provider = rig.startProcess().provider("projectVersion");
      const inputs = model.state?.inputs ?? {};
      const checked = await provider.check(inputs, { ...inputs, versionName: undefined, projectArn: UNKNOWN });
      expect((checked.inputs as { versionName?: string }).versionName).to.equal(UNKNOWN);
      expect((await model.up(asked())).steps).to.deep.equal(["same"]);
      expect(model.state?.inputs.versionName).to.equal(inputs.versionName);
    });

    it("is kept when the resource moves to another URN or owner: nothing is trained again", async () => {
      const model = rig.resource("projectVersion", "shapes");
      await model.up(asked({ minInferenceUnits: 1 }));
      const { id } = model;
      model.urn = model.urn.replace("::shapes", "::renamed");
      rig.owner = "acme/shop/production";
      const moved = await model.up(asked({ minInferenceUnits: 1 }));
      expect(moved.steps).to.deep.equal(["update"]);
      expect(moved.calls.filter(({ effect }) => effect).map(({ operation }) => operation)).to.deep.equal([
        "TagResource",
      ]);
      expect(model.id).to.equal(id);
      expect((await model.up(asked({ minInferenceUnits: 1 }))).calls).to.deep.equal([]);
      await model.destroy();
      expect(rig.models).to.deep.equal([]);
    });
  });

  it("an unknown project at preview is a replacement, the recorded one is none", async () => {
    const model = rig.resource("projectVersion", "shapes");
    await model.up(asked());
    expect((await model.preview(modelArgs(UNKNOWN))).plan.op).to.equal("replace");
    expect((await model.preview(asked())).plan.op).to.equal("same");
  });
});
