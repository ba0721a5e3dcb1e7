import { expect } from "chai";
import { expectWholeMessage } from "../../whole-message.js";
import { modelArgs } from "../harness/models.js";
import { Rig } from "../harness/rig.js";
import { CLAIM_TAG, arnOf, claimOf, claimedKinds, madeBy, tagsOf } from "./claimed-kinds.js";

describe("how far a claim says that its create has come", () => {
  let rig: Rig;
  before(async () => {
    rig = await Rig.start();
  });
  beforeEach(() => {
    rig.emulator.reset();
    rig.rewrite = {};
  });
  after(() => rig.close());

  for (const { kind, args, creation, later } of claimedKinds) {
    describe(`of a ${kind}`, () => {
      it("is making, until the engine is given its id", async () => {
        const first = await rig.resource(kind, "x").up(await args(rig));
        rig.emulator.reset();
        const inputs = await args(rig);
        const resource = rig.resource(kind, "x");
        const call = first.operations.indexOf(creation) + 1;
        await resource.up(inputs, { kill: { call, when: "after" } });
        const arn = madeBy(rig, kind) ?? "";
        expect((await claimOf(rig, arn)).phase).to.equal("making");
        await resource.up(inputs);
        expect(arnOf(resource)).to.equal(arn);
        expect((await claimOf(rig, arn)).phase).to.equal("recorded");
      });

      it("is recorded then, in its tag and in the state, which costs one TagResource and no look where it was short", async () => {
        const resource = rig.resource(kind, "x");
        const { calls } = await resource.up(await args(rig));
        const claim = (await tagsOf(rig, arnOf(resource)))[CLAIM_TAG];
        expect(claim).to.match(/^[0-9a-f]{12}\.[0-9a-f]{12}\.[0-9a-f]{16}\.recorded$/);
        expect(resource.outputs.__meta).to.include({ v: 2, claim }).and.not.to.have.property("predecessors");
        const madeAt = calls.find(({ operation }) => operation === creation)?.atMs ?? 0;
        const wasLong = (calls.at(-1)?.atMs ?? 0) - madeAt > 65_000;
        const marks = calls.filter(({ operation }) => /Tag/.test(operation)).map(({ operation }) => operation);
        expect(marks).to.deep.equal(wasLong ? ["ListTagsForResource", "TagResource"] : ["TagResource"]);
      });

      it("is recorded before a failure gives the engine an id", async () => {
        const inputs = await args(rig);
        rig.emulator.addFault({ ...later, kind: "deny" });
        const resource = rig.resource(kind, "x");
        const failed = await resource.up(inputs, { fails: true });
        expect(failed.error).to.contain("AccessDenied]");
        expect(resource.state?.initErrors).to.have.length(1);
        expect(failed.operations.at(-1)).to.equal("TagResource");
        expect((await claimOf(rig, arnOf(resource))).phase).to.equal("recorded");
      });

      it("only warns where it cannot be written; an update writes it", async () => {
        const inputs = await args(rig);
        rig.emulator.addFault({ operation: "TagResource", kind: "deny" });
        const resource = rig.resource(kind, "x");
        const made = await resource.up(inputs);
        expect(made.steps).to.deep.equal(["create"]);
        expect(made.warnings.join()).to.contain("could not be marked as recorded");
        expect((await claimOf(rig, arnOf(resource))).phase).to.equal("making");
        rig.emulator.clearFaults();
        await resource.up({ ...inputs, tags: { a: "b" } });
        expect((await claimOf(rig, arnOf(resource))).phase).to.equal("recorded");
      });
    });
  }

  it("is recorded as well where a create ends because its time is up", async () => {
    const projectArn = await rig.makeProject();
    const model = rig.resource("projectVersion", "x");
    const failed = await model.up(modelArgs(projectArn), { timeouts: { create: "30s" }, fails: true });
    expect(failed.error).to.contain("[WaitTimedOut]");
    expect((await claimOf(rig, model.id)).phase).to.equal("recorded");
  });

  it("of an orphan never goes over the claim of the create that took up its work", async () => {
    const projectArn = await rig.makeProject();
    const args = modelArgs(projectArn, { minInferenceUnits: 1 });
    const orphan = rig.resource("projectVersion", "x");
    const successor = rig.resource("projectVersion", "x");
    let took: Promise<unknown> = Promise.resolve();
    void rig.time.in(10_000, () => {
      took = successor.up(args);
    });
    const left = await orphan.up(args, { fails: true });
    await took;
    expectWholeMessage(left.error, "ClaimLost");
    expect(orphan.state).to.equal(undefined);
    expect([rig.trainings, rig.models.map(({ arn }) => arn)]).to.deep.equal([1, [successor.id]]);
    const recorded = (successor.outputs.__meta as { claim: string }).claim;
    expect((await tagsOf(rig, successor.id))[CLAIM_TAG]).to.equal(recorded);
    expect((await successor.up(args)).calls).to.deep.equal([]);
  });
});
