import { expect } from "chai";
import { expectWholeMessage } from "../../whole-message.js";
import { ACCOUNT, OTHER_ACCOUNT, REGION, Rig } from "../harness/rig.js";

const OWNER_TAG = "pulumi-rekognition:owner";
const SETTLED_MS = 300_000;

describe("whose a collection is", () => {
  const CollectionId = "visitors";
  const args = { collectionId: CollectionId };
  const arn = `arn:aws:rekognition:${REGION}:${ACCOUNT}:collection/${CollectionId}`;
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.start();
  });
  afterEach(() => rig.close());

  const tags = async (): Promise<Record<string, string>> =>
    (await rig.client.listTagsForResource({ ResourceArn: arn })).Tags ?? {};
  const count = (): number => rig.emulator.state().collections.length;

  it("refuses one that somebody made by hand, and adopts it when asked to", async () => {
    await rig.client.createCollection({ CollectionId });
    const faces = rig.resource("collection", "visitors");
    const refused = await faces.up(args, { fails: true });
    expect(refused.error).to.contain("[NameTaken]").and.to.contain(arn).and.to.contain("adopt: true");
    expect(await tags()).to.deep.equal({});
    await faces.up({ ...args, adopt: true });
    expect(faces.id).to.equal(arn);
    expect((await tags())[OWNER_TAG]).to.equal("acme/shop/dev");
    expect((await faces.up({ ...args, adopt: true })).calls).to.deep.equal([]);
  });

  it("never takes one of another owner", async () => {
    await rig.resource("collection", "visitors").up(args);
    rig.owner = "acme/other/dev";
    const refused = await rig.resource("collection", "visitors").up({ ...args, adopt: true }, { fails: true });
    expect(refused.error).to.contain("[OwnedByAnother]").and.to.contain("acme/shop/dev");
  });

  it("takes up again what an interrupted create of the same resource left", async () => {
    const faces = rig.resource("collection", "visitors");
    await faces.up({}, { kill: { call: 2, when: "after" } });
    expect(count()).to.equal(1);
    expect((await faces.up({})).warnings.join()).to.contain("taken up again");
    expect(count()).to.equal(1);
  });

  it("is left alone by a forced replacement, which fails; adopted, the delete of the old one leaves it", async () => {
    const faces = rig.resource("collection", "visitors");
    await faces.up(args);
    expectWholeMessage((await faces.up(args, { replace: true, fails: true })).error, "RecordedBefore");
    expect((await faces.up(args)).calls).to.deep.equal([]);
    const replaced = await faces.up({ ...args, adopt: true }, { replace: true });
    expect(replaced.steps).to.deep.equal(["create-replacement", "delete-replaced"]);
    expect(replaced.warnings.join()).to.contain("left alone");
    expect([faces.id, count()]).to.deep.equal([arn, 1]);
    expect((await faces.up(args)).steps).to.deep.equal(["same"]);
  });

  it("is not taken for the recorded one when it was made later by somebody else", async () => {
    const faces = rig.resource("collection", "visitors");
    await faces.up(args);
    rig.emulator.advance(SETTLED_MS);
    await rig.client.deleteCollection({ CollectionId });
    await rig.client.createCollection({ CollectionId });
    const refused = await faces.up({ ...args, tags: { a: "b" } }, { fails: true });
    expect(refused.error).to.contain("[DeletedOutside]");
    expect((await faces.destroy()).warnings.join()).to.contain("left alone");
    expect(count()).to.equal(1);
  });

  it("survives stripped tags: the moment of its creation tells that it is the recorded one", async () => {
    const faces = rig.resource("collection", "visitors");
    await faces.up(args);
    rig.emulator.advance(SETTLED_MS);
    await rig.client.untagResource({ ResourceArn: arn, TagKeys: Object.keys(await tags()) });
    await faces.up({ ...args, tags: { a: "b" } });
    expect(await tags()).to.include({ a: "b", [OWNER_TAG]: "acme/shop/dev" });
    rig.emulator.advance(SETTLED_MS);
    await rig.client.untagResource({ ResourceArn: arn, TagKeys: Object.keys(await tags()) });
    await faces.destroy();
    expect(count()).to.equal(0);
  });

  for (const attempt of ["refresh", "update", "destroy"] as const) {
    it(`keeps its record when ${attempt} meets the same id in another account`, async () => {
      const faces = rig.resource("collection", "visitors");
      await faces.up(args);
      const { state } = faces;
      rig.emulator.advance(SETTLED_MS);
      const other = rig.clientOf(OTHER_ACCOUNT);
      await other.createCollection({ CollectionId });
      other.destroy();
      rig.credentials = { account: OTHER_ACCOUNT };
      const refused =
        attempt === "update"
          ? await faces.up({ ...args, tags: { a: "b" } }, { fails: true })
          : await faces[attempt]({ fails: true });
      expect(refused.error).to.contain("[WrongAccount]").and.to.contain(OTHER_ACCOUNT);
      expect(faces.state).to.deep.equal(state);
      expect(count()).to.equal(2);
    });
  }
});
