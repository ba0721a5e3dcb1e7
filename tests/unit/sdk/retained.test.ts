import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import * as sdk from "../../../sdk/index.js";

const PROJECT = "arn:aws:rekognition:us-east-1:111122223333:project/animals/1655158560634";

describe("retainOnDelete of something that runs", () => {
  const heard: string[] = [];
  const { warn } = console;
  before(async () => {
    await pulumi.runtime.setMocks(
      { newResource: ({ inputs }) => ({ id: PROJECT, state: inputs as object }), call: () => ({}) },
      "shop",
      "dev",
    );
    // Without an engine Pulumi says on the console what it would tell the engine.
    console.warn = (text: string) => heard.push(text);
  });
  after(() => {
    console.warn = warn;
    pulumi.runtime.setAllConfig({});
  });
  beforeEach(() => {
    heard.length = 0;
    pulumi.runtime.setAllConfig({});
  });

  const outputConfig = { s3Bucket: "results" };
  async function model(more: object, options: pulumi.CustomResourceOptions): Promise<void> {
    const made = new sdk.ProjectVersion("model", { projectArn: PROJECT, outputConfig, ...more }, options);
    await settled(made);
  }
  async function settled(made: pulumi.CustomResource): Promise<void> {
    await new Promise((resolve) => made.id.apply(resolve));
    await new Promise(setImmediate);
  }

  it("is warned of for a model with units, and named the way to keep it for nothing", async () => {
    await model({ minInferenceUnits: pulumi.output(1) }, { retainOnDelete: true });
    expect(heard).to.have.length(1);
    expect(heard[0])
      .to.contain("retainOnDelete with minInferenceUnits")
      .and.to.contain("goes on running and costing")
      .and.to.contain('deletionPolicy: "stop"');
  });

  it("is warned of for a copy with units and for face search that runs", async () => {
    const copied = { sourceProjectArn: PROJECT, sourceProjectVersionArn: PROJECT, destinationProjectArn: PROJECT };
    const options = { retainOnDelete: true };
    await settled(new sdk.ProjectVersionCopy("copy", { ...copied, outputConfig, minInferenceUnits: 1 }, options));
    const args = { running: true } as unknown as sdk.StreamProcessorArgs;
    await settled(new sdk.StreamProcessor("door", args, options));
    expect(heard.join()).to.contain("the model goes on").and.to.contain("retainOnDelete with running");
  });

  it("is not warned of where nothing runs, where it is deleted, or where costNotes is off", async () => {
    await model({}, { retainOnDelete: true });
    await model({ minInferenceUnits: pulumi.output(undefined) }, { retainOnDelete: true });
    await model({ minInferenceUnits: 1 }, {});
    await model({ minInferenceUnits: 1 }, { retainOnDelete: false });
    await settled(sdk.ProjectVersion.get("other", PROJECT, { retainOnDelete: true }));
    pulumi.runtime.setConfig("rekognition:costNotes", "false");
    await model({ minInferenceUnits: 1 }, { retainOnDelete: true });
    expect(heard).to.deep.equal([]);
  });
});
