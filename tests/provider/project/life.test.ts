import { expect } from "chai";
import { failureOf } from "../harness/failure.js";
import { REGION, Rig } from "../harness/rig.js";

describe("a project's life", () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.start();
  });
  afterEach(() => rig.close());

  it("is created, with a derived name and its facts, and is ready when create returns", async () => {
    const project = rig.resource("project", "animals");
    const made = await project.up({});
    expect(made.steps).to.deep.equal(["create"]);
    const { ProjectDescriptions = [] } = await rig.client.describeProjects({});
    expect(ProjectDescriptions.map(({ ProjectArn, Status }) => [ProjectArn, Status])).to.deep.equal([
      [project.id, "CREATED"],
    ]);
    expect(project.id).to.match(/:project\/animals-[0-9a-f]{8}\/\d+$/);
    expect(project.outputs).to.include({
      status: "CREATED",
      region: REGION,
      consoleUrl: `https://${REGION}.console.aws.amazon.com/rekognition/custom-labels#/projects/${ProjectDescriptions[0]?.ProjectArn?.split("/")[1] ?? ""}`,
    });
    expect(project.outputs.creationTimestamp).to.equal(ProjectDescriptions[0]?.CreationTimestamp?.toISOString());
  });

  it("is left alone by a second up and by a preview: not one call", async () => {
    const project = rig.resource("project", "animals");
    await project.up({ tags: { team: "vision" }, forceDestroy: true });
    const again = await project.up({ tags: { team: "vision" }, forceDestroy: true });
    expect(again.steps).to.deep.equal(["same"]);
    expect(again.calls).to.deep.equal([]);
    const { plan } = await project.preview({ tags: { team: "vision" }, forceDestroy: true });
    expect(plan.op).to.equal("same");
  });

  it("takes changed tags in place, and nothing else is shown as changed", async () => {
    const project = rig.resource("project", "animals");
    await project.up({ tags: { team: "vision", stage: "test" } });
    const { id } = project;
    const changed = await project.up({ tags: { team: "hearing", room: "12" } });
    expect(changed.steps).to.deep.equal(["update"]);
    expect(changed.diffs).to.deep.equal(["tags"]);
    expect(project.id).to.equal(id);
    const { Tags = {} } = await rig.client.listTagsForResource({ ResourceArn: id });
    expect(Tags).to.include({ team: "hearing", room: "12", "pulumi-rekognition:owner": "acme/shop/dev" });
    expect(Tags).not.to.have.property("stage");
  });

  const local = [{ field: "forceDestroy", value: true, reason: "delete sees recorded values only" }];
  for (const { field, value, reason } of local) {
    it(`records a changed ${field} without a call: ${reason}`, async () => {
      const project = rig.resource("project", "animals");
      await project.up({});
      const changed = await project.up({ [field]: value });
      expect(changed.steps).to.deep.equal(["update"]);
      expect(changed.diffs).to.deep.equal([field]);
      expect(changed.calls).to.deep.equal([]);
      expect(project.outputs[field]).to.equal(value);
    });
  }

  it("records changed timeouts, and nothing else, without a call", async () => {
    const project = rig.resource("project", "animals");
    await project.up({});
    const changed = await project.up({}, { timeouts: { delete: "7m" } });
    expect(changed.steps).to.deep.equal(["update"]);
    expect(changed.calls).to.deep.equal([]);
    expect(project.outputs.__host).to.deep.include({ timeouts: { delete: "7m" } });
  });

  const replacing = [
    { field: "projectName", from: { projectName: "one" }, to: { projectName: "two" } },
    { field: "feature", from: {}, to: { feature: "CONTENT_MODERATION", autoUpdate: "DISABLED" } },
    {
      field: "autoUpdate",
      from: { feature: "CONTENT_MODERATION", autoUpdate: "DISABLED" },
      to: { feature: "CONTENT_MODERATION", autoUpdate: "ENABLED" },
    },
    { field: "region", from: { region: "us-east-1" }, to: { region: "eu-west-1" } },
  ];
  for (const { field, from, to } of replacing) {
    it(`is replaced for another ${field}, the new one before the old one goes`, async () => {
      const project = rig.resource("project", "animals");
      await project.up(from);
      const old = project.id;
      const changed = await project.up(to);
      expect(changed.steps).to.deep.equal(["create-replacement", "delete-replaced"]);
      expect(changed.diffs).to.include(field);
      expect(project.id).not.to.equal(old);
      expect(rig.emulator.state().projects.map(({ arn }) => arn)).to.deep.equal([project.id]);
    });
  }

  it("is deleted first where the explicit name stays, since a name is there only once", async () => {
    const project = rig.resource("project", "animals");
    await project.up({ projectName: "animals" });
    const changed = await project.up({
      projectName: "animals",
      feature: "CONTENT_MODERATION",
      autoUpdate: "ENABLED",
    });
    expect(changed.steps).to.deep.equal(["delete-replaced", "create-replacement"]);
    expect(rig.emulator.state().projects.map(({ arn }) => arn)).to.deep.equal([project.id]);
  });

  it("is made in another Region before the old one goes, under the same explicit name: names are per Region", async () => {
    const project = rig.resource("project", "animals");
    await project.up({ projectName: "animals", region: "us-east-1" });
    const changed = await project.up({ projectName: "animals", region: "eu-west-1" });
    expect(changed.steps).to.deep.equal(["create-replacement", "delete-replaced"]);
    expect(rig.emulator.state().projects.map(({ arn }) => arn)).to.deep.equal([project.id]);
  });

  it("is found to have disappeared by a refresh, and made again by the next up", async () => {
    const project = rig.resource("project", "animals");
    await project.up({});
    const lost = project.id;
    rig.emulator.advance(300_000);
    await rig.client.deleteProject({ ProjectArn: lost });
    rig.emulator.advance(10_000);
    expect((await project.refresh()).steps).to.deep.equal(["delete"]);
    expect((await project.up({})).steps).to.deep.equal(["create"]);
    expect(project.id).not.to.equal(lost);
  });

  it("is taken for gone by a refresh while it is being deleted", async () => {
    const project = rig.resource("project", "animals");
    await project.up({});
    await rig.client.deleteProject({ ProjectArn: project.id });
    expect((await project.refresh()).steps).to.deep.equal(["delete"]);
  });

  it("does not take a project made later under the same name for the recorded one", async () => {
    const project = rig.resource("project", "animals");
    await project.up({ projectName: "animals" });
    rig.emulator.advance(300_000);
    await rig.client.deleteProject({ ProjectArn: project.id });
    rig.emulator.advance(10_000);
    const another = await rig.makeProject("animals");
    const destroyed = await project.destroy();
    expect(destroyed.warnings.join()).to.contain("left alone");
    expect(rig.emulator.state().projects.map(({ arn }) => arn)).to.deep.equal([another]);
  });

  it("says what to do when an update finds it deleted outside Pulumi", async () => {
    const project = rig.resource("project", "animals");
    await project.up({});
    rig.emulator.advance(300_000);
    await rig.client.deleteProject({ ProjectArn: project.id });
    rig.emulator.advance(10_000);
    const changed = await project.up({ tags: { team: "vision" } }, { fails: true });
    expect(changed.error).to.contain("[DeletedOutside]").and.to.contain("pulumi refresh");
    expect(project.state?.initErrors).to.deep.equal([]);
  });

  it("shows changed tags in a refresh, and the next up puts them right", async () => {
    const project = rig.resource("project", "animals");
    await project.up({ tags: { team: "vision" } });
    await rig.client.tagResource({ ResourceArn: project.id, Tags: { team: "nobody", extra: "1" } });
    const refreshed = await project.refresh();
    expect(refreshed.diffs).to.deep.equal(["tags"]);
    expect(project.state?.inputs.tags).to.deep.equal({ team: "nobody", extra: "1" });
    expect((await project.up({ tags: { team: "vision" } })).steps).to.deep.equal(["update"]);
    const { Tags = {} } = await rig.client.listTagsForResource({ ResourceArn: project.id });
    expect(Tags).to.include({ team: "vision" }).and.not.to.have.property("extra");
  });

  it("shows nothing in a refresh where nothing happened", async () => {
    const project = rig.resource("project", "animals");
    await project.up({ tags: { team: "vision" } });
    const refreshed = await project.refresh();
    expect(refreshed.steps).to.deep.equal(["refresh"]);
    expect(refreshed.diffs).to.deep.equal([]);
    expect((await project.up({ tags: { team: "vision" } })).steps).to.deep.equal(["same"]);
  });

  it("keeps its id where create fails after the creation, and the next up only goes on", async () => {
    const project = rig.resource("project", "animals");
    const failed = await project.up({}, { timeouts: { create: "1s" }, fails: true });
    expect(failed.error).to.contain("[WaitTimedOut]").and.to.contain("last status CREATING");
    const { id } = project;
    expect((await project.up({})).steps).to.deep.equal(["update"]);
    expect(project.id).to.equal(id);
    expect(project.outputs.status).to.equal("CREATED");
    expect((await project.up({})).calls).to.deep.equal([]);
  });

  it("goes on also after a refresh, which clears the engine's note of the failure", async () => {
    const project = rig.resource("project", "animals");
    await project.up({}, { timeouts: { create: "1s" }, fails: true });
    await project.refresh();
    expect(project.state?.initErrors).to.deep.equal([]);
    const timeouts = { create: "1s" };
    expect((await project.up({}, { timeouts })).steps).to.deep.equal(["update"]);
    expect((await project.up({}, { timeouts })).calls).to.deep.equal([]);
  });

  it("is destroyed, and gone when destroy returns", async () => {
    const project = rig.resource("project", "animals");
    await project.up({});
    expect((await project.destroy()).steps).to.deep.equal(["delete"]);
    expect((await rig.client.describeProjects({})).ProjectDescriptions).to.deep.equal([]);
  });

  it("can be destroyed twice", async () => {
    const project = rig.resource("project", "animals");
    await project.up({});
    const { state } = project;
    await project.destroy();
    rig.emulator.advance(300_000);
    project.state = state;
    expect((await project.destroy()).steps).to.deep.equal(["delete"]);
  });

  for (const duplicateDelete of ["ResourceInUseException", "ResourceNotFoundException"] as const) {
    it(`can be destroyed while somebody else's deletion goes on (${duplicateDelete})`, async () => {
      rig.emulator.setSwitches({ duplicateDelete });
      const project = rig.resource("project", "animals");
      await project.up({});
      await rig.client.deleteProject({ ProjectArn: project.id });
      expect((await project.destroy()).steps).to.deep.equal(["delete"]);
      expect(rig.emulator.state().projects).to.deep.equal([]);
    });
  }

  it("is read by a get without being managed, and a missing one says so", async () => {
    const arn = await rig.makeProject("elsewhere");
    const provider = rig.startProcess().provider("project");
    const read = await provider.read(arn, { __provider: "x" });
    expect(read.props).to.include({ status: "CREATED", projectName: "elsewhere", region: REGION });
    const failure = await failureOf(provider.read(arn.replace("elsewhere", "nowhere"), { __provider: "x" }));
    expect(failure).to.contain("[NotFound]");
  });
});
