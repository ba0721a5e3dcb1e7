import { expect } from "chai";
import { expectWholeMessage } from "../../whole-message.js";
import { Rig } from "../harness/rig.js";

const OWNER_TAG = "pulumi-rekognition:owner";
const CLAIM_TAG = "pulumi-rekognition:claim";

describe("whose a project is", () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.start();
  });
  afterEach(() => rig.close());

  const tagsOf = async (arn: string): Promise<Record<string, string>> =>
    (await rig.client.listTagsForResource({ ResourceArn: arn })).Tags ?? {};

  it("is marked with owner and claim from its creation", async () => {
    const project = rig.resource("project", "animals");
    await project.up({});
    const tags = await tagsOf(project.id);
    expect(tags[OWNER_TAG]).to.equal("acme/shop/dev");
    expect(tags[CLAIM_TAG]).to.match(/^[0-9a-f]{12}\.[0-9a-f]{12}\.[0-9a-f]{16}\.recorded$/);
  });

  it("is the configured ownerId's where one is configured", async () => {
    rig.config["rekognition:ownerId"] = "team-vision";
    const project = rig.resource("project", "animals");
    await project.up({});
    expect((await tagsOf(project.id))[OWNER_TAG]).to.equal("team-vision");
  });

  it("is taken up again where an interrupted create of the same resource left it", async () => {
    const project = rig.resource("project", "animals");
    await project.up({}, { kill: { call: 2, when: "after" } });
    const [left] = rig.emulator.state().projects;
    const again = await project.up({});
    expect(again.steps).to.deep.equal(["create"]);
    expect(project.id).to.equal(left?.arn);
    expect(again.warnings.join()).to.contain("taken up again");
    expect(rig.emulator.state().projects).to.have.length(1);
  });

  it("refuses a project that somebody made by hand, and names the way out", async () => {
    const arn = await rig.makeProject("animals");
    const refused = await rig.resource("project", "animals").up({ projectName: "animals" }, { fails: true });
    expect(refused.error).to.contain("[NameTaken]").and.to.contain(arn).and.to.contain("adopt: true");
    expect(await tagsOf(arn)).to.deep.equal({});
  });

  it("adopts a project that somebody made by hand when asked to", async () => {
    const arn = await rig.makeProject("animals");
    const project = rig.resource("project", "animals");
    await project.up({ projectName: "animals", adopt: true, tags: { team: "vision" } });
    expect(project.id).to.equal(arn);
    expect(await tagsOf(arn)).to.include({ [OWNER_TAG]: "acme/shop/dev", team: "vision" });
    expect((await project.up({ projectName: "animals", adopt: true, tags: { team: "vision" } })).calls).to.deep.equal(
      [],
    );
  });

  it("does not adopt a project whose feature is another", async () => {
    await rig.client.createProject({
      ProjectName: "animals",
      Feature: "CONTENT_MODERATION",
      AutoUpdate: "DISABLED",
    });
    const refused = await rig.resource("project", "p").up({ projectName: "animals", adopt: true }, { fails: true });
    expect(refused.error).to.contain("[NotAdoptable]").and.to.contain("feature is CONTENT_MODERATION");
  });

  it("does not adopt a project that is being deleted", async () => {
    const ProjectArn = await rig.makeProject("animals");
    await rig.client.deleteProject({ ProjectArn });
    const refused = await rig.resource("project", "p").up({ projectName: "animals", adopt: true }, { fails: true });
    expect(refused.error).to.contain("DELETING");
  });

  it("waits for its own name while the project before it is being deleted", async () => {
    const ProjectArn = await rig.makeProject("animals");
    await rig.client.deleteProject({ ProjectArn });
    const project = rig.resource("project", "p");
    await project.up({ projectName: "animals" });
    expect(project.id).not.to.equal(ProjectArn);
  });

  for (const adopt of [false, true]) {
    it(`never takes a project of another owner, adopt: ${adopt}`, async () => {
      const theirs = rig.resource("project", "animals");
      await theirs.up({ projectName: "animals" });
      rig.owner = "acme/other/dev";
      const refused = await rig.resource("project", "animals").up({ projectName: "animals", adopt }, { fails: true });
      expect(refused.error).to.contain("[OwnedByAnother]").and.to.contain("acme/shop/dev");
      expect((await tagsOf(theirs.id))[OWNER_TAG]).to.equal("acme/shop/dev");
    });
  }

  it("is left alone by a forced replacement, which fails; adopted, the delete of the old one leaves it", async () => {
    const project = rig.resource("project", "animals");
    await project.up({});
    const { id } = project;
    expectWholeMessage((await project.up({}, { replace: true, fails: true })).error, "RecordedBefore");
    expect((await project.up({})).calls).to.deep.equal([]);
    const replaced = await project.up({ adopt: true }, { replace: true });
    expect(replaced.steps).to.deep.equal(["create-replacement", "delete-replaced"]);
    expect(project.id).to.equal(id);
    expect(replaced.warnings.join()).to.contain("left alone");
    expect(rig.emulator.state().projects.map(({ arn, status }) => [arn, status])).to.deep.equal([[id, "CREATED"]]);
    expect((await project.up({})).steps).to.deep.equal(["same"]);
  });

  it("is left by a forced replacement in a later process, too", async () => {
    const project = rig.resource("project", "animals");
    await project.up({});
    const { id } = project;
    // The delete of the predecessor comes in another process: as after a crash between the two.
    const predecessor = project.state;
    project.state = undefined;
    await project.up({ adopt: true });
    if (predecessor !== undefined) project.pendingDeletes.push(predecessor);
    rig.emulator.advance(300_000);
    await project.up({});
    expect(project.pendingDeletes).to.deep.equal([]);
    expect(rig.emulator.state().projects.map(({ arn }) => arn)).to.deep.equal([id]);
  });

  it("is left alone by destroy, with a warning, once somebody else has claimed it", async () => {
    const project = rig.resource("project", "animals");
    await project.up({});
    const { id } = project;
    rig.emulator.advance(300_000);
    await rig.client.tagResource({
      ResourceArn: id,
      Tags: { [OWNER_TAG]: "acme/other/dev", [CLAIM_TAG]: "aaaaaaaaaaaa.bbbbbbbbbbbb.cccccccccccccccc" },
    });
    const destroyed = await project.destroy();
    expect(destroyed.steps).to.deep.equal(["delete"]);
    expect(destroyed.warnings.join()).to.contain('left alone: it has been claimed by owner "acme/other/dev".');
    expect(rig.emulator.state().projects.map(({ arn }) => arn)).to.deep.equal([id]);
  });

  it("is left alone by the destroy of another stack of the same name, which is told of ownerId", async () => {
    const project = rig.resource("project", "animals");
    await project.up({});
    const { id, state: elsewhere } = project;
    project.state = undefined;
    await project.up({ adopt: true });
    project.state = elsewhere;
    const destroyed = await project.destroy();
    expect(destroyed.warnings.join()).to.contain("left alone").and.to.contain("rekognition:ownerId");
    expect(rig.emulator.state().projects.map(({ arn }) => arn)).to.deep.equal([id]);
  });

  it("is not updated once somebody else has claimed it", async () => {
    const project = rig.resource("project", "animals");
    await project.up({});
    rig.emulator.advance(300_000);
    await rig.client.tagResource({
      ResourceArn: project.id,
      Tags: { [OWNER_TAG]: "acme/other/dev", [CLAIM_TAG]: "aaaaaaaaaaaa.bbbbbbbbbbbb.cccccccccccccccc" },
    });
    const refused = await project.up({ tags: { team: "vision" } }, { fails: true });
    expect(refused.error).to.contain("[OwnedByAnother]").and.to.contain("acme/other/dev");
    expect(await tagsOf(project.id)).not.to.have.property("team");
  });

  it("is claimed again, with a warning, where another create of the same resource had claimed it", async () => {
    const project = rig.resource("project", "animals");
    await project.up({});
    const earlier = project.state;
    project.state = undefined;
    await project.up({ adopt: true });
    project.state = earlier;
    const changed = await project.up({ tags: { team: "vision" } });
    expect(changed.warnings.join()).to.contain("claimed again").and.to.contain("rekognition:ownerId");
    expect((await project.destroy()).warnings).to.deep.equal([]);
    expect(rig.emulator.state().projects).to.deep.equal([]);
  });

  it("survives stripped tags: the moment of its creation tells that it is the recorded one", async () => {
    const project = rig.resource("project", "animals");
    await project.up({});
    rig.emulator.advance(300_000);
    await rig.client.untagResource({ ResourceArn: project.id, TagKeys: [OWNER_TAG, CLAIM_TAG] });
    await project.up({ tags: { team: "vision" } });
    expect(await tagsOf(project.id)).to.include.keys(OWNER_TAG, CLAIM_TAG, "team");
    await rig.client.untagResource({ ResourceArn: project.id, TagKeys: [OWNER_TAG, CLAIM_TAG] });
    await project.destroy();
    expect(rig.emulator.state().projects).to.deep.equal([]);
  });

  const moves = [
    {
      what: "owner (another stack name)",
      move: (): void => {
        rig.owner = "acme/shop/production";
      },
    },
    {
      what: "URN (an alias, another parent)",
      move: (_urn: string): string => "urn:pulumi:dev::shop::parent$pulumi-nodejs:dynamic/rekognition:Project::animals",
    },
  ];
  for (const { what, move } of moves) {
    it(`only changes its mark for another ${what}`, async () => {
      const project = rig.resource("project", "animals");
      await project.up({ tags: { team: "vision" } });
      const { id } = project;
      project.urn = move(project.urn) ?? project.urn;
      const before = (await tagsOf(id))[CLAIM_TAG];
      const moved = await project.up({ tags: { team: "vision" } });
      expect(moved.steps).to.deep.equal(["update"]);
      expect(project.id).to.equal(id);
      const changes = moved.calls.filter(({ effect }) => effect);
      expect(changes.map(({ operation }) => operation)).to.deep.equal(["TagResource"]);
      const after = await tagsOf(id);
      expect(after[OWNER_TAG]).to.equal(rig.owner);
      expect([after[CLAIM_TAG] !== before, what.startsWith("owner")]).to.include(true);
      expect((await project.up({ tags: { team: "vision" } })).calls).to.deep.equal([]);
    });
  }
});
