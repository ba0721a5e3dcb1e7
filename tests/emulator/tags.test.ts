import { expect } from "chai";
import { makeProject, train } from "./harness/models.js";
import { createProcessor } from "./harness/processors.js";
import { refusalName } from "./harness/refusal.js";
import { setScene } from "./harness/scene.js";

describe("tags", () => {
  const scene = setScene();

  const things = [
    { kind: "a project", make: () => makeProject(scene) },
    { kind: "a model", make: () => train(scene) },
    { kind: "a stream processor", make: () => createProcessor(scene, "watcher") },
    {
      kind: "a collection, by the ARN that describe gives",
      make: async () => {
        await scene.client.createCollection({ CollectionId: "faces" });
        return (await scene.client.describeCollection({ CollectionId: "faces" })).CollectionARN ?? "";
      },
    },
  ];
  for (const { kind, make } of things) {
    it(`are merged into and removed from ${kind}`, async () => {
      const ResourceArn = await make();
      await scene.client.tagResource({ ResourceArn, Tags: { team: "vision", stage: "test" } });
      await scene.client.tagResource({ ResourceArn, Tags: { stage: "live" } });
      await scene.client.untagResource({ ResourceArn, TagKeys: ["team", "never-there"] });
      const { Tags } = await scene.client.listTagsForResource({ ResourceArn });
      expect(Tags).to.deep.equal({ stage: "live" });
    });
  }

  it("are there from the creation", async () => {
    const { ProjectArn } = await scene.client.createProject({ ProjectName: "animals", Tags: { team: "vision" } });
    const { Tags } = await scene.client.listTagsForResource({ ResourceArn: ProjectArn });
    expect(Tags).to.deep.equal({ team: "vision" });
  });

  it("are refused for things that do not exist, and for a collection's ARN without its first word", async () => {
    const { CollectionArn } = await scene.client.createCollection({ CollectionId: "faces" });
    const missing = "arn:aws:rekognition:us-east-1:111122223333:collection/other";
    for (const ResourceArn of [CollectionArn, missing]) {
      expect(await refusalName(scene.client.listTagsForResource({ ResourceArn }))).to.equal(
        "ResourceNotFoundException",
      );
    }
  });

  it("have a quota", async () => {
    scene.emulator.setSwitches({ quotaTags: 2 });
    const ResourceArn = await makeProject(scene);
    await scene.client.tagResource({ ResourceArn, Tags: { a: "1", b: "2" } });
    expect(await refusalName(scene.client.tagResource({ ResourceArn, Tags: { c: "3" } }))).to.equal(
      "ServiceQuotaExceededException",
    );
  });

  it("lag behind their changes where they are made to", async () => {
    scene.emulator.setSwitches({ tagLagMs: 60_000 });
    const { ProjectArn } = await scene.client.createProject({ ProjectName: "animals", Tags: { a: "1" } });
    const read = async () => (await scene.client.listTagsForResource({ ResourceArn: ProjectArn })).Tags;
    expect(await read()).to.deep.equal({});
    scene.emulator.advance(60_000);
    expect(await read()).to.deep.equal({ a: "1" });
    await scene.client.tagResource({ ResourceArn: ProjectArn, Tags: { a: "2" } });
    expect(await read()).to.deep.equal({ a: "1" });
    expect(scene.emulator.state().projects[0]?.tags).to.deep.equal({ a: "2" });
    scene.emulator.advance(60_000);
    expect(await read()).to.deep.equal({ a: "2" });
  });
});
