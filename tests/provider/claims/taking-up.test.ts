import { expect } from "chai";
import { expectWholeMessage } from "../../whole-message.js";
import { modelArgs } from "../harness/models.js";
import { Rig } from "../harness/rig.js";
import { CLAIM_TAG, OWNER_TAG, arnOf, claimOf, claimedKinds, madeBy, tagsOf } from "./claimed-kinds.js";

const SETTLED_MS = 130_000;

describe("what stands under the name that a create has", () => {
  let rig: Rig;
  before(async () => {
    rig = await Rig.start();
  });
  beforeEach(() => {
    rig.emulator.reset();
    rig.emulator.setSwitches({ tagLagMs: 0 });
    rig.owner = "acme/shop/dev";
    rig.rewrite = {};
  });
  after(() => rig.close());

  for (const { kind, args, creation } of claimedKinds) {
    describe(`for a ${kind}`, () => {
      it("is left to the stack that was renamed: the new one under the old name takes nothing up", async () => {
        const inputs = await args(rig);
        const prod = rig.resource(kind, "x");
        await prod.up(inputs);
        const arn = arnOf(prod);
        const before = await tagsOf(rig, arn);
        // `pulumi stack rename prod`, then `pulumi stack init dev`, before prod's next `up`: in nothing but the state of prod
        // does it differ from a create that was interrupted.
        const dev = rig.resource(kind, "x");
        const refused = await dev.up(inputs, { fails: true });
        expectWholeMessage(refused.error, "RecordedBefore");
        expect(refused.error).to.contain(arn).and.to.contain('owner "acme/shop/dev"').and.to.contain("made 20");
        expect([dev.state, await tagsOf(rig, arn)]).to.deep.equal([undefined, before]);
        expect(refused.calls.filter(({ effect }) => effect)).to.deep.equal([]);
        // After it, the mark is prod's.
        rig.owner = "acme/shop/prod";
        expect((await prod.up(inputs)).steps).to.deep.equal(["update"]);
        rig.owner = "acme/shop/dev";
        const later = await rig.resource(kind, "x").up({ ...inputs, adopt: true }, { fails: true });
        expectWholeMessage(later.error, "OwnedByAnother");
        expect(later.error).to.contain('"acme/shop/prod"');
        rig.owner = "acme/shop/prod";
        expect((await prod.up(inputs)).calls).to.deep.equal([]);
      });

      it("is left to that stack also while the mark that there is a record lags", async () => {
        rig.emulator.setSwitches({ tagLagMs: 60_000 });
        const inputs = await args(rig);
        await rig.resource(kind, "x").up(inputs);
        const refused = await rig.resource(kind, "x").up(inputs, { fails: true });
        expectWholeMessage(refused.error, "RecordedBefore");
      });

      it("is left to a resource that was renamed", async () => {
        const inputs = await args(rig);
        const renamed = rig.resource(kind, "x");
        await renamed.up(inputs);
        const { urn } = renamed;
        renamed.urn = urn.replace(/::x$/, "::y");
        await renamed.up(inputs);
        const refused = await rig.resource(kind, "x").up(inputs, { fails: true });
        expectWholeMessage(refused.error, "HeldByAnotherResource");
        expect(refused.error).to.contain("give it an alias");
        expect((await renamed.up(inputs)).calls).to.deep.equal([]);
      });

      it("is named where another record of the run holds it, and not even adopted then", async () => {
        const inputs = await args(rig);
        const renamed = rig.resource(kind, "x");
        await renamed.up(inputs);
        renamed.urn = renamed.urn.replace(/::x$/, "::y");
        const process = rig.startProcess();
        await renamed.up(inputs, { process });
        const refused = await rig.resource(kind, "x").up({ ...inputs, adopt: true }, { process, fails: true });
        process.close();
        expectWholeMessage(refused.error, "HeldByAnotherResource");
        expect(refused.error).to.contain('resource "y"');
      });

      it("is adopted where its record was lost, and that it may be is no difference afterwards", async () => {
        const inputs = await args(rig);
        const lost = rig.resource(kind, "x");
        await lost.up(inputs);
        const { token } = await claimOf(rig, arnOf(lost));
        const resource = rig.resource(kind, "x");
        await resource.up({ ...inputs, adopt: true });
        expect(arnOf(resource)).to.equal(arnOf(lost));
        const after = await claimOf(rig, arnOf(resource));
        expect(after).to.include({ phase: "recorded", from: token }).and.not.to.include({ token });
        expect(resource.outputs.__meta).to.deep.include({ predecessors: [token] });
        const plain = await resource.up(inputs);
        expect([plain.steps, plain.calls]).to.deep.equal([["same"], []]);
      });

      it("is taken up where an interrupted create made it, by whichever clock", async () => {
        const call = await callOf(await args(rig));
        for (const setBackMs of [0, 120_000, -3_600_000]) {
          rig.emulator.reset();
          rig.emulator.setSwitches({ tagLagMs: 45_000 });
          const again = await args(rig);
          const resource = rig.resource(kind, "x");
          await resource.up(again, { kill: { call, when: "after" } });
          const arn = madeBy(rig, kind);
          rig.time.setClock(-setBackMs);
          await resource.up(again);
          rig.time.setClock(setBackMs);
          expect(arnOf(resource), String(setBackMs)).to.equal(arn);
        }
      });

      it("is left under a claim of 0.1.0, which says nothing of a record, and adopted when asked to", async () => {
        const inputs = await args(rig);
        const lost = rig.resource(kind, "x");
        await lost.up(inputs);
        const arn = arnOf(lost);
        await asBefore(arn);
        expectWholeMessage((await rig.resource(kind, "x").up(inputs, { fails: true })).error, "RecordedBefore");
        const adopted = rig.resource(kind, "x");
        await adopted.up({ ...inputs, adopt: true });
        expect(arnOf(adopted)).to.equal(arn);
        expect((await claimOf(rig, arn)).phase).to.equal("recorded");
      });

      it("is left where an update finds it claimed by a later create, unless the claim came from its own record", async () => {
        const inputs = await args(rig);
        const resource = rig.resource(kind, "x");
        await resource.up(inputs);
        rig.emulator.advance(SETTLED_MS);
        const arn = arnOf(resource);
        const [who, what, own = ""] = (await tagsOf(rig, arn))[CLAIM_TAG]?.split(".") ?? [];
        const claimedBy = (from: string): Promise<unknown> =>
          rig.client.tagResource({
            ResourceArn: arn,
            Tags: { [CLAIM_TAG]: [who, what, "0123456789abcdef", "recorded", from].join(".") },
          });
        await claimedBy("fedcba9876543210");
        const changed = { ...inputs, tags: { a: "b" } };
        const refused = await resource.up(changed, { fails: true });
        expectWholeMessage(refused.error, "RecordedBefore");
        expect(await tagsOf(rig, arn)).not.to.have.property("a");
        await claimedBy(own);
        expect((await resource.up(changed)).warnings.join()).to.contain("was claimed again");
        expect(await tagsOf(rig, arn)).to.include({ a: "b", [OWNER_TAG]: "acme/shop/dev" });
        await claimedBy("fedcba9876543210");
        await resource.up({ ...inputs, adopt: true });
        expect((await resource.destroy()).steps).to.deep.equal(["delete"]);
      });

      async function callOf(inputs: object): Promise<number> {
        const { operations } = await rig.resource(kind, "x").up(inputs);
        return operations.indexOf(creation) + 1;
      }
    });
  }

  it("is taken up under a claim of 0.1.0 while it is only being made", async () => {
    const args = modelArgs(await rig.makeProject());
    const model = rig.resource("projectVersion", "x");
    await model.up({ ...args, waitForTraining: false });
    const { id } = model;
    await asBefore(id);
    model.state = undefined;
    await model.up(args);
    expect([model.id, rig.trainings]).to.deep.equal([id, 1]);
  });

  /** The claim as 0.1.0 would have written it. */
  async function asBefore(arn: string): Promise<void> {
    const parts = (await tagsOf(rig, arn))[CLAIM_TAG]?.split(".") ?? [];
    await rig.client.tagResource({ ResourceArn: arn, Tags: { [CLAIM_TAG]: parts.slice(0, 3).join(".") } });
  }
});
