import { expect } from "chai";
import { Rig } from "../harness/rig.js";

describe("a collection when things go wrong", () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.start();
  });
  afterEach(() => rig.close());

  const count = (): number => rig.emulator.state().collections.length;

  for (const kind of ["lostResponse", "reset", "internalError", "throttle"] as const) {
    it(`is made once when CreateCollection meets ${kind}`, async () => {
      rig.emulator.addFault({ operation: "CreateCollection", kind, times: 1 });
      const faces = rig.resource("collection", "visitors");
      expect((await faces.up({})).steps).to.deep.equal(["create"]);
      expect(count()).to.equal(1);
      expect((await faces.up({})).steps).to.deep.equal(["same"]);
    });

    it(`is deleted once when DeleteCollection meets ${kind}`, async () => {
      const faces = rig.resource("collection", "visitors");
      await faces.up({});
      rig.emulator.addFault({ operation: "DeleteCollection", kind, times: 1 });
      expect((await faces.destroy()).steps).to.deep.equal(["delete"]);
      expect(count()).to.equal(0);
    });
  }

  for (const switches of [
    { describeLagMs: 60_000 },
    { tagLagMs: 60_000 },
    { describeLagMs: 60_000, tagLagMs: 60_000 },
  ]) {
    it(`lives with ${JSON.stringify(switches)}`, async () => {
      rig.emulator.setSwitches(switches);
      const faces = rig.resource("collection", "visitors");
      expect((await faces.up({ tags: { a: "b" } })).steps).to.deep.equal(["create"]);
      expect(faces.outputs).to.include({ faceCount: 0 });
      expect((await faces.refresh()).steps).to.deep.equal(["refresh"]);
      await faces.up({ tags: { a: "c" } });
      await faces.destroy();
      expect(count()).to.equal(0);
    });
  }

  it("keeps its id when it cannot be looked at after its creation; the next up completes it", async () => {
    rig.emulator.addFault({ operation: "DescribeCollection", kind: "deny", skip: 1 });
    const faces = rig.resource("collection", "visitors");
    const failed = await faces.up({}, { fails: true });
    expect(failed.error).to.contain("[AccessDenied]");
    const { id } = faces;
    expect(faces.state?.initErrors).to.have.length(1);
    rig.emulator.clearFaults();
    expect((await faces.up({})).steps).to.deep.equal(["update"]);
    expect([faces.id, faces.outputs.faceCount, count()]).to.deep.equal([id, 0, 1]);
    const after = await faces.up({});
    expect([after.steps, after.calls]).to.deep.equal([["same"], []]);
  });

  it("keeps its id when time runs out before it shows; the next up completes it", async () => {
    rig.emulator.setSwitches({ describeLagMs: 60_000 });
    const faces = rig.resource("collection", "visitors");
    const failed = await faces.up({}, { fails: true, timeouts: { create: "20s" } });
    expect(failed.error).to.contain("[WaitTimedOut]").and.to.contain("waited 20 s until it is visible");
    expect((await faces.up({})).steps).to.deep.equal(["update"]);
    expect(count()).to.equal(1);
  });

  for (const [step, operation] of [
    ["create", "DescribeCollection"],
    ["create", "CreateCollection"],
    ["update", "TagResource"],
    ["update", "ListTagsForResource"],
    ["refresh", "ListTagsForResource"],
    ["destroy", "ListTagsForResource"],
    ["destroy", "DeleteCollection"],
  ] as const) {
    it(`stops at once when ${step} may not call ${operation}`, async () => {
      const faces = rig.resource("collection", "visitors");
      if (step !== "create") await faces.up({});
      const { state } = faces;
      rig.emulator.addFault({ operation, kind: "deny" });
      const attempt = {
        create: () => faces.up({}, { fails: true }),
        update: () => faces.up({ tags: { a: "b" } }, { fails: true }),
        refresh: () => faces.refresh({ fails: true }),
        destroy: () => faces.destroy({ fails: true }),
      };
      const refused = await attempt[step]();
      expect(refused.error).to.contain("[AccessDenied]").and.to.contain(`rekognition:${operation}`);
      expect(refused.operations.filter((called) => called === operation)).to.have.length(1);
      expect(refused.operations.at(-1)).to.equal(operation);
      if (step !== "update") expect(faces.state).to.deep.equal(state);
    });
  }

  for (const when of ["before", "after"] as const) {
    it(`is made once when the plugin dies ${when} CreateCollection`, async () => {
      const faces = rig.resource("collection", "visitors");
      expect((await faces.up({}, { kill: { call: 2, when } })).steps).to.deep.equal(["killed"]);
      expect(count()).to.equal(when === "before" ? 0 : 1);
      expect((await faces.up({})).steps).to.deep.equal(["create"]);
      expect(count()).to.equal(1);
    });
  }
});
