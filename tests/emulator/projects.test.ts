import { expect } from "chai";
import { beginTraining, makeProject, train } from "./harness/models.js";
import { refusalName, refusalOf } from "./harness/refusal.js";
import { setScene } from "./harness/scene.js";

describe("projects", () => {
  const scene = setScene();

  async function list(names?: string[]) {
    const { ProjectDescriptions = [] } = await scene.client.describeProjects({ ProjectNames: names });
    return ProjectDescriptions;
  }

  it("is CREATING first, then CREATED, with its creation time at the end of its ARN", async () => {
    const { ProjectArn = "" } = await scene.client.createProject({ ProjectName: "animals" });
    const [creating] = await list();
    expect(creating?.Status).to.equal("CREATING");
    scene.emulator.advance(2_000);
    const [created] = await list();
    expect(created?.Status).to.equal("CREATED");
    expect(ProjectArn).to.equal(
      `arn:aws:rekognition:us-east-1:111122223333:project/animals/${created?.CreationTimestamp?.getTime() ?? 0}`,
    );
  });

  it("leaves out Feature and AutoUpdate when they have their defaults, and lists no datasets", async () => {
    await scene.client.createProject({ ProjectName: "animals", AutoUpdate: "ENABLED" });
    const [project] = await list();
    expect(project).to.not.have.any.keys("Feature", "AutoUpdate");
    expect(project?.Datasets).to.deep.equal([]);
  });

  it("shows adapters only when they are asked for", async () => {
    const adapter = { ProjectName: "moderator", Feature: "CONTENT_MODERATION", AutoUpdate: "ENABLED" } as const;
    await scene.client.createProject(adapter);
    await makeProject(scene);
    expect((await list()).map((project) => project.ProjectArn)).to.have.length(1);
    const both = await scene.client.describeProjects({ Features: ["CUSTOM_LABELS", "CONTENT_MODERATION"] });
    expect(both.ProjectDescriptions).to.have.length(2);
    expect(both.ProjectDescriptions?.[1]).to.include({ Feature: "CONTENT_MODERATION", AutoUpdate: "ENABLED" });
  });

  it("leaves out names that do not exist", async () => {
    await makeProject(scene, "animals");
    const found = await list(["animals", "plants"]);
    expect(found).to.have.length(1);
  });

  it("lists the newest first, in pages that do not repeat when the list changes", async () => {
    for (const name of ["a", "b", "c", "d"]) await makeProject(scene, name);
    const first = await scene.client.describeProjects({ MaxResults: 2 });
    await makeProject(scene, "e");
    const second = await scene.client.describeProjects({ MaxResults: 2, NextToken: first.NextToken });
    const names = [...(first.ProjectDescriptions ?? []), ...(second.ProjectDescriptions ?? [])].map(
      (project) => /project\/(\w)/.exec(project.ProjectArn ?? "")?.[1],
    );
    expect(names).to.deep.equal(["d", "c", "b", "a"]);
    expect(second.NextToken).to.equal(undefined);
  });

  it("refuses page tokens of another list", async () => {
    await scene.client.createCollection({ CollectionId: "a" });
    await scene.client.createCollection({ CollectionId: "b" });
    const { NextToken } = await scene.client.listCollections({ MaxResults: 1 });
    expect(await refusalName(scene.client.describeProjects({ NextToken }))).to.equal("InvalidPaginationTokenException");
  });

  it("can end its lists with an empty token, as AWS sometimes does", async () => {
    scene.emulator.setSwitches({ nextTokenAtEnd: "empty" });
    const { NextToken } = await scene.client.describeProjects({});
    expect(NextToken).to.equal("");
    expect((await scene.client.describeProjects({ NextToken })).ProjectDescriptions).to.deep.equal([]);
  });

  it("refuses a name twice with ResourceInUse", async () => {
    await makeProject(scene);
    expect(await refusalName(scene.client.createProject({ ProjectName: "animals" }))).to.equal(
      "ResourceInUseException",
    );
  });

  it("keeps accounts and Regions apart", async () => {
    await makeProject(scene);
    for (const other of [scene.clientOf("999988887777"), scene.clientOf("111122223333", "eu-west-1")]) {
      expect((await other.describeProjects({})).ProjectDescriptions).to.deep.equal([]);
      await other.createProject({ ProjectName: "animals" });
    }
    expect(await list()).to.have.length(1);
  });

  it("refuses more than the quota", async () => {
    scene.emulator.setSwitches({ quotaProjects: 1 });
    await makeProject(scene, "first");
    expect(await refusalName(scene.client.createProject({ ProjectName: "second" }))).to.equal("LimitExceededException");
  });

  it("is DELETING for a while, then absent, and its name is free again under a new ARN", async () => {
    const ProjectArn = await makeProject(scene);
    const deleting = await scene.client.deleteProject({ ProjectArn });
    expect(deleting.Status).to.equal("DELETING");
    expect((await list())[0]?.Status).to.equal("DELETING");
    expect(await refusalName(scene.client.deleteProject({ ProjectArn }))).to.equal("ResourceInUseException");
    scene.emulator.advance(5_000);
    expect(await list()).to.deep.equal([]);
    expect(await refusalName(scene.client.deleteProject({ ProjectArn }))).to.equal("ResourceNotFoundException");
    expect(await makeProject(scene)).to.not.equal(ProjectArn);
  });

  // AWS's published programs create a project and go on at once: no page of AWS says that one in CREATING refuses anything.
  it("can be used, and deleted, while it is being created, and does not come back", async () => {
    const { ProjectArn } = await scene.client.createProject({ ProjectName: "animals" });
    const { ProjectArn: other = "" } = await scene.client.createProject({ ProjectName: "plants" });
    const { DatasetArn } = await scene.client.createDataset({ ProjectArn: other, DatasetType: "TRAIN" });
    expect(DatasetArn).to.contain("plants/dataset/train");
    await scene.client.deleteProject({ ProjectArn });
    expect((await list(["animals"]))[0]?.Status).to.equal("DELETING");
    scene.emulator.advance(2_000);
    expect((await list(["animals", "plants"])).map(({ Status }) => Status)).to.deep.equal(["CREATED", "DELETING"]);
    scene.emulator.advance(5_000);
    expect(await list(["animals"])).to.deep.equal([]);
  });

  it("creatingProjectRefuses: models, datasets and the deletion wait until it is CREATED", async () => {
    scene.emulator.setSwitches({ creatingProjectRefuses: true });
    const { ProjectArn } = await scene.client.createProject({ ProjectName: "animals" });
    expect(await refusalName(scene.client.deleteProject({ ProjectArn }))).to.equal("ResourceInUseException");
    expect(await refusalName(beginTraining(scene, "first", ProjectArn))).to.equal("ResourceInUseException");
    expect(await refusalName(scene.client.createDataset({ ProjectArn, DatasetType: "TRAIN" }))).to.equal(
      "InvalidParameterException",
    );
  });

  it("cannot be deleted while it has models", async () => {
    const ProjectArn = await makeProject(scene);
    const ProjectVersionArn = await train(scene, "first", ProjectArn);
    const refusal = await refusalOf(scene.client.deleteProject({ ProjectArn }));
    expect(refusal.name).to.equal("ResourceInUseException");
    await scene.client.deleteProjectVersion({ ProjectVersionArn });
    scene.emulator.advance(5_000);
    await scene.client.deleteProject({ ProjectArn });
  });

  it("is invisible for a while where describes lag, though its name is taken", async () => {
    scene.emulator.setSwitches({ describeLagMs: 10_000 });
    await makeProject(scene);
    expect(await list(["animals"])).to.deep.equal([]);
    expect(await refusalName(scene.client.createProject({ ProjectName: "animals" }))).to.equal(
      "ResourceInUseException",
    );
    scene.emulator.advance(10_000);
    expect(await list(["animals"])).to.have.length(1);
  });

  it("trains before it is CREATED", async () => {
    const { ProjectArn } = await scene.client.createProject({ ProjectName: "animals" });
    expect(await beginTraining(scene, "first", ProjectArn)).to.contain("animals/version/first");
  });
});
