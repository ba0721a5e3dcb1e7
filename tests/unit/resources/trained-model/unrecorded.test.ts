import { expect } from "chai";
import { RekognitionError } from "../../../../provider/base/errors.js";
import type { Listed } from "../../../../provider/lifecycle/unrecorded.js";
import { removeModel, unrecordedModels } from "../../../../provider/resources/trained-model/removal.js";
import { failureOf } from "../../../provider/harness/failure.js";
import { FakeModels, PROJECT, arnOf } from "./fake-models.js";

describe("models that no record leads to", () => {
  let fake: FakeModels;
  let context: FakeModels["context"];
  beforeEach(() => {
    fake = new FakeModels();
    ({ context } = fake);
  });
  const listed = (making: "training" | "copy" = "training"): Promise<Listed[]> =>
    unrecordedModels(making).list(context);
  const first = async (): Promise<Listed> => (await listed())[0] as Listed;

  it("are listed as what they are: trained ones, or copies", async () => {
    fake.there("trained", { Status: "STOPPED" });
    fake.there("copied", { Status: "STOPPED", SourceProjectVersionArn: "source" });
    expect((await listed()).map(({ name }) => name)).to.deep.equal(["animals/trained"]);
    expect((await listed("copy")).map(({ name }) => name)).to.deep.equal(["animals/copied"]);
    const { noun, making, order } = unrecordedModels("copy");
    expect([noun, making, order]).to.deep.equal(["model copy", "copy", 1]);
    expect(unrecordedModels("training").noun).to.equal("model");
  });

  const costs: {
    status: string;
    units?: [number, number?];
    is: string;
    usdPerHour: number | "unknown";
    remark: string;
  }[] = [
    { status: "RUNNING", units: [2], is: "running", usdPerHour: 8, remark: "2 inference units" },
    { status: "RUNNING", units: [2, 4], is: "running", usdPerHour: 8, remark: "2 to 4 inference units" },
    { status: "STARTING", is: "running", usdPerHour: 4, remark: "at least 1 inference unit" },
    { status: "STOPPED", units: [2], is: "idle", usdPerHour: 0, remark: "" },
    { status: "TRAINING_IN_PROGRESS", is: "making", usdPerHour: 1, remark: "" },
    { status: "COPYING_IN_PROGRESS", is: "making", usdPerHour: 0, remark: "" },
    { status: "SCALING", units: [2], is: "unknown", usdPerHour: "unknown", remark: "2 inference units" },
  ];
  for (const { status, units: [least, most] = [], is, usdPerHour, remark } of costs) {
    it(`are listed with what they cost: ${status}, ${remark}`, async () => {
      const units = { ...(least && { MinInferenceUnits: least }), ...(most && { MaxInferenceUnits: most }) };
      fake.there("x", { Status: status as "RUNNING", ...units });
      expect(await first()).to.deep.equal({
        ...{ arn: arnOf("x"), name: "animals/x", status, activity: is, usdPerHour, remark },
        model: { projectArn: PROJECT, versionName: "x" },
      });
    });
  }

  it("have a price that is unknown where none is known for the Region, and are free at rest everywhere", async () => {
    context = { ...context, region: "eu-west-1" };
    fake.there("x", { Status: "RUNNING" });
    expect((await first()).usdPerHour).to.equal("unknown");
    fake.there("x", { Status: "STOPPED" });
    expect((await first()).usdPerHour).to.equal(0);
  });

  it("are stopped where they run, though a start may only show later", async () => {
    const trained = unrecordedModels("training");
    fake.there("x", { Status: "RUNNING" });
    const thing = await first();
    await trained.stop?.(context, thing);
    expect([fake.operations, fake.models.get("x")?.Status]).to.deep.equal([["StopProjectVersion"], "STOPPED"]);
    const restedAt = fake.clock.now();
    await trained.stop?.(context, thing);
    expect(fake.operations).to.have.length(1);
    expect(fake.clock.now() - restedAt).to.be.at.least(65_000);
    fake.models.clear();
    await trained.stop?.(context, thing);
    expect(fake.operations).to.have.length(1);
  });

  it("are removed, a running one after its stop; a missing one is a success", async () => {
    const trained = unrecordedModels("training");
    fake.there("x", { Status: "RUNNING" });
    const thing = await first();
    await trained.remove(context, thing, { forceDestroy: false });
    expect(fake.operations).to.deep.equal(["StopProjectVersion", "DeleteProjectVersion"]);
    expect(context.warnings).to.deep.equal([]);
    await trained.remove(context, thing, { forceDestroy: false });
    expect(fake.operations).to.have.length(2);
  });

  it("are removed by name with their project, no matter who made them", async () => {
    fake.there("x", { Status: "STOPPED" });
    await removeModel(context, PROJECT, "x");
    expect([fake.operations, fake.models.size]).to.deep.equal([["DeleteProjectVersion"], 0]);
    await removeModel(context, PROJECT, "x");
    expect(fake.operations).to.have.length(1);
  });

  for (const [status, done, what] of [
    ["TRAINING_IN_PROGRESS", "trained", "training"],
    ["COPYING_IN_PROGRESS", "copied", "copy"],
  ] as const) {
    it(`are waited for while they are being ${done}, with a warning, and then removed`, async () => {
      fake.there("x", { Status: status });
      fake.later(600_000, "x", { Status: "TRAINING_COMPLETED" });
      await removeModel(context, PROJECT, "x");
      expect([fake.operations, fake.models.size]).to.deep.equal([["DeleteProjectVersion"], 0]);
      expect(context.warnings).to.deep.equal([
        `model "x" is being ${done}. AWS cannot cancel a ${what}: waiting until it ends.`,
      ]);
    });
  }

  it("are gone where their training leaves nothing", async () => {
    fake.there("x", { Status: "TRAINING_IN_PROGRESS" });
    fake.later(600_000, "x", undefined);
    await removeModel(context, PROJECT, "x");
    expect(fake.operations).to.deep.equal([]);
  });

  it("are removed as they were found first, without another look before", async () => {
    fake.there("x", { Status: "STOPPED" });
    let looks = 0;
    const { describe } = fake.context;
    const projectVersion: typeof describe.projectVersion = (...named) => {
      looks += fake.operations.length === 0 ? 1 : 0;
      return describe.projectVersion(...named);
    };
    context = { ...context, describe: { ...describe, projectVersion } };
    await removeModel(context, PROJECT, "x");
    expect(looks).to.equal(1);
  });

  it("say what they go on costing where they cannot be removed", async () => {
    fake.there("x", { Status: "RUNNING" });
    fake.does.StopProjectVersion = () => {
      throw new RekognitionError("AccessDenied", "no");
    };
    expect(await failureOf(removeModel(context, PROJECT, "x"))).to.match(
      /^no\. Model "x" is RUNNING with 1 inference unit/,
    );
  });

  it("are not deleted twice where somebody else's deletion goes on", async () => {
    fake.there("x", { Status: "DELETING" });
    fake.later(1_000, "x", undefined);
    await removeModel(context, PROJECT, "x");
    expect(fake.operations).to.deep.equal([]);
  });
});
