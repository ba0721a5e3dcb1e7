import { expect } from "chai";
import type { Report } from "../harness/command.js";
import type { KillPoint } from "../harness/plugin-process.js";
import { Rig } from "../harness/rig.js";
import type { StackResource } from "../harness/stack-resource.js";
import { faceSearch } from "./args.js";

describe("what an interrupted replacement of a stream processor leaves", () => {
  let rig: Rig;
  let door: StackResource;
  beforeEach(async () => {
    rig = await Rig.start();
    await rig.client.createCollection({ CollectionId: "visitors" });
    door = rig.resource("streamProcessor", "door");
  });
  afterEach(() => rig.close());

  const searching = (faceMatchThreshold: number, more: object = {}): object =>
    faceSearch({ settings: { faceSearch: { collectionId: "visitors", faceMatchThreshold } }, ...more });

  async function replace(more: object, kill?: KillPoint): Promise<Report> {
    rig.emulator.reset();
    await rig.client.createCollection({ CollectionId: "visitors" });
    door = rig.resource("streamProcessor", "door");
    await door.up(searching(90, more));
    return door.up(searching(80, more), kill === undefined ? {} : { kill });
  }

  /** Replaces the processor; the process dies once the new one is made, and before the engine hears of it. */
  async function interrupt(more: object): Promise<void> {
    const { calls } = await replace(more);
    const call = calls.findIndex(({ operation, effect }) => effect && operation === "CreateStreamProcessor") + 1;
    await replace(more, { call, when: "after" });
  }

  for (const [what, more] of [
    ["holds the stream under another name", {}],
    ["has the same, explicit name", { name: "door" }],
  ] as const) {
    it(`makes way for the program before where it ${what}`, async () => {
      await interrupt(more);
      await door.refresh();
      const reverted = await door.up(searching(90, more));
      expect(reverted.warnings.join()).to.contain("an interrupted create of this resource had made it");
      const { StreamProcessors = [] } = await rig.client.listStreamProcessors({});
      expect(StreamProcessors).to.have.length(1);
      const { Settings } = await rig.client.describeStreamProcessor({ Name: StreamProcessors[0]?.Name });
      expect(Settings?.FaceSearch?.FaceMatchThreshold).to.equal(90);
      expect((await door.up(searching(90, more))).calls).to.deep.equal([]);
      await door.destroy();
      expect((await rig.client.listStreamProcessors({})).StreamProcessors).to.deep.equal([]);
    });
  }

  it("is made where one of its name was deleted by hand, and still shows without its tags", async () => {
    await rig.resource("streamProcessor", "other").up(searching(80, { name: "door" }));
    rig.emulator.advance(300_000);
    rig.emulator.setSwitches({ deleteLagMs: 20_000 });
    await rig.client.deleteStreamProcessor({ Name: "door" });
    await door.up(searching(90, { name: "door" }));
    rig.emulator.setSwitches({ deleteLagMs: 0 });
    const { Settings } = await rig.client.describeStreamProcessor({ Name: "door" });
    expect(Settings?.FaceSearch?.FaceMatchThreshold).to.equal(90);
  });

  it("is left alone where another resource, or another stack, made it", async () => {
    await rig.resource("streamProcessor", "window").up(searching(90));
    const refused = await door.up(searching(80), { fails: true });
    expect(refused.error).to.contain("[StreamInUse]");
    rig.owner = "acme/shop/prod";
    const elsewhere = await rig.resource("streamProcessor", "window").up(searching(80), { fails: true });
    expect(elsewhere.error).to.contain("[StreamInUse]");
    expect((await rig.client.listStreamProcessors({})).StreamProcessors).to.have.length(1);
  });

  it("is left alone where the state still has it", async () => {
    await door.up(searching(90));
    const made = rig.resource("streamProcessor", "door");
    const process = rig.startProcess();
    // As under `deleteBeforeReplace: false`: the predecessor is compared, and stands while the new one is made.
    await process.provider("streamProcessor").diff(door.id, door.outputs, door.state?.inputs ?? {});
    const refused = await made.up(searching(80), { process, fails: true });
    expect(refused.error).to.contain("[StreamInUse]");
  });
});
