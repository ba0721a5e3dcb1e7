import { expect } from "chai";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { putSmallTraining } from "../../emulator/harness/bucket.js";
import { manifest } from "../dataset/datasets.js";
import { modelArgs } from "../harness/models.js";
import { Rig } from "../harness/rig.js";
import { subjects } from "./subjects.js";

/** So soon after the last call a failure is told. */
const SOON_MS = 10_000;

describe("what heals", () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.start();
  });
  afterEach(() => rig.close());

  for (const { kind, args, creation, status } of subjects.filter((subject) => subject.kind !== "project")) {
    describe(`in the middle of the wait for a ${kind}`, () => {
      const made = (): number =>
        rig.emulator.calls().filter(({ operation, effect }) => effect && operation === creation).length;

      it("credentials that expire are renewed, and the wait goes on", async () => {
        const inputs = await args(rig);
        const before = made();
        const resource = rig.resource(kind, "x");
        void rig.time.in(5_000, () => {
          rig.emulator.addFault({ operation: "*", kind: "expiredCredentials" });
          rig.credentials = { account: rig.credentials?.account ?? "", sessionToken: "renewed" };
          rig.startProcess().close();
        });
        const created = await resource.up(inputs);
        expect(created.calls.filter(({ error }) => error === "ExpiredTokenException")).to.have.length(1);
        expect([made() - before, resource.outputs.status]).to.deep.equal([1, status]);
      });

      it("credentials that stay expired end it at once; after signing in it goes on", async () => {
        const inputs = await args(rig);
        const before = made();
        const resource = rig.resource(kind, "x");
        void rig.time.in(5_000, () => {
          rig.emulator.addFault({ operation: "*", kind: "expiredCredentials" });
        });
        const failed = await resource.up(inputs, { fails: true });
        expect(failed.error).to.contain("[CredentialsExpired]").and.to.contain("Sign in again");
        expect(rig.emulator.nowMs() - (failed.calls.at(-1)?.atMs ?? 0)).to.be.at.most(SOON_MS);
        expect(resource.state?.initErrors).to.have.length(1);
        rig.emulator.clearFaults();
        expect((await resource.up(inputs)).steps).to.deep.equal(["update"]);
        expect([made() - before, resource.outputs.status]).to.deep.equal([1, status]);
      });

      it("a permission that is taken away ends it at once; given back, it goes on", async () => {
        const inputs = await args(rig);
        const before = made();
        const resource = rig.resource(kind, "x");
        void rig.time.in(5_000, () => {
          rig.emulator.addFault({ operation: "*", kind: "deny" });
        });
        const failed = await resource.up(inputs, { fails: true });
        expect(failed.error).to.match(/AccessDenied\]/);
        // The mark that there is a record is tried as well.
        const refused = failed.calls.filter(
          ({ error, operation }) => error !== undefined && operation !== "TagResource",
        );
        expect(refused).to.have.length(1);
        rig.emulator.clearFaults();
        expect((await resource.up(inputs)).steps).to.deep.equal(["update"]);
        expect([made() - before, resource.outputs.status]).to.deep.equal([1, status]);
      });
    });
  }

  it("a manifest that a training misses: the failed model makes way for one training more", async () => {
    const projectArn = await rig.makeProject();
    const model = rig.resource("projectVersion", "shapes");
    rmSync(join(rig.bucket.path, "train.manifest"));
    const failed = await model.up(modelArgs(projectArn), { fails: true });
    expect(failed.error).to.contain("[TrainingFailed]");
    expect(model.state?.initErrors).to.have.length(1);
    putSmallTraining(rig.bucket);
    await model.up(modelArgs(projectArn));
    expect(rig.models.map(({ status }) => status)).to.deep.equal(["TRAINING_COMPLETED"]);
    expect(rig.trainings).to.equal(2);
  });

  it("a manifest that a dataset misses: nothing is made until it is there", async () => {
    const projectArn = await rig.makeProject();
    const dataset = rig.resource("dataset", "train");
    const args = { projectArn, datasetType: "TRAIN", groundTruthManifest: manifest("train.manifest") };
    rmSync(join(rig.bucket.path, "train.manifest"));
    const failed = await dataset.up(args, { fails: true });
    expect(failed.error).to.contain("train.manifest");
    expect(rig.datasets).to.deep.equal([]);
    putSmallTraining(rig.bucket);
    expect((await dataset.up(args)).steps).to.deep.equal(["create"]);
    expect(rig.datasets.map(({ status }) => status)).to.deep.equal(["CREATE_COMPLETE"]);
  });
});
