import { expect } from "chai";
import { BUCKET } from "./harness/bucket.js";
import { jpeg, png } from "./harness/images.js";
import { refusalName, refusalNames, refusalOf } from "./harness/refusal.js";
import { setScene } from "./harness/scene.js";

describe("collections", () => {
  const scene = setScene();
  const CollectionId = "faces";

  const create = () => scene.client.createCollection({ CollectionId });
  const describeIt = () => scene.client.describeCollection({ CollectionId });
  const index = async (Bytes: Buffer, ExternalImageId?: string) => {
    const { FaceRecords } = await scene.client.indexFaces({ CollectionId, Image: { Bytes }, ExternalImageId });
    return FaceRecords?.[0]?.Face?.FaceId ?? "";
  };

  it("answers with two spellings of its ARN, as AWS does", async () => {
    expect(await create()).to.include({
      StatusCode: 200,
      CollectionArn: "aws:rekognition:us-east-1:111122223333:collection/faces",
      FaceModelVersion: "7.0",
    });
    expect(await describeIt()).to.include({
      CollectionARN: "arn:aws:rekognition:us-east-1:111122223333:collection/faces",
      FaceCount: 0,
      UserCount: 0,
    });
  });

  it("refuses an id twice, and ids it does not know", async () => {
    await create();
    expect(await refusalOf(create())).to.include({
      name: "ResourceAlreadyExistsException",
      message: "The collection id: faces already exists.",
    });
    const missing = { CollectionId: "Faces" };
    const calls = [
      scene.client.describeCollection(missing),
      scene.client.deleteCollection(missing),
      scene.client.listFaces(missing),
      scene.client.deleteFaces({ ...missing, FaceIds: ["00000000-0000-0000-0000-000000000000"] }),
      scene.client.indexFaces({ ...missing, Image: { Bytes: png(80, 80) } }),
    ];
    expect(await refusalNames(...calls)).to.deep.equal(["ResourceNotFoundException"]);
  });

  it("pages ids in order, each with its face model", async () => {
    for (const id of ["c", "a", "b"]) await scene.client.createCollection({ CollectionId: id });
    const first = await scene.client.listCollections({ MaxResults: 2 });
    expect(first).to.deep.include({ CollectionIds: ["a", "b"], FaceModelVersions: ["7.0", "7.0"] });
    const second = await scene.client.listCollections({ NextToken: first.NextToken });
    expect(second.CollectionIds).to.deep.equal(["c"]);
    expect(second).to.not.have.property("NextToken");
  });

  it("is gone at once when it is deleted, faces and all", async () => {
    await create();
    await index(png(80, 80));
    expect((await scene.client.deleteCollection({ CollectionId })).StatusCode).to.equal(200);
    expect(await refusalName(describeIt())).to.equal("ResourceNotFoundException");
    await create();
    expect((await describeIt()).FaceCount).to.equal(0);
  });

  it("can lag: not described just after its creation, still described just after its delete", async () => {
    scene.emulator.setSwitches({ describeLagMs: 2_000, deleteLagMs: 2_000 });
    await create();
    expect(await refusalName(describeIt())).to.equal("ResourceNotFoundException");
    scene.emulator.advance(2_000);
    await scene.client.deleteCollection({ CollectionId });
    expect((await describeIt()).FaceCount).to.equal(0);
    scene.emulator.advance(2_000);
    expect(await refusalName(describeIt())).to.equal("ResourceNotFoundException");
  });

  describe("faces", () => {
    it("are indexed one an image, from bytes or S3, and counted", async () => {
      await create();
      const faceId = await index(png(80, 80), "ada");
      expect(faceId).to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
      scene.bucket.put("bob.jpg", jpeg(200, 100));
      await scene.client.indexFaces({ CollectionId, Image: { S3Object: { Bucket: BUCKET, Name: "bob.jpg" } } });
      expect((await describeIt()).FaceCount).to.equal(2);
      const { Faces = [] } = await scene.client.listFaces({ CollectionId, FaceIds: [faceId] });
      expect(Faces.map((face) => [face.FaceId, face.ExternalImageId])).to.deep.equal([[faceId, "ada"]]);
    });

    it("are not kept twice for the same image and external id", async () => {
      await create();
      const first = await index(png(80, 80), "ada");
      expect(await index(png(80, 80), "ada")).to.equal(first);
      expect(await index(png(80, 80), "eve")).to.not.equal(first);
      expect((await describeIt()).FaceCount).to.equal(2);
    });

    it("are listed in pages", async () => {
      await create();
      for (let shade = 0; shade < 5; shade += 1) await index(png(80, 80, shade));
      const first = await scene.client.listFaces({ CollectionId, MaxResults: 3 });
      const second = await scene.client.listFaces({ CollectionId, NextToken: first.NextToken });
      const ids = [...(first.Faces ?? []), ...(second.Faces ?? [])].map((face) => face.FaceId);
      expect(new Set(ids).size).to.equal(5);
    });

    it("are deleted by id, and unknown ids are named", async () => {
      await create();
      const faceId = await index(png(80, 80));
      const unknown = "00000000-0000-0000-0000-000000000000";
      const answer = await scene.client.deleteFaces({ CollectionId, FaceIds: [faceId, unknown] });
      expect(answer.DeletedFaces).to.deep.equal([faceId]);
      expect(answer.UnsuccessfulFaceDeletions).to.deep.equal([{ FaceId: unknown, Reasons: ["FACE_NOT_FOUND"] }]);
      expect((await describeIt()).FaceCount).to.equal(0);
    });

    it("need a real image", async () => {
      await create();
      expect(await refusalName(index(Buffer.from("no image")))).to.equal("InvalidImageFormatException");
      expect(await refusalName(index(png(79, 80)))).to.equal("InvalidParameterException");
    });

    it("have a quota", async () => {
      scene.emulator.setSwitches({ quotaFacesPerCollection: 1 });
      await create();
      await index(png(80, 80, 1));
      expect(await refusalName(index(png(80, 80, 2)))).to.equal("ServiceQuotaExceededException");
    });
  });
});
