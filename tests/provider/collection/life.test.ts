import { expect } from "chai";
import { png } from "../../emulator/harness/images.js";
import { failureOf } from "../harness/failure.js";
import { ACCOUNT, REGION, Rig } from "../harness/rig.js";

const SETTLED_MS = 300_000;

describe("a collection's life", () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.start();
  });
  afterEach(() => rig.close());

  const arns = (): string[] => rig.emulator.state().collections.map(({ arn }) => arn);

  it("is created under a derived id, with its whole ARN, its facts and its tags", async () => {
    const faces = rig.resource("collection", "visitors");
    const made = await faces.up({ tags: { team: "vision" } });
    expect(made.steps).to.deep.equal(["create"]);
    const CollectionId = String(faces.outputs.collectionId);
    expect(CollectionId).to.match(/^visitors-[0-9a-f]{8}$/);
    expect(faces.id).to.equal(`arn:aws:rekognition:${REGION}:${ACCOUNT}:collection/${CollectionId}`);
    const described = await rig.client.describeCollection({ CollectionId });
    expect(described.CollectionARN).to.equal(faces.id);
    expect(faces.outputs).to.include({
      faceCount: 0,
      userCount: 0,
      faceModelVersion: "7.0",
      creationTimestamp: described.CreationTimestamp?.toISOString(),
    });
    const { Tags } = await rig.client.listTagsForResource({ ResourceArn: faces.id });
    expect(Tags).to.include({ team: "vision", "pulumi-rekognition:owner": "acme/shop/dev" });
  });

  it("is left alone by a second up: not one call", async () => {
    const faces = rig.resource("collection", "visitors");
    await faces.up({ collectionId: "visitors", tags: { a: "b" } });
    const again = await faces.up({ collectionId: "visitors", tags: { a: "b" } });
    expect(again.steps).to.deep.equal(["same"]);
    expect(again.calls).to.deep.equal([]);
  });

  it("keeps its state small", async () => {
    const faces = rig.resource("collection", "visitors");
    await faces.up({ collectionId: "visitors" });
    const inputs = JSON.stringify({ collectionId: "visitors" }).length;
    expect(JSON.stringify([faces.state?.inputs, faces.outputs]).length).to.be.at.most(2 * inputs + 2_000);
  });

  it("takes changed tags in place", async () => {
    const faces = rig.resource("collection", "visitors");
    await faces.up({ tags: { team: "vision", stage: "test" } });
    const { id } = faces;
    const changed = await faces.up({ tags: { team: "hearing" } });
    expect([changed.steps, changed.diffs]).to.deep.equal([["update"], ["tags"]]);
    expect(faces.id).to.equal(id);
    const { Tags } = await rig.client.listTagsForResource({ ResourceArn: id });
    expect(Tags).to.include({ team: "hearing" }).and.not.to.have.property("stage");
  });

  it("records a changed forceDestroy without a call", async () => {
    const faces = rig.resource("collection", "visitors");
    await faces.up({});
    const changed = await faces.up({ forceDestroy: true });
    expect([changed.steps, changed.diffs, changed.calls]).to.deep.equal([["update"], ["forceDestroy"], []]);
  });

  for (const { field, from, to } of [
    { field: "collectionId", from: { collectionId: "one" }, to: { collectionId: "two" } },
    { field: "region", from: { region: "us-east-1" }, to: { region: "eu-west-1" } },
  ]) {
    it(`is replaced for another ${field}, the new one before the old one goes`, async () => {
      const faces = rig.resource("collection", "visitors");
      await faces.up(from);
      const changed = await faces.up(to);
      expect(changed.steps).to.deep.equal(["create-replacement", "delete-replaced"]);
      expect(changed.diffs).to.include(field);
      expect(arns()).to.deep.equal([faces.id]);
    });
  }

  it("is made in another Region before the old one goes, under the same explicit name: names are per Region", async () => {
    const faces = rig.resource("collection", "visitors");
    await faces.up({ collectionId: "visitors", region: "us-east-1" });
    const changed = await faces.up({ collectionId: "visitors", region: "eu-west-1" });
    expect(changed.steps).to.deep.equal(["create-replacement", "delete-replaced"]);
    expect(arns()).to.deep.equal([faces.id]);
  });

  it("is found to have disappeared by a refresh, and made again by the next up", async () => {
    const faces = rig.resource("collection", "visitors");
    await faces.up({ collectionId: "visitors" });
    rig.emulator.advance(SETTLED_MS);
    await rig.client.deleteCollection({ CollectionId: "visitors" });
    expect((await faces.refresh()).steps).to.deep.equal(["delete"]);
    expect((await faces.up({ collectionId: "visitors" })).steps).to.deep.equal(["create"]);
    expect(arns()).to.deep.equal([faces.id]);
  });

  it("says what to do when an update finds it deleted outside Pulumi", async () => {
    const faces = rig.resource("collection", "visitors");
    await faces.up({ collectionId: "visitors" });
    rig.emulator.advance(SETTLED_MS);
    await rig.client.deleteCollection({ CollectionId: "visitors" });
    const changed = await faces.up({ collectionId: "visitors", tags: { a: "b" } }, { fails: true });
    expect(changed.error).to.contain("[DeletedOutside]").and.to.contain("pulumi refresh");
  });

  describe("with faces in it", () => {
    const CollectionId = "visitors";
    const faces = () => rig.resource("collection", "visitors");
    const addFace = (width = 80) => rig.client.indexFaces({ CollectionId, Image: { Bytes: png(width, 80) } });

    it("shows their number after a refresh, which is no difference to anything", async () => {
      const collection = faces();
      await collection.up({ collectionId: CollectionId });
      await addFace();
      expect((await collection.up({ collectionId: CollectionId })).calls).to.deep.equal([]);
      const refreshed = await collection.refresh();
      expect(refreshed.diffs).to.deep.equal([]);
      expect(collection.outputs.faceCount).to.equal(1);
      expect((await collection.up({ collectionId: CollectionId })).steps).to.deep.equal(["same"]);
    });

    it("is not deleted: the error names their number and the way out", async () => {
      const collection = faces();
      await collection.up({ collectionId: CollectionId });
      await addFace(80);
      await addFace(90);
      const refused = await collection.destroy({ fails: true });
      expect(refused.error)
        .to.contain('collection "visitors" still holds 2 faces')
        .and.to.contain("forceDestroy: true");
      expect(refused.error)
        .to.contain("[NotEmpty]")
        .and.not.to.match(/training|copy/);
      expect(refused.calls.filter(({ effect }) => effect)).to.deep.equal([]);
      expect(rig.emulator.state().collections[0]?.faceCount).to.equal(2);
    });

    it("is not deleted either where they come while its tags are waited for", async () => {
      const collection = faces();
      await collection.up({ collectionId: CollectionId });
      rig.emulator.advance(SETTLED_MS);
      let asked = 0;
      rig.wire = async ({ operation }, send) => {
        const answer = await send();
        if (operation !== "ListTagsForResource" || (asked += 1) > 2) return answer;
        if (asked === 1) await addFace();
        return { ...answer, body: "{}" };
      };
      const refused = await collection.destroy({ fails: true });
      expect(asked).to.be.greaterThan(2);
      expect(refused.error).to.contain("still holds 1 face").and.to.contain("[NotEmpty]");
      expect(rig.emulator.state().collections[0]?.faceCount).to.equal(1);
    });

    it("is not deleted for its users, either", async () => {
      const collection = faces();
      await collection.up({ collectionId: CollectionId });
      rig.rewrite = { DescribeCollection: (answer) => ({ ...answer, FaceCount: 1, UserCount: 3 }) };
      const refused = await collection.destroy({ fails: true });
      expect(refused.error).to.contain("still holds 1 face and 3 users");
      expect(arns()).to.deep.equal([collection.id]);
    });

    it("is deleted together with them where forceDestroy was recorded", async () => {
      const collection = faces();
      await collection.up({ collectionId: CollectionId });
      await addFace();
      await collection.up({ collectionId: CollectionId, forceDestroy: true });
      expect((await collection.destroy()).steps).to.deep.equal(["delete"]);
      expect(arns()).to.deep.equal([]);
    });

    it("stays where its replacement was made, until it may go", async () => {
      const collection = faces();
      await collection.up({ collectionId: CollectionId });
      await addFace();
      await collection.refresh();
      const { warnings } = await collection.preview({ collectionId: "others" });
      expect(warnings.join()).to.contain("The old one holds 1 face and is not deleted without forceDestroy.");
      const changed = await collection.up({ collectionId: "others" }, { fails: true });
      expect(changed.steps).to.deep.equal(["create-replacement"]);
      expect(changed.error).to.contain("[NotEmpty]");
      expect(arns()).to.have.length(2);
    });
  });

  it("can be destroyed twice", async () => {
    const faces = rig.resource("collection", "visitors");
    await faces.up({});
    const { state } = faces;
    await faces.destroy();
    rig.emulator.advance(SETTLED_MS);
    faces.state = state;
    expect((await faces.destroy()).steps).to.deep.equal(["delete"]);
  });

  it("is gone when destroy returns, also where it is described for a while after", async () => {
    rig.emulator.setSwitches({ deleteLagMs: 30_000 });
    const faces = rig.resource("collection", "visitors");
    await faces.up({ collectionId: "visitors" });
    await faces.destroy();
    const refusal = await failureOf(rig.client.describeCollection({ CollectionId: "visitors" }));
    expect(refusal).to.contain("does not exist");
  });

  it("is read by a get without being managed, and a missing one says so", async () => {
    await rig.client.createCollection({ CollectionId: "elsewhere", Tags: { team: "other" } });
    const arn = `arn:aws:rekognition:${REGION}:${ACCOUNT}:collection/elsewhere`;
    const provider = rig.startProcess().provider("collection");
    const read = await provider.read(arn, { __provider: "x" });
    expect(read.props).to.deep.include({
      collectionId: "elsewhere",
      faceCount: 0,
      region: REGION,
      tags: { team: "other" },
    });
    const failure = await failureOf(provider.read(arn.replace("elsewhere", "nowhere"), { __provider: "x" }));
    expect(failure).to.contain("[NotFound]");
  });
});
