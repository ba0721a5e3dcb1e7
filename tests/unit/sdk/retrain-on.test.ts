import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import * as sdk from "../../../sdk/index.js";
import { withRetrainOn } from "../../../sdk/retrain-on.js";

const ARN = "arn:aws:rekognition:us-east-1:111122223333:project/animals/1655158560634";
const OUTPUT = { s3Bucket: "bucket" };

/** The value of an output, or why there is none. */
const valueOf = <T>(output: pulumi.Output<T>): Promise<T> => (output as unknown as { promise(): Promise<T> }).promise();

/** Of a dataset whose contents have this hash. */
const contents = (datasetType: string, contentHash: string) => ({
  datasetType: pulumi.output(datasetType),
  contentHash: pulumi.output(contentHash),
});

describe("retrainOn", () => {
  const registered = new Map<string, unknown>();
  before(async () => {
    await pulumi.runtime.setMocks(
      {
        newResource({ name, inputs }) {
          const { triggers } = inputs as { triggers?: unknown };
          registered.set(name, triggers);
          return { id: ARN, state: { ...(inputs as object), contentHash: `hash of ${name}` } };
        },
        call: () => ({}),
      },
      "shop",
      "dev",
      false,
      "acme",
    );
  });

  const triggersOf = (args: Parameters<typeof withRetrainOn>[0]): Promise<unknown> =>
    valueOf((withRetrainOn(args) as { triggers: pulumi.Output<unknown> }).triggers);

  it("puts the hashes of datasets among the triggers, and itself nowhere", async () => {
    const training = new sdk.Dataset("training", { projectArn: ARN, datasetType: "TRAIN", entries: [] });
    const test = new sdk.Dataset("test", { projectArn: ARN, datasetType: "TEST", entries: [] });
    const args = { projectArn: ARN, outputConfig: OUTPUT, triggers: { code: "2" }, retrainOn: [training, test] };
    const model = new sdk.ProjectVersion("model", args);
    const triggers = { code: "2", train: "hash of training", test: "hash of test" };
    expect(await valueOf(model.triggers)).to.deep.equal(triggers);
    expect(registered.get("model")).to.deep.equal(triggers);
    expect(withRetrainOn(args)).to.not.have.property("retrainOn");
  });

  it("is the same in any order, and as triggers written by hand", async () => {
    const [one, other] = [contents("TRAIN", "1"), contents("TEST", "2")];
    const byHand = { train: "1", test: "2" };
    expect(await triggersOf({ retrainOn: [one, other] })).to.deep.equal(byHand);
    expect(await triggersOf({ retrainOn: [other, one] })).to.deep.equal(byHand);
  });

  it("leaves the triggers alone where it is not given", () => {
    const triggers = { code: "2" };
    expect(withRetrainOn({ triggers })).to.deep.equal({ triggers });
    expect(withRetrainOn({})).to.deep.equal({});
  });

  for (const [what, args] of Object.entries({
    "two datasets of a type": { retrainOn: [contents("TRAIN", "1"), contents("TRAIN", "2")] },
    "a dataset that triggers name, too": { triggers: { train: "1" }, retrainOn: [contents("TRAIN", "1")] },
  })) {
    it(`refuses ${what}`, async () => {
      const error = await triggersOf(args).catch((thrown: unknown) => (thrown as Error).message);
      expect(error).to.contain("triggers.train, and that is given twice");
      expect(error).to.match(/\[InvalidInput\]$/);
    });
  }
});
