import { expect } from "chai";
import { Rig } from "../harness/rig.js";
import type { StackResource } from "../harness/stack-resource.js";
import { connectedHome, faceSearch } from "./args.js";

const Name = "door";

describe("a stream processor when things go wrong", () => {
  let rig: Rig;
  let door: StackResource;
  beforeEach(async () => {
    rig = await Rig.start();
    await rig.client.createCollection({ CollectionId: "visitors" });
    door = rig.resource("streamProcessor", "door");
  });
  afterEach(() => rig.close());

  const args = (running = true, more: object = {}): object => faceSearch({ name: Name, running, ...more });
  const statuses = (): string[] => rig.emulator.state().streamProcessors.map(({ status }) => status);
  const creations = (): number =>
    rig.emulator.calls().filter(({ operation, effect }) => operation === "CreateStreamProcessor" && effect).length;

  for (const kind of ["lostResponse", "reset", "internalError", "throttle"] as const) {
    for (const operation of ["CreateStreamProcessor", "StartStreamProcessor", "DescribeStreamProcessor"]) {
      it(`is made and started once when ${operation} meets ${kind}`, async () => {
        rig.emulator.addFault({ operation, kind, times: 1 });
        expect((await door.up(args())).steps).to.deep.equal(["create"]);
        expect([statuses(), creations()]).to.deep.equal([["RUNNING"], 1]);
        expect((await door.up(args())).calls).to.deep.equal([]);
      });
    }

    for (const operation of ["StopStreamProcessor", "DeleteStreamProcessor"]) {
      it(`is gone when destroy returns although ${operation} met ${kind}`, async () => {
        await door.up(args());
        rig.emulator.addFault({ operation, kind, times: 1 });
        expect((await door.destroy()).steps).to.deep.equal(["delete"]);
        expect(statuses()).to.deep.equal([]);
      });
    }

    it(`is updated once when UpdateStreamProcessor meets ${kind}`, async () => {
      const home = rig.resource("streamProcessor", "home");
      await home.up(connectedHome());
      rig.emulator.addFault({ operation: "UpdateStreamProcessor", kind, times: 1 });
      await home.up(connectedHome({ labels: ["ALL"] }));
      expect((await home.refresh()).diffs).to.deep.equal([]);
      expect(statuses()).to.deep.equal(["STOPPED"]);
    });
  }

  for (const switches of [
    { describeLagMs: 60_000 },
    { tagLagMs: 60_000 },
    { statusLagMs: 20_000 },
    { deleteLagMs: 20_000 },
    { describeLagMs: 60_000, tagLagMs: 60_000, statusLagMs: 20_000, deleteLagMs: 20_000 },
  ]) {
    it(`lives with ${JSON.stringify(switches)}`, async () => {
      rig.emulator.setSwitches(switches);
      expect((await door.up(args(true, { tags: { a: "b" } }))).steps).to.deep.equal(["create"]);
      expect(statuses()).to.deep.equal(["RUNNING"]);
      expect((await door.up(args(false))).steps).to.deep.equal(["update"]);
      expect(statuses()).to.deep.equal(["STOPPED"]);
      expect((await door.up(args(true))).steps).to.deep.equal(["update"]);
      const settings = { faceSearch: { collectionId: "visitors", faceMatchThreshold: 99 } };
      const replaced = await door.up(args(true, { settings }));
      expect(replaced.steps).to.deep.equal(["delete-replaced", "create-replacement"]);
      expect(statuses()).to.deep.equal(["RUNNING"]);
      await door.destroy();
      expect(statuses()).to.deep.equal([]);
    });
  }

  it("keeps its id when it cannot be looked at after its creation; the next up completes it", async () => {
    rig.emulator.addFault({ operation: "DescribeStreamProcessor", kind: "deny", skip: 1 });
    const failed = await door.up(args(), { fails: true });
    expect(failed.error).to.contain("[StreamProcessorAccessDenied]");
    const { id } = door;
    rig.emulator.clearFaults();
    const next = await door.up(args());
    expect([next.steps, door.id, statuses(), creations()]).to.deep.equal([["update"], id, ["RUNNING"], 1]);
    expect((await door.up(args())).calls).to.deep.equal([]);
  });

  for (const [step, operation] of [
    ["create", "DescribeStreamProcessor"],
    ["create", "CreateStreamProcessor"],
    ["create", "StartStreamProcessor"],
    ["update", "TagResource"],
    ["update", "StopStreamProcessor"],
    ["refresh", "DescribeStreamProcessor"],
    ["destroy", "ListTagsForResource"],
    ["destroy", "StopStreamProcessor"],
    ["destroy", "DeleteStreamProcessor"],
  ] as const) {
    it(`stops at once when ${step} may not call ${operation}`, async () => {
      if (step !== "create") await door.up(args());
      const id = door.state?.id;
      rig.emulator.addFault({ operation, kind: "deny" });
      const attempt = {
        create: () => door.up(args(), { fails: true }),
        update: () => door.up(args(false, { tags: { a: "b" } }), { fails: true }),
        refresh: () => door.refresh({ fails: true }),
        destroy: () => door.destroy({ fails: true }),
      };
      const refused = await attempt[step]();
      expect(refused.error)
        .to.match(/\[(StreamProcessor)?AccessDenied\]/)
        .and.to.contain(`rekognition:${operation}`);
      // What was made is marked as recorded.
      const isMarked = step === "create" && refused.operations.at(-1) === "TagResource";
      expect(refused.operations.at(isMarked ? -2 : -1)).to.equal(operation);
      expect(refused.calls.filter(({ error }) => error === "AccessDeniedException")).to.have.length(1);
      if (id !== undefined) expect(door.id).to.equal(id);
      rig.emulator.clearFaults();
      await door.up(args());
      await door.destroy();
      expect(statuses()).to.deep.equal([]);
    });
  }

  it("whose account is new to streaming video says so", async () => {
    rig.emulator.setSwitches({ streamProcessorsClosed: true });
    const refused = await door.up(args(), { fails: true });
    expect(refused.error).to.contain("closed to new customers since 2026-04-30");
    expect(door.state).to.equal(undefined);
  });

  for (const status of ["STARTING", "STOPPING", "UPDATING"] as const) {
    it(`is deleted, and gone, when destroy finds it ${status}`, async () => {
      const home = rig.resource("streamProcessor", "home");
      await home.up(connectedHome({}, { name: "home" }));
      await door.up(args(status === "STOPPING"));
      if (status === "STARTING") await rig.client.startStreamProcessor({ Name });
      if (status === "STOPPING") await rig.client.stopStreamProcessor({ Name });
      const DataSharingPreferenceForUpdate = { OptIn: true };
      if (status === "UPDATING")
        await rig.client.updateStreamProcessor({ Name: "home", DataSharingPreferenceForUpdate });
      expect(statuses()).to.include(status);
      await door.destroy();
      await home.destroy();
      expect(statuses()).to.deep.equal([]);
    });
  }

  it("is deleted as it is where its start hangs", async () => {
    await door.up(args(false));
    rig.emulator.forceStatus({ arn: door.id, status: "STARTING" });
    const destroyed = await door.destroy();
    expect(destroyed.operations).not.to.include("StopStreamProcessor");
    expect(statuses()).to.deep.equal([]);
  });

  it("is stopped before anything else, right after it is known whose it is", async () => {
    await door.up(args());
    const destroyed = await door.destroy();
    const [first] = destroyed.calls.filter(({ effect }) => effect);
    expect(first?.operation).to.equal("StopStreamProcessor");
    const before = destroyed.operations.slice(0, destroyed.operations.indexOf("StopStreamProcessor"));
    expect(new Set(before)).to.deep.equal(new Set(["DescribeStreamProcessor", "ListTagsForResource"]));
  });

  it("ends at the deadline of a destroy, and the next destroy goes on", async () => {
    rig.emulator.setSwitches({ streamProcessorStoppingMs: 120_000 });
    await door.up(args(true), { timeouts: { delete: "1m" } });
    const failed = await door.destroy({ fails: true });
    expect(failed.error).to.contain("[WaitTimedOut]").and.to.contain("last status STOPPING");
    rig.emulator.advance(30_000);
    await door.destroy();
    expect(statuses()).to.deep.equal([]);
  });

  for (let call = 2; call <= 6; call++) {
    for (const when of ["before", "after"] as const) {
      it(`is made once and runs when the plugin dies ${when} call ${call} of its create`, async () => {
        const killed = await door.up(args(), { kill: { call, when } });
        expect(killed.steps).to.deep.equal(["killed"]);
        rig.emulator.advance(30_000);
        await door.up(args());
        expect([statuses(), creations()]).to.deep.equal([["RUNNING"], 1]);
        await door.destroy();
        expect(statuses()).to.deep.equal([]);
      });
    }
  }
});
