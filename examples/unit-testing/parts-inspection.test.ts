import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { PartsInspection } from "./parts-inspection";

/** What the program asked for, by type: `rekognition:Project` and so on. */
let made: { type: string; inputs: Record<string, unknown> }[] = [];

/** In place of the engine and of AWS: every resource is made at once, every function answers what is set here. */
const mocks: pulumi.runtime.Mocks = {
  newResource({ type, name, inputs: given }) {
    const inputs = given as Record<string, unknown>;
    made.push({ type: type.replace("pulumi-nodejs:dynamic/", ""), inputs });
    // The id is the ARN; what AWS would answer is added to the inputs.
    return { id: `arn:aws:rekognition:us-east-1:123456789012:${name}`, state: { ...inputs, status: "STOPPED" } };
  },
  call({ token, inputs }) {
    if (token !== "rekognition:index:getCollection") throw new Error(`unexpected call of ${token}`);
    return { collectionId: (inputs as { collectionId: string }).collectionId, faceCount: 3 };
  },
};

describe("PartsInspection", () => {
  beforeEach(async () => {
    made = [];
    await pulumi.runtime.setMocks(mocks, "factory", "test");
  });

  function inspect(stage: "dev" | "production"): PartsInspection {
    return new PartsInspection("parts", { bucket: "parts-images", stage, staffCollectionId: "staff" });
  }

  async function modelInputs(inspection: PartsInspection): Promise<Record<string, unknown>> {
    await valueOf(inspection.modelArn);
    const model = made.find(({ type }) => type === "rekognition:ProjectVersion");
    assert.ok(model, "no model was asked for");
    return model.inputs;
  }

  it("runs nothing in development", async () => {
    const model = await modelInputs(inspect("dev"));
    assert.equal(model.minInferenceUnits, undefined);
    assert.equal(model.deletionPolicy, "delete");
  });

  it("runs a model in production only if it is good enough, and keeps the one before", async () => {
    const model = await modelInputs(inspect("production"));
    assert.equal(model.minInferenceUnits, 1);
    assert.equal(model.minF1Score, 0.9);
    assert.equal(model.deletionPolicy, "stop");
  });

  it("puts the model into its own project", async () => {
    const inspection = inspect("dev");
    assert.equal(
      (await modelInputs(inspection)).projectArn,
      "arn:aws:rekognition:us-east-1:123456789012:parts-project",
    );
    assert.equal(await valueOf(inspection.modelArn), "arn:aws:rekognition:us-east-1:123456789012:parts-model");
  });

  it("tags everything with its stage", async () => {
    await modelInputs(inspect("production"));
    const tagged = made.filter(({ type }) => type.startsWith("rekognition:"));
    assert.deepEqual(
      tagged.map(({ inputs }) => inputs.tags),
      tagged.map(() => ({ stage: "production" })),
    );
  });

  it("knows the staff when their collection has faces", async () => {
    assert.equal(await valueOf(inspect("dev").isStaffKnown), true);
  });
});

function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => {
    output.apply(resolve);
  });
}
