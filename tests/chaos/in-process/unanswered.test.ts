import { expect } from "chai";
import { modelArgs } from "../../provider/harness/models.js";
import { Rig } from "../../provider/harness/rig.js";

describe("calls that are never answered", () => {
  let rig: Rig;
  before(async () => {
    rig = await Rig.start();
  });
  after(() => rig.close());

  it("are given up and made again", async () => {
    const projectArn = await rig.makeProject();
    const unanswered = new Set(["CreateCollection", "DescribeProjects", "DescribeProjectVersions"]);
    rig.wire = async ({ operation }, send) => (unanswered.delete(operation) ? "silence" : send());
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
