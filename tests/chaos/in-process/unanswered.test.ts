import { expect } from "chai";
import { modelArgs } from "../../provider/harness/models.js";
import { Rig } from "../../provider/harness/rig.js";

/** Half a minute of real time: so long the provider waits for an answer before it asks again. */
describe("calls that are never answered", function () {
  this.timeout(120_000);
  let rig: Rig;
  before(async () => {
    rig = await Rig.start();
  });
  after(() => rig.close());

  it("are given up and made again", async () => {
    const projectArn = await rig.makeProject();
    for (const operation of ["CreateCollection", "DescribeProjects", "DescribeProjectVersions"]) {
      rig.emulator.addFault({ operation, kind: "hang", times: 1 });
    }
    const model = rig.resource("projectVersion", "model");
    const runs = [
      rig.resource("collection", "visitors").up({}),
      rig.resource("project", "other").up({}),
      model.up(modelArgs(projectArn, { minInferenceUnits: 1 })),
    ];
    for (const { steps } of await Promise.all(runs)) expect(steps).to.deep.equal(["create"]);
    expect((await rig.client.listCollections({})).CollectionIds).to.have.length(1);
    expect((await rig.client.describeProjects({})).ProjectDescriptions).to.have.length(2);
    expect([rig.trainings, rig.model(model.id).status]).to.deep.equal([1, "RUNNING"]);
  });
});
