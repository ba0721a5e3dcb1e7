import { expectWholeMessage } from "../../whole-message.js";
import { expect } from "chai";
import { failureOf } from "../harness/failure.js";
import { modelArgs } from "../harness/models.js";
import { OTHER_ACCOUNT, Rig } from "../harness/rig.js";
import { type Scene, copyArgs, letOthersCopy, projectElsewhere, scene } from "./copies.js";
import { neverRecorded } from "../sweep/never-recorded.js";

const SETTLED_MS = 130_000;

describe("a copy of a model", () => {
  let rig: Rig;
  let from: Scene;
  beforeEach(async () => {
    rig = await Rig.start();
    from = await scene(rig);
  });
  afterEach(() => rig.close());

  const copies = () => rig.models.filter(({ arn }) => arn !== from.sourceProjectVersionArn);
  const begun = (): number =>
    rig.emulator.calls().filter(({ operation, effect }) => operation === "CopyProjectVersion" && effect).length;

  it("is made without a training, and not started unless asked to", async () => {
    const copy = rig.resource("projectVersionCopy", "copy");
    const made = await copy.up(copyArgs(from, { tags: { team: "vision" } }));
    expect(made.steps).to.deep.equal(["create"]);
    expect(copy.id).to.match(/:project\/target\/version\/copy-[0-9a-f]{8}\/\d+$/);
    expect(copy.outputs).to.deep.include({ status: "COPYING_COMPLETED", f1Score: 0.92, ...from });
    expect(copy.outputs.consoleUrl).to.match(
      /^https:\/\/us-east-1\.console\.aws\.amazon\.com\/rekognition\/custom-labels#\/projects\/target\/models\/copy-/,
    );
    expect(made.operations).not.to.include("StartProjectVersion");
    const { Tags } = await rig.client.listTagsForResource({ ResourceArn: copy.id });
    expect(Tags).to.include({ team: "vision", "pulumi-rekognition:owner": "acme/shop/dev" });
    expect(rig.trainings).to.equal(1);
    expect((await copy.up(copyArgs(from, { tags: { team: "vision" } }))).calls).to.deep.equal([]);
  });

  it("runs with units, is restarted with others, stopped without, and stopped before it is deleted", async () => {
    const copy = rig.resource("projectVersionCopy", "copy");
    await copy.up(copyArgs(from, { minInferenceUnits: 1 }));
    expect(rig.model(copy.id)).to.include({ status: "RUNNING", minInferenceUnits: 1 });
    const { warnings } = await copy.preview(copyArgs(from, { minInferenceUnits: 2 }));
    expect(warnings.join()).to.contain("10 to 20 minutes without inference");
    const more = await copy.up(copyArgs(from, { minInferenceUnits: 2 }));
    expect([more.steps, more.diffs]).to.deep.equal([["update"], ["minInferenceUnits"]]);
    expect(rig.model(copy.id)).to.include({ status: "RUNNING", minInferenceUnits: 2 });
    await copy.up(copyArgs(from));
    expect(rig.model(copy.id).status).to.equal("STOPPED");
    await copy.up(copyArgs(from, { minInferenceUnits: 1 }));
    const destroyed = await copy.destroy();
    const order = destroyed.operations.filter((name) => /^(Stop|Delete)ProjectVersion$/.test(name));
    expect(order).to.deep.equal(["StopProjectVersion", "DeleteProjectVersion"]);
    expect(copies()).to.deep.equal([]);
  });

  it("says before it is made what it will cost to run", async () => {
    const { warnings } = await rig
      .resource("projectVersionCopy", "copy")
      .preview(copyArgs(from, { minInferenceUnits: 1 }));
    expect(warnings.join()).to.contain("Once copied, the model runs with 1 inference unit: about $4.00 an hour");
  });

  it("is not started below its quality gate, and kept", async () => {
    const copy = rig.resource("projectVersionCopy", "copy");
    const gated = await copy.up(copyArgs(from, { minInferenceUnits: 1, minF1Score: 0.99 }), { fails: true });
    expect(gated.error).to.contain("[BelowQualityGate]");
    expect(rig.model(copy.id).status).to.equal("COPYING_COMPLETED");
    expect((await copy.up(copyArgs(from, { minInferenceUnits: 1, minF1Score: 0.9 }))).steps).to.deep.equal(["update"]);
    expect([rig.model(copy.id).status, begun()]).to.deep.equal(["RUNNING", 1]);
  });

  it("is judged label by label, by the evaluation that it was copied with", async () => {
    rig.config["rekognition:s3Endpoint"] = rig.emulator.url;
    const copy = rig.resource("projectVersionCopy", "copy");
    const gated = await copy.up(copyArgs(from, { minInferenceUnits: 1, minLabelF1: { cat: 0.99 } }), { fails: true });
    expect(gated.error).to.contain('"cat" has an F1 score of 0.920, below 0.99').and.to.contain("[LabelsBelowGate]");
    await copy.up(copyArgs(from, { minInferenceUnits: 1, minLabelF1: 0.9 }));
    expect([rig.model(copy.id).status, begun()]).to.deep.equal(["RUNNING", 1]);
  });

  it("is replaced for another source: the new copy runs before the old one stops", async () => {
    const copy = rig.resource("projectVersionCopy", "copy");
    await copy.up(copyArgs(from, { minInferenceUnits: 1 }));
    const next = rig.resource("projectVersion", "next");
    await next.up(modelArgs(from.sourceProjectArn));
    const args = copyArgs({ ...from, sourceProjectVersionArn: next.id }, { minInferenceUnits: 1 });
    const changed = await copy.up(args);
    expect(changed.steps).to.deep.equal(["create-replacement", "delete-replaced"]);
    expect(changed.diffs).to.include("sourceProjectVersionArn");
    const order = changed.operations.filter((name) => /^(Start|Stop|Delete)ProjectVersion$/.test(name));
    expect(order).to.deep.equal(["StartProjectVersion", "StopProjectVersion", "DeleteProjectVersion"]);
    expect(rig.model(copy.id)).to.include({ status: "RUNNING", sourceArn: next.id });
  });

  it("notes that another output location waits for the next copy", async () => {
    const copy = rig.resource("projectVersionCopy", "copy");
    await copy.up(copyArgs(from));
    const moved = copyArgs(from, { outputConfig: { s3Bucket: "elsewhere-bucket" } });
    const { plan, warnings } = await copy.preview(moved);
    expect(plan.op).to.equal("same");
    expect(warnings.join()).to.contain("it applies at the next copy");
  });

  it("that failed ends with AWS's text, and is deleted and made again by the next up", async () => {
    rig.emulator.script({ copy: [{ status: "COPYING_FAILED", message: "The bucket is full." }] });
    const copy = rig.resource("projectVersionCopy", "copy");
    const failed = await copy.up(copyArgs(from), { fails: true });
    expect(failed.error).to.contain("is COPYING_FAILED: The bucket is full.").and.to.contain("[CopyFailed]");
    const first = copy.id;
    await copy.refresh();
    const again = await copy.up(copyArgs(from));
    expect(again.steps).to.deep.equal(["delete-replaced", "create-replacement"]);
    expect(copy.id).not.to.equal(first);
    expect(copies().map(({ arn, status }) => [arn, status])).to.deep.equal([[copy.id, "COPYING_COMPLETED"]]);
  });

  it("is taken up again after an interruption, wherever that was: nothing is copied twice", async () => {
    for (let call = 1; call <= 8; call++) {
      const before = begun();
      const copy = rig.resource("projectVersionCopy", `copy-${String(call)}`);
      await copy.up(copyArgs(from), { kill: { call, when: "after" } });
      await copy.up(copyArgs(from));
      expect(begun() - before, `after a kill at call ${String(call)}`).to.equal(1);
      expect(copies().map(({ arn }) => arn)).to.deep.equal([copy.id]);
      await copy.destroy();
    }
  });

  it("is taken up by the same create after an answer that got lost", async () => {
    rig.emulator.addFault({ operation: "CopyProjectVersion", kind: "lostResponse", times: 1 });
    const copy = rig.resource("projectVersionCopy", "copy");
    await copy.up(copyArgs(from));
    expect([begun(), copies().length]).to.deep.equal([1, 1]);
  });

  it("waits for a copy that goes on before it deletes it, and says so", async () => {
    rig.emulator.script({ copy: [{ seconds: 4_000 }] });
    const copy = rig.resource("projectVersionCopy", "copy");
    const late = await copy.up(copyArgs(from), { fails: true, timeouts: { create: "1m" } });
    expect(late.error).to.contain("[WaitTimedOut]").and.to.contain("COPYING_IN_PROGRESS");
    const destroyed = await copy.destroy();
    expect(destroyed.warnings.join()).to.contain("AWS cannot cancel a copy");
    expect(copies()).to.deep.equal([]);
  });

  it("needs a source that is trained", async () => {
    const next = rig.resource("projectVersion", "next");
    await next.up(modelArgs(from.sourceProjectArn, { waitForTraining: false }));
    const copy = rig.resource("projectVersionCopy", "copy");
    const args = copyArgs({ ...from, sourceProjectVersionArn: next.id });
    const refused = await copy.up(args, { fails: true });
    expect(refused.error).to.contain("[SourceNotTrained]").and.to.contain("is TRAINING_IN_PROGRESS");
    expect(copies().filter(({ arn }) => arn !== next.id)).to.deep.equal([]);
  });

  it("is kept, stopped, where the policy says so", async () => {
    const copy = rig.resource("projectVersionCopy", "copy");
    await copy.up(copyArgs(from, { deletionPolicy: "stop", minInferenceUnits: 1 }));
    await copy.destroy();
    expect(copies().map(({ status }) => status)).to.deep.equal(["STOPPED"]);
  });

  it("shows drift of its run state in a refresh, which the next up repairs", async () => {
    const copy = rig.resource("projectVersionCopy", "copy");
    await copy.up(copyArgs(from, { minInferenceUnits: 1 }));
    await rig.client.stopProjectVersion({ ProjectVersionArn: copy.id });
    rig.emulator.advance(SETTLED_MS);
    expect((await copy.refresh()).diffs).to.deep.equal(["minInferenceUnits"]);
    await copy.up(copyArgs(from, { minInferenceUnits: 1 }));
    expect(rig.model(copy.id).status).to.equal("RUNNING");
  });

  it("survives a forced replacement, which fails", async () => {
    const copy = rig.resource("projectVersionCopy", "copy");
    await copy.up(copyArgs(from, { minInferenceUnits: 1 }));
    const refused = await copy.up(copyArgs(from, { minInferenceUnits: 1 }), { replace: true, fails: true });
    expectWholeMessage(refused.error, "RecordedBefore");
    expect(copies().map(({ arn, status }) => [arn, status])).to.deep.equal([[copy.id, "RUNNING"]]);
    expect(begun()).to.equal(1);
  });

  it("is removed with its project when forced", async () => {
    const project = rig.resource("project", "home");
    await project.up({ forceDestroy: true });
    const copy = rig.resource("projectVersionCopy", "copy");
    await copy.up(copyArgs({ ...from, destinationProjectArn: project.id }, { minInferenceUnits: 1 }));
    await neverRecorded(rig, copy);
    await project.destroy();
    expect(copies()).to.deep.equal([]);
  });

  it("is read by a get without being managed, and a missing one says so", async () => {
    const copy = rig.resource("projectVersionCopy", "copy");
    await copy.up(copyArgs(from));
    const provider = rig.startProcess().provider("projectVersionCopy");
    const read = await provider.read(copy.id, { __provider: "x" });
    expect(read.props).to.deep.include({
      destinationProjectArn: from.destinationProjectArn,
      sourceProjectVersionArn: from.sourceProjectVersionArn,
      status: "COPYING_COMPLETED",
    });
    const failure = await failureOf(provider.read(copy.id.replace("/copy-", "/other-"), { __provider: "x" }));
    expect(failure).to.contain("[NotFound]");
  });

  describe("in another account", () => {
    it("is made with that account's credentials, once a policy on the source allows it", async () => {
      const destinationProjectArn = await projectElsewhere(rig);
      const copy = rig.resource("projectVersionCopy", "copy");
      rig.credentials = { account: OTHER_ACCOUNT };
      const args = copyArgs({ ...from, destinationProjectArn });
      const refused = await copy.up(args, { fails: true });
      expect(refused.error)
        .to.contain("[CopyAccessDenied]")
        .and.to.contain("needs a project policy (ProjectPolicy")
        .and.to.contain(from.sourceProjectVersionArn);
      expect(refused.operations.filter((name) => name === "CopyProjectVersion")).to.have.length(1);
      await letOthersCopy(rig, from.sourceProjectArn);
      await copy.up(args);
      expect(copy.id).to.contain(`:${OTHER_ACCOUNT}:project/elsewhere/version/`);
      await copy.destroy();
      expect(copies()).to.deep.equal([]);
    });
  });

  for (const { what, inputs, reason } of [
    {
      what: "a model of another project",
      inputs: (scenery: Scene) => ({ sourceProjectArn: scenery.destinationProjectArn }),
      reason: "must be a model of the project in sourceProjectArn",
    },
    {
      what: "another region",
      inputs: (scenery: Scene) => ({
        destinationProjectArn: scenery.destinationProjectArn.replace("us-east-1", "eu-west-1"),
      }),
      reason: "must be in the region of the source",
    },
  ]) {
    it(`is refused at preview for ${what}`, async () => {
      const { plan } = await rig.resource("projectVersionCopy", "copy").preview(copyArgs(from, inputs(from)));
      expect(JSON.stringify(plan)).to.contain(reason);
    });
  }
});
