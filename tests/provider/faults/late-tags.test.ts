import { expect } from "chai";
import { Rig } from "../harness/rig.js";

describe("tags that show late", () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.start({ tagLagMs: 60_000 });
  });
  afterEach(() => rig.close());

  for (const isOneProcess of [false, true]) {
    const where = isOneProcess ? "in one process" : "one process after the other";
    it(`end as they were asked for last, there and back again within the lag (${where})`, async () => {
      const faces = rig.resource("collection", "faces");
      await faces.up({ tags: { stage: "a", gone: "1" } });
      rig.emulator.advance(300_000);
      const process = isOneProcess ? rig.startProcess() : undefined;
      const options = process === undefined ? {} : { process };
      await faces.up({ tags: { stage: "b", added: "1" } }, options);
      await faces.up({ tags: { stage: "a", gone: "1" } }, options);
      process?.close();
      rig.emulator.advance(300_000);
      const { Tags = {} } = await rig.client.listTagsForResource({ ResourceArn: faces.id });
      expect(Object.entries(Tags).filter(([key]) => !key.startsWith("pulumi-rekognition:"))).to.have.deep.members([
        ["stage", "a"],
        ["gone", "1"],
      ]);
    });
  }
});
