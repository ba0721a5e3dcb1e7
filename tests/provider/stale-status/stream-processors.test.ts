import { expect } from "chai";
import { killedAt } from "../harness/killed.js";
import { Rig } from "../harness/rig.js";
import type { StackResource } from "../harness/stack-resource.js";
import { faceSearch } from "../stream-processor/args.js";

describe("a stream processor whose status lags behind an interrupted run", () => {
  let rig: Rig;
  let door: StackResource;
  beforeEach(async () => {
    rig = await Rig.start();
    await rig.client.createCollection({ CollectionId: "visitors" });
    door = rig.resource("streamProcessor", "door");
  });
  afterEach(() => rig.close());

  const lag = (): void => {
    rig.emulator.setSwitches({ statusLagMs: 20_000 });
  };
  /** How it really stands once nothing moves any more; undefined where there is none. */
  const inTheEnd = (): string | undefined => {
    rig.emulator.advance(3_600_000);
    return rig.emulator.state().streamProcessors[0]?.status;
  };

  it("killed at its start in a create, and not to run any more: it is stopped, and the state says so", async () => {
    lag();
    await door.up(faceSearch({ running: true }), { process: killedAt(rig, "StartStreamProcessor") });
    await door.up(faceSearch());
    expect(door.outputs.status).to.equal("STOPPED");
    expect(inTheEnd()).to.equal("STOPPED");
    expect((await door.up(faceSearch())).calls).to.deep.equal([]);
  });

  it("killed at its start, and asked for again: it is started once", async () => {
    lag();
    await door.up(faceSearch({ running: true }), { process: killedAt(rig, "StartStreamProcessor") });
    const { calls } = await door.up(faceSearch({ running: true }));
    expect(calls.some(({ operation, effect }) => effect && operation === "StartStreamProcessor")).to.equal(false);
    expect(door.outputs).to.include({ status: "RUNNING", running: true });
    expect(inTheEnd()).to.equal("RUNNING");
  });

  it("killed at its stop, and asked for again: it runs", async () => {
    lag();
    await door.up(faceSearch({ running: true }), { process: killedAt(rig, "StartStreamProcessor") });
    rig.emulator.advance(60_000);
    await door.up(faceSearch(), { process: killedAt(rig, "StopStreamProcessor") });
    expect(door.state).to.equal(undefined);
    await door.up(faceSearch({ running: true }));
    expect(inTheEnd()).to.equal("RUNNING");
  });

  it("failed after its start, and not to run any more: it is stopped", async () => {
    await door.up(faceSearch());
    lag();
    const process = rig.startProcess(undefined, (_call, operation, when) => {
      if (operation !== "StartStreamProcessor" || when !== "after") return;
      rig.emulator.addFault({ operation: "DescribeStreamProcessor", kind: "deny" });
    });
    await door.up(faceSearch({ running: true }), { process, fails: true });
    process.close();
    rig.emulator.clearFaults();
    await door.up(faceSearch());
    expect(inTheEnd()).to.equal("STOPPED");
  });

  for (const operation of ["StopStreamProcessor", "DeleteStreamProcessor"]) {
    it(`killed at ${operation} of a destroy: the next destroy finishes`, async () => {
      await door.up(faceSearch({ running: true }));
      lag();
      await door.destroy({ process: killedAt(rig, operation) });
      await door.destroy();
      expect(inTheEnd()).to.equal(undefined);
    });
  }

  it("is never stopped by an update that does not change whether it runs", async () => {
    await door.up(faceSearch());
    rig.emulator.addFault({ operation: "TagResource", kind: "deny" });
    await door.up(faceSearch({ tags: { a: "b" } }), { fails: true });
    rig.emulator.clearFaults();
    await rig.client.startStreamProcessor({ Name: rig.emulator.state().streamProcessors[0]?.name });
    rig.emulator.advance(60_000);
    await door.up(faceSearch({ tags: { a: "b" } }));
    expect(inTheEnd()).to.equal("RUNNING");
  });
});
