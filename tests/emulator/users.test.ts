import { expect } from "chai";
import type { ImageFace } from "../../emulator/index.js";
import { BUCKET } from "./harness/bucket.js";
import { refusalName, refusalNames } from "./harness/refusal.js";
import { HOUR_MS, setScene } from "./harness/scene.js";

/** AWS's developer guide: collections, "Managing users in a collection"; AssociateFaces, SearchUsers. */
describe("users of a collection", () => {
  const scene = setScene();
  const CollectionId = "people";
  const NOBODY = "00000000-0000-0000-0000-000000000000";

  const put = (Name: string, ...faces: readonly ImageFace[]) => {
    scene.bucket.putImage(Name, 100, 100);
    scene.bucket.put(`${Name}.rekognition.json`, JSON.stringify({ faces }));
    return { S3Object: { Bucket: BUCKET, Name } };
  };
  const index = async (Name: string, identity: string) => {
    const { FaceRecords } = await scene.client.indexFaces({ CollectionId, Image: put(Name, { identity }) });
    return FaceRecords?.[0]?.Face?.FaceId ?? "";
  };
  const create = (UserId: string, ClientRequestToken?: string) =>
    scene.client.createUser({ CollectionId, UserId, ClientRequestToken });
  const associate = (UserId: string, FaceIds: string[], UserMatchThreshold?: number) =>
    scene.client.associateFaces({ CollectionId, UserId, FaceIds, UserMatchThreshold });
  const statuses = async () => {
    const { Users = [] } = await scene.client.listUsers({ CollectionId });
    return Users.map((user) => [user.UserId, user.UserStatus]);
  };
  const count = async () => (await scene.client.describeCollection({ CollectionId })).UserCount;
  const settle = () => {
    scene.emulator.advance(scene.emulator.switches().userUpdatingMs);
  };

  beforeEach(() => scene.client.createCollection({ CollectionId }));

  it("are created, counted, listed in pages and deleted", async () => {
    for (const user of ["c", "a", "b"]) await create(user);
    expect(await count()).to.equal(3);
    const first = await scene.client.listUsers({ CollectionId, MaxResults: 2 });
    expect(first.Users).to.deep.equal([
      { UserId: "a", UserStatus: "CREATED" },
      { UserId: "b", UserStatus: "CREATED" },
    ]);
    const { NextToken } = first;
    expect((await scene.client.listUsers({ CollectionId, NextToken })).Users?.map((user) => user.UserId)).to.deep.equal(
      ["c"],
    );
    await scene.client.deleteUser({ CollectionId, UserId: "b" });
    expect(await statuses()).to.deep.equal([
      ["a", "CREATED"],
      ["c", "CREATED"],
    ]);
    expect(scene.emulator.state().collections[0]).to.include({ userCount: 2 });
  });

  it("are refused twice, and where they are not", async () => {
    await create("ada");
    expect(await refusalName(create("ada"))).to.equal("ConflictException");
    const missing = { CollectionId, UserId: "eve" };
    const calls = [
      scene.client.deleteUser(missing),
      associate("eve", [NOBODY]),
      scene.client.disassociateFaces({ ...missing, FaceIds: [NOBODY] }),
      scene.client.searchUsers(missing),
      scene.client.listFaces(missing),
      scene.client.createUser({ CollectionId: "other", UserId: "ada" }),
    ];
    expect(await refusalNames(...calls)).to.deep.equal(["ResourceNotFoundException"]);
  });

  it("are made once for one client request token", async () => {
    await create("ada", "token");
    await create("ada", "token");
    expect(await refusalName(create("bob", "token"))).to.equal("IdempotentParameterMismatchException");
    expect(await count()).to.equal(1);
    const gone = { CollectionId, UserId: "ada", ClientRequestToken: "token" };
    await scene.client.deleteUser(gone);
    await scene.client.deleteUser(gone);
    scene.emulator.advance(8 * HOUR_MS);
    expect(await refusalName(scene.client.deleteUser(gone))).to.equal("ResourceNotFoundException");
    await create("bob", "token");
  });

  it("get faces: UPDATING for a while, then ACTIVE, and CREATED again without them", async () => {
    await create("ada");
    const FaceIds = [await index("1.png", "ada"), await index("2.png", "ada")];
    const answer = await associate("ada", FaceIds);
    expect(answer.AssociatedFaces).to.deep.equal(FaceIds.map((FaceId) => ({ FaceId })));
    expect(answer).to.deep.include({ UnsuccessfulFaceAssociations: [], UserStatus: "UPDATING" });
    expect(await statuses()).to.deep.equal([["ada", "UPDATING"]]);
    settle();
    expect(await statuses()).to.deep.equal([["ada", "ACTIVE"]]);
    expect(await associate("ada", FaceIds)).to.deep.include({ AssociatedFaces: [], UserStatus: "ACTIVE" });
    const { Faces = [] } = await scene.client.listFaces({ CollectionId, UserId: "ada" });
    expect(Faces.map((face) => face.UserId)).to.deep.equal(["ada", "ada"]);
    const away = await scene.client.disassociateFaces({ CollectionId, UserId: "ada", FaceIds });
    expect(away.DisassociatedFaces).to.have.length(2);
    settle();
    expect(await statuses()).to.deep.equal([["ada", "CREATED"]]);
    expect((await scene.client.listFaces({ CollectionId, UserId: "ada" })).Faces).to.deep.equal([]);
  });

  it("do not get faces that are not there, another user's, or of somebody else", async () => {
    await create("ada");
    await create("bob");
    const [ada, bob] = [await index("1.png", "ada"), await index("2.png", "bob")];
    const [more, other] = [await index("3.png", "ada"), await index("4.png", "eve")];
    await associate("ada", [ada]);
    await associate("bob", [bob]);
    const answer = await associate("ada", [NOBODY, bob, more, other]);
    expect(answer.AssociatedFaces).to.deep.equal([{ FaceId: more }]);
    const [missing, taken, unlike] = answer.UnsuccessfulFaceAssociations ?? [];
    expect(missing).to.deep.equal({ FaceId: NOBODY, Reasons: ["FACE_NOT_FOUND"] });
    expect(taken).to.deep.equal({ FaceId: bob, UserId: "bob", Reasons: ["ASSOCIATED_TO_A_DIFFERENT_USER"] });
    expect(unlike).to.deep.include({ FaceId: other, Reasons: ["LOW_MATCH_CONFIDENCE"] });
    expect(unlike?.Confidence).to.be.below(75);
    expect((await associate("ada", [other], 0)).AssociatedFaces).to.deep.equal([{ FaceId: other }]);
    const away = await scene.client.disassociateFaces({ CollectionId, UserId: "ada", FaceIds: [bob, NOBODY] });
    expect(away.UnsuccessfulFaceDisassociations?.map((each) => each.Reasons)).to.deep.equal([
      ["ASSOCIATED_TO_A_DIFFERENT_USER"],
      ["FACE_NOT_FOUND"],
    ]);
  });

  it("keep their faces from being deleted, until they are deleted themselves", async () => {
    await create("ada");
    const face = await index("1.png", "ada");
    await associate("ada", [face]);
    const kept = await scene.client.deleteFaces({ CollectionId, FaceIds: [face] });
    expect(kept.UnsuccessfulFaceDeletions).to.deep.equal([
      { FaceId: face, UserId: "ada", Reasons: ["ASSOCIATED_TO_AN_EXISTING_USER"] },
    ]);
    await scene.client.deleteUser({ CollectionId, UserId: "ada" });
    expect((await scene.client.deleteFaces({ CollectionId, FaceIds: [face] })).DeletedFaces).to.deep.equal([face]);
  });

  it("have quotas", async () => {
    scene.emulator.setSwitches({ quotaUsersPerCollection: 1, quotaFacesPerUser: 1 });
    await create("ada");
    expect(await refusalName(create("bob"))).to.equal("ServiceQuotaExceededException");
    const [first, second] = [await index("1.png", "ada"), await index("2.png", "ada")];
    expect(await refusalName(associate("ada", [first, second]))).to.equal("ServiceQuotaExceededException");
    await associate("ada", [first]);
    expect(await refusalName(associate("ada", [second]))).to.equal("ServiceQuotaExceededException");
  });

  it("are found by a face, by a user, and by the largest face of an image", async () => {
    for (const user of ["ada-1", "ada-2", "bob"]) await create(user);
    const [first, second, third] = [
      await index("1.png", "ada"),
      await index("2.png", "ada"),
      await index("3.png", "bob"),
    ];
    await associate("ada-1", [first]);
    await associate("ada-2", [second]);
    await associate("bob", [third]);
    settle();
    const byFace = await scene.client.searchUsers({ CollectionId, FaceId: first });
    expect(byFace.SearchedFace).to.deep.equal({ FaceId: first });
    expect(new Set(byFace.UserMatches?.map((match) => match.User?.UserId))).to.deep.equal(new Set(["ada-1", "ada-2"]));
    expect(byFace.UserMatches?.[0]?.User?.UserStatus).to.equal("ACTIVE");
    const byUser = await scene.client.searchUsers({ CollectionId, UserId: "ada-1" });
    expect(byUser.SearchedUser).to.deep.equal({ UserId: "ada-1" });
    expect(byUser.UserMatches?.map((match) => match.User?.UserId)).to.deep.equal(["ada-2"]);
    scene.emulator.setSwitches({ searchUsersFindsItself: true });
    expect((await scene.client.searchUsers({ CollectionId, UserId: "bob" })).UserMatches).to.have.length(1);
    const box = { left: 0, top: 0, width: 0.9, height: 0.9 };
    const Image = put("search.png", { identity: "ada" }, { identity: "bob", box });
    const byImage = await scene.client.searchUsersByImage({ CollectionId, Image });
    expect(byImage.UserMatches?.map((match) => match.User?.UserId)).to.deep.equal(["bob"]);
    expect(byImage.SearchedFace?.FaceDetail?.BoundingBox?.Width).to.equal(0.9);
    expect(byImage.UnsearchedFaces?.map((each) => each.Reasons)).to.deep.equal([["FACE_NOT_LARGEST"]]);
    const every = await scene.client.searchUsersByImage({ CollectionId, Image, UserMatchThreshold: 0, MaxUsers: 2 });
    expect(every.UserMatches).to.have.length(2);
  });

  it("are not found in an image without a face, nor by both ways at once", async () => {
    const none = await scene.client.searchUsersByImage({ CollectionId, Image: put("none.png") });
    expect(none).to.deep.include({ UserMatches: [], UnsearchedFaces: [] });
    expect(none).to.not.have.property("SearchedFace");
    const calls = [
      scene.client.searchUsers({ CollectionId }),
      scene.client.searchUsers({ CollectionId, UserId: "ada", FaceId: NOBODY }),
      scene.client.searchUsers({ CollectionId, FaceId: NOBODY }),
    ];
    expect(await refusalNames(...calls)).to.deep.equal(["InvalidParameterException"]);
  });
});
