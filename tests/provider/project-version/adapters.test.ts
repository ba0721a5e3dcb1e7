import { expect } from "chai";
import { modelArgs } from "../harness/models.js";
import { Rig } from "../harness/rig.js";

describe("training an adapter", () => {
  let rig: Rig;
  let projectArn: string;
  beforeEach(async () => {
    rig = await Rig.start();
    const made = await rig.client.createProject({
      ProjectName: "adapters",
      Feature: "CONTENT_MODERATION",
      AutoUpdate: "DISABLED",
    });
    projectArn = made.ProjectArn ?? "";
    rig.emulator.advance(10_000);
  });
  afterEach(() => rig.close());

  it("needs no testing data", async () => {
    const adapter = rig.resource("projectVersion", "adapter");
    const args = modelArgs(projectArn, { testingData: undefined, featureConfig: { contentModeration: {} } });
    await adapter.up(args);
    expect(rig.model(adapter.id).status).to.equal("TRAINING_COMPLETED");
    const [request] = rig.emulator.calls().filter(({ operation }) => operation === "CreateProjectVersion");
    expect(request?.request).to.not.have.property("TestingData");
    expect(adapter.outputs).not.to.have.property("consoleUrl");
    await adapter.refresh();
    expect(adapter.outputs).not.to.have.property("consoleUrl");
    expect((await adapter.up(args)).steps).to.deep.equal(["same"]);
  });

  it("needs testing data where nothing says that it is an adapter", async () => {
    const adapter = rig.resource("projectVersion", "adapter");
    const refused = await adapter.up(modelArgs(projectArn, { testingData: undefined }), { fails: true });
    expect(refused.checkFailures.map(({ reason }) => reason).join()).to.contain("featureConfig.contentModeration");
    expect(rig.trainings).to.equal(0);
  });
});
