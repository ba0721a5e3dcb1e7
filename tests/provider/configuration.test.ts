import { expect } from "chai";
import { modelArgs } from "./harness/models.js";
import { REGION, Rig } from "./harness/rig.js";

describe("configuration", () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.start();
  });
  afterEach(() => rig.close());

  it("validation: error refuses what AWS would refuse today, at preview", async () => {
    const refused = await rig.resource("project", "p").up({ projectName: "my project" }, { fails: true });
    expect(refused.checkFailures.map(({ property }) => property)).to.deep.equal(["projectName"]);
    expect(refused.error).to.contain('"my project"');
    expect(refused.calls).to.deep.equal([]);
  });

  it("validation: warn only warns, for the day AWS allows more, and leaves the judgment to AWS", async () => {
    rig.config["rekognition:validation"] = "warn";
    const failed = await rig.resource("project", "p").up({ projectName: "my project" }, { fails: true });
    expect(failed.warnings.join()).to.contain('"my project"');
    expect(failed.checkFailures).to.deep.equal([]);
    expect(failed.error).to.match(/\[(InvalidInput|ServiceRefused)\]/);
    expect(failed.calls.at(-1)?.status).to.equal(400);
  });

  it("validation: warn still refuses what can never be right", async () => {
    rig.config["rekognition:validation"] = "warn";
    const project = rig.resource("project", "p");
    const refused = await project.up({ projectname: "x", forceDestroy: "yes" }, { fails: true });
    expect(refused.checkFailures).to.have.length(2);
  });

  it("a value that cannot be used is named, by the first command that needs it", async () => {
    rig.config["rekognition:maxAttempts"] = "often";
    const refused = await rig.resource("project", "p").up({}, { fails: true });
    expect(refused.error).to.contain("rekognition:maxAttempts").and.to.contain('"often"');
  });

  it("no region anywhere is said at preview, with the command that sets one", async () => {
    delete rig.config["rekognition:region"];
    const refused = await rig.resource("project", "p").up({}, { fails: true });
    expect(refused.checkFailures.map(({ property }) => property)).to.deep.equal(["region"]);
    expect(refused.error).to.contain("pulumi config set rekognition:region");
  });

  it("a region without Rekognition is refused at preview, and the others are named", async () => {
    const refused = await rig.resource("project", "p").up({ region: "eu-north-1" }, { fails: true });
    expect(refused.error).to.contain('"eu-north-1"').and.to.contain("eu-west-1");
    expect(refused.calls).to.deep.equal([]);
  });

  it("a region is recorded: another one configured later replaces, and a destroy finds the old place", async () => {
    const project = rig.resource("project", "p");
    await project.up({});
    expect(project.outputs.region).to.equal(REGION);
    rig.config["rekognition:region"] = "eu-west-1";
    const { plan } = await project.preview({});
    expect(plan.op === "replace" && plan.replaces).to.include("region");
    await project.refresh();
    expect(project.state).not.to.equal(undefined);
    await project.destroy();
    expect(rig.emulator.state().projects).to.deep.equal([]);
  });

  it("aws:region and AWS's own variables stand in", async () => {
    delete rig.config["rekognition:region"];
    rig.config["aws:region"] = "eu-west-1";
    const project = rig.resource("project", "p");
    await project.up({});
    expect(project.id).to.contain(":eu-west-1:");
  });

  it("ownerId: several stacks that are one owner to AWS are no strangers to each other, but take nothing unasked", async () => {
    rig.config["rekognition:ownerId"] = "team";
    const projectArn = await rig.makeProject();
    const model = rig.resource("projectVersion", "shapes");
    await model.up(modelArgs(projectArn));
    const { id } = model;
    model.state = undefined;
    rig.owner = "somebody/else/here";
    const refused = await model.up(modelArgs(projectArn), { fails: true });
    expect(refused.error).to.contain("[RecordedBefore]");
    await model.up(modelArgs(projectArn, { adopt: true }));
    expect(model.id).to.equal(id);
    expect(rig.trainings).to.equal(1);
  });
});
