import { expect } from "chai";
import { Rig } from "../harness/rig.js";
import type { StackResource } from "../harness/stack-resource.js";
import { faceSearch } from "./args.js";

describe("face search that runs, or does not", () => {
  const Name = "door";
  const args = (running?: boolean, more: object = {}): object => faceSearch({ name: Name, running, ...more });
  let rig: Rig;
  let door: StackResource;
  beforeEach(async () => {
    rig = await Rig.start();
    await rig.client.createCollection({ CollectionId: "visitors" });
    door = rig.resource("streamProcessor", Name);
  });
  afterEach(() => rig.close());

  const status = (): string | undefined => rig.emulator.state().streamProcessors[0]?.status;
  const starts = (calls: readonly string[]): number => calls.filter((name) => name === "StartStreamProcessor").length;
  const stopOutside = async (): Promise<void> => {
    await rig.client.stopStreamProcessor({ Name });
    rig.emulator.advance(30_000);
  };
  const startOutside = async (): Promise<void> => {
    await rig.client.startStreamProcessor({ Name });
    rig.emulator.advance(30_000);
  };

  it("is started by create, which ends when it runs", async () => {
    await door.up(args(true));
    expect(status()).to.equal("RUNNING");
    expect(door.outputs).to.include({ status: "RUNNING", running: true });
  });

  it("is started and stopped in place, and nothing else shows as changed", async () => {
    await door.up(args());
    const { id } = door;
    for (const [running, reached] of [
      [true, "RUNNING"],
      [false, "STOPPED"],
      [true, "RUNNING"],
      [undefined, "STOPPED"],
    ] as const) {
      const changed = await door.up(args(running));
      expect([changed.steps, changed.diffs]).to.deep.equal([["update"], ["running"]]);
      expect([status(), door.outputs.status, door.id]).to.deep.equal([reached, reached, id]);
    }
  });

  it("tells how the start goes on, and ends with what came of it", async () => {
    rig.emulator.setSwitches({ streamProcessorStartingMs: 60_000 });
    const told = (await door.up(args(true))).messages.map(({ text }) => text);
    expect(told.join("\n")).to.contain("STARTING").and.to.contain("until it is running");
    expect(told.at(-1)).to.match(/^RUNNING after \d+ s$/);
  });

  describe("when somebody stopped it", () => {
    beforeEach(async () => {
      await door.up(args(true));
      await stopOutside();
    });

    it("shows that in a refresh, and the next up starts it again", async () => {
      const refreshed = await door.refresh();
      expect(refreshed.diffs).to.deep.equal(["running"]);
      expect(door.state?.inputs).not.to.have.property("running");
      expect(door.outputs.status).to.equal("STOPPED");
      const repaired = await door.up(args(true));
      expect([repaired.steps, repaired.diffs]).to.deep.equal([["update"], ["running"]]);
      expect(status()).to.equal("RUNNING");
    });

    it("leaves it stopped where the program ignores `running`", async () => {
      await door.refresh();
      const left = await door.up(args(true), { ignoreChanges: ["running"] });
      expect([left.steps, left.calls]).to.deep.equal([["same"], []]);
    });

    it("does not start it for a change of tags", async () => {
      const changed = await door.up(args(true, { tags: { a: "b" } }));
      expect(starts(changed.operations)).to.equal(0);
      expect(status()).to.equal("STOPPED");
      expect((await door.refresh()).diffs).to.deep.equal(["running"]);
    });
  });

  describe("when somebody started it", () => {
    beforeEach(async () => {
      await door.up(args());
      await startOutside();
    });

    it("shows that in a refresh, and the next up stops it", async () => {
      expect((await door.refresh()).diffs).to.deep.equal(["running"]);
      expect(door.state?.inputs.running).to.equal(true);
      const repaired = await door.up(args());
      expect([repaired.steps, repaired.diffs]).to.deep.equal([["update"], ["running"]]);
      expect(status()).to.equal("STOPPED");
    });

    it("leaves it running where the program ignores `running`", async () => {
      await door.refresh();
      const left = await door.up(args(), { ignoreChanges: ["running"] });
      expect([left.steps, left.calls]).to.deep.equal([["same"], []]);
    });

    it("stops it before it deletes it", async () => {
      const destroyed = await door.destroy();
      const changes = destroyed.calls.filter(({ effect }) => effect).map(({ operation }) => operation);
      expect(changes).to.deep.equal(["StopStreamProcessor", "DeleteStreamProcessor"]);
    });
  });

  it("shows in a refresh that it failed while it ran, with AWS's reason, and the next up starts it again", async () => {
    await door.up(args(true));
    rig.emulator.forceStatus({ arn: door.id, status: "FAILED", message: "Stream door doesn't exist" });
    expect((await door.refresh()).diffs).to.deep.equal(["running"]);
    expect(door.outputs).to.include({ status: "FAILED", statusMessage: "Stream door doesn't exist" });
    await door.up(args(true));
    expect(status()).to.equal("RUNNING");
  });

  describe("whose start fails", () => {
    const fail = (...messages: string[]): void => {
      rig.emulator.script({ streamProcessorStart: messages.map((message) => ({ status: "FAILED", message })) });
    };

    it("ends with AWS's reason, keeps the id, and is started once by each later up", async () => {
      fail("Collection not found", "Collection not found");
      const failed = await door.up(args(true), { fails: true });
      expect(failed.error)
        .to.contain("[ProcessorFailed]")
        .and.to.contain("FAILED after its start: Collection not found");
      expect(starts(failed.operations)).to.equal(1);
      expect(door.outputs).to.include({ status: "FAILED", statusMessage: "Collection not found", running: true });
      const { id } = door;
      const again = await door.up(args(true), { fails: true });
      expect(again.error).to.contain("Collection not found");
      expect(starts(again.operations)).to.equal(1);
      const well = await door.up(args(true));
      expect([well.steps, door.id, status()]).to.deep.equal([["update"], id, "RUNNING"]);
      expect((await door.up(args(true))).calls).to.deep.equal([]);
    });

    for (const message of [
      "Access denied to Role",
      "Access denied to Kinesis Video",
      "Access denied to Kinesis Data",
    ]) {
      it(`starts it again where "${message}" can be a role that is not known everywhere yet`, async () => {
        fail(message, message, message);
        const made = await door.up(args(true));
        expect(starts(made.operations)).to.equal(4);
        expect(status()).to.equal("RUNNING");
      });
    }

    it("waits for a role for 3 minutes, and then gives AWS's reason", async () => {
      rig.emulator.setSwitches({ streamProcessorRoleReadyMs: 3_600_000 });
      const startedAt = rig.emulator.nowMs();
      const failed = await door.up(args(true), { fails: true });
      expect(failed.error).to.contain("[ProcessorFailed]").and.to.contain("Access denied to Role");
      expect(rig.emulator.nowMs() - startedAt).to.be.within(170_000, 220_000);
    });

    it("runs once its role is known, 100 seconds after it was made", async () => {
      rig.emulator.setSwitches({ streamProcessorRoleReadyMs: 100_000 });
      await door.up(args(true));
      expect(status()).to.equal("RUNNING");
    });

    it("does not wait for a role where the processor was made long ago", async () => {
      await door.up(args());
      rig.emulator.advance(600_000);
      fail("Access denied to Role");
      const failed = await door.up(args(true), { fails: true });
      expect(failed.error).to.contain("[ProcessorFailed]").and.to.contain("role trust and permissions");
      expect(starts(failed.operations)).to.equal(1);
    });

    it("tells a start that fails from the failure before it, though statuses lag", async () => {
      await door.up(args());
      rig.emulator.forceStatus({ arn: door.id, status: "FAILED", message: "an old failure" });
      rig.emulator.advance(600_000);
      rig.emulator.setSwitches({ statusLagMs: 15_000, streamProcessorStartingMs: 30_000 });
      fail("Collection not found");
      const failed = await door.up(args(true), { fails: true });
      expect(failed.error).to.contain("Collection not found");
      rig.emulator.advance(60_000);
      await door.up(args(true));
      expect(status()).to.equal("RUNNING");
    });
  });

  it("gives AWS's reason also where a start fails again too fast to be seen", async () => {
    await door.up(args());
    rig.emulator.forceStatus({ arn: door.id, status: "FAILED", message: "an old failure" });
    rig.emulator.script({ streamProcessorStart: [{ status: "FAILED", message: "Collection not found", seconds: 0 }] });
    const failed = await door.up(args(true), { fails: true });
    expect(failed.error).to.contain("[ProcessorFailed]").and.to.contain("Collection not found");
  });

  it("warns before it is replaced that nothing is searched meanwhile", async () => {
    await door.up(args(true));
    const settings = { faceSearch: { collectionId: "staff" } };
    const { plan, warnings } = await door.preview(args(true, { settings }));
    expect(plan).to.include({ op: "replace", deleteFirst: true });
    expect(warnings.join()).to.contain("nothing is searched");
  });

  it("ends at the deadline, says what it saw, and the next up goes on", async () => {
    rig.emulator.setSwitches({ streamProcessorStartingMs: 120_000 });
    const failed = await door.up(args(true), { fails: true, timeouts: { create: "1m" } });
    expect(failed.error).to.contain("[WaitTimedOut]").and.to.contain("last status STARTING");
    expect(door.outputs.running).to.equal(true);
    const next = await door.up(args(true));
    expect(next.steps).to.deep.equal(["update"]);
    expect(starts(next.operations)).to.equal(0);
    expect(status()).to.equal("RUNNING");
  });

  it("says why a start is refused when too many run", async () => {
    rig.emulator.setSwitches({ quotaFaceSearchRunning: 0 });
    const failed = await door.up(args(true), { fails: true });
    expect(failed.error).to.contain("[Busy]").and.to.contain("Stream processor limit exceeded");
    expect(door.id).to.contain("streamprocessor/door");
  });
});
