import { expect } from "chai";
import { Rig } from "../harness/rig.js";
import { SETTLED_MS, tagsOf } from "./drift.js";

describe("tags of somebody else, under a prefix that is to be ignored", () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.start();
    rig.config = { ...rig.config, "rekognition:ignoreTagPrefixes": '["cost:"]' };
  });
  afterEach(() => rig.close());

  it("stay when what was changed beside them is put right", async () => {
    const resource = rig.resource("collection", "faces");
    await resource.up({ tags: { team: "vision" } });
    rig.emulator.advance(SETTLED_MS);
    await rig.client.tagResource({ ResourceArn: resource.id, Tags: { "cost:center": "7", team: "other" } });
    expect((await resource.refresh()).diffs).to.deep.equal(["tags"]);
    expect(resource.state?.inputs.tags).to.deep.equal({ team: "other" });
    await resource.up({ tags: { team: "vision" } });
    expect(await tagsOf({ rig, resource })).to.deep.equal({ "cost:center": "7", team: "vision" });
  });

  it("are the program's own where it names them: no drift, and removed once it does not", async () => {
    const resource = rig.resource("collection", "faces");
    const tags = { team: "vision", "cost:center": "7" };
    await resource.up({ tags });
    rig.emulator.advance(SETTLED_MS);
    expect((await resource.refresh()).diffs).to.deep.equal([]);
    expect((await resource.up({ tags })).calls).to.deep.equal([]);
    await resource.up({ tags: { team: "vision" } });
    expect(await tagsOf({ rig, resource })).to.deep.equal({ team: "vision" });
  });
});
