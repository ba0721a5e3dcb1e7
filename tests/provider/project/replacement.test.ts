import { expect } from "chai";
import { Rig } from "../harness/rig.js";

describe("replacing a project", () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.start();
  });
  afterEach(() => rig.close());

  const moderation = { feature: "CONTENT_MODERATION", autoUpdate: "ENABLED" };

  for (const continueOnError of [false, true]) {
    it(`leaves the old one where the new one cannot be made, continueOnError: ${String(continueOnError)}`, async () => {
      const project = rig.resource("project", "animals");
      await project.up({});
      const { state } = project;
      rig.emulator.addFault({ operation: "CreateProject", kind: "deny" });
      const failed = await project.up(moderation, { fails: true, continueOnError });
      expect(failed.error).to.contain("[AccessDenied]");
      expect(project.state).to.deep.equal(state);
      expect(rig.emulator.state().projects.map(({ arn, status }) => [arn, status])).to.deep.equal([
        [state?.id, "CREATED"],
      ]);
    });
  }

  it("makes the new one later where it could not right after the old one was deleted for its name", async () => {
    const project = rig.resource("project", "animals");
    await project.up({ projectName: "animals" });
    rig.emulator.addFault({ operation: "CreateProject", kind: "deny", times: 1 });
    const failed = await project.up({ projectName: "animals", ...moderation }, { fails: true });
    expect(failed.steps).to.deep.equal(["delete-replaced"]);
    expect(rig.emulator.state().projects).to.deep.equal([]);
    const next = await project.up({ projectName: "animals", ...moderation });
    expect(next.steps).to.deep.equal(["create-replacement"]);
    expect(rig.emulator.state().projects.map(({ arn }) => arn)).to.deep.equal([project.id]);
    expect((await project.up({ projectName: "animals", ...moderation })).calls).to.deep.equal([]);
  });

  it("keeps both, and says why, where the old one cannot be deleted; the next up tries again", async () => {
    const project = rig.resource("project", "animals");
    await project.up({});
    rig.emulator.addFault({ operation: "DeleteProject", kind: "deny", times: 1 });
    const failed = await project.up(moderation, { fails: true });
    expect(failed.steps).to.deep.equal(["create-replacement"]);
    expect(project.pendingDeletes).to.have.length(1);
    const next = await project.up(moderation);
    expect(next.steps).to.deep.equal(["same", "delete-replaced"]);
    expect(rig.emulator.state().projects.map(({ arn }) => arn)).to.deep.equal([project.id]);
  });

  it("is told from a name that somebody uses out of sight of these credentials", async () => {
    await rig.makeProject("animals");
    rig.rewrite = { DescribeProjects: () => ({ $metadata: {}, ProjectDescriptions: [] }) };
    const before = rig.emulator.nowMs();
    const failed = await rig.resource("project", "x").up({ projectName: "animals" }, { fails: true });
    expect(failed.error).to.contain("[NameTaken]").and.to.contain("shows no such object");
    expect(rig.emulator.nowMs() - before).to.be.within(65_000, 75_000);
  });
});
