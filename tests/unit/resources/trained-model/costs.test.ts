import { expect } from "chai";
import { UNKNOWN } from "../../../../provider/schema/unknown.js";
import {
  copyNote,
  costAsSeen,
  pricedUnits,
  recordedCost,
  trainingNote,
  unitsText,
} from "../../../../provider/resources/trained-model/costs.js";

const ARN = "arn:aws:rekognition:us-east-1:111122223333:project/animals/version/first/1700000000001";
const region = "us-east-1";
const unknown = UNKNOWN as unknown as number;

describe("inference units, in words", () => {
  it("are a number or a range", () => {
    expect([unitsText(1), unitsText(2), unitsText(1, 1), unitsText(2, 4), unitsText(3, 2)]).to.deep.equal([
      "1 inference unit",
      "2 inference units",
      "1 inference unit",
      "2 to 4 inference units",
      "3 inference units",
    ]);
  });

  it("have their price", () => {
    expect(pricedUnits({ minInferenceUnits: 2, region })).to.equal(
      "2 inference units: about $8.00 an hour (list price us-east-1, 2026-11)",
    );
    expect(pricedUnits({ minInferenceUnits: 1, maxInferenceUnits: 3, region })).to.equal(
      "1 to 3 inference units: about $4.00 to $12.00 an hour (list price us-east-1, 2026-11)",
    );
    const same = pricedUnits({ minInferenceUnits: 2, region });
    expect(pricedUnits({ minInferenceUnits: 2, maxInferenceUnits: 2, region })).to.equal(same);
    expect(pricedUnits({ minInferenceUnits: 2, maxInferenceUnits: unknown, region })).to.equal(same);
  });

  it("have the price of each where their number is not known yet", () => {
    expect(pricedUnits({ minInferenceUnits: unknown, region })).to.equal(
      "a number of inference units that is not known yet, each at about $4.00 an hour (list price us-east-1, 2026-11)",
    );
  });

  it("have no price where the region is not known yet, or none is known for it", () => {
    expect(pricedUnits({ minInferenceUnits: 1, region: UNKNOWN })).to.contain("unknown until the region is known");
    expect(pricedUnits({ minInferenceUnits: 1, region: "eu-west-1" })).to.contain("unknown here for eu-west-1");
  });
});

describe("what a new model costs", () => {
  it("is its training, and its units from then on where it is to run", () => {
    expect(trainingNote({ region })).to.equal(
      "A model is trained: 30 minutes to 24 hours, at about $1.00 an hour (list price us-east-1, 2026-11). A running training cannot be cancelled.",
    );
    expect(trainingNote({ region, minInferenceUnits: 1 })).to.match(
      /cancelled\. Once trained, the model runs with 1 inference unit: about \$4\.00 .* for as long as minInferenceUnits is set\.$/,
    );
    expect(trainingNote({ region, minInferenceUnits: unknown })).to.contain("is not known yet");
    expect(trainingNote({ region, minInferenceUnits: 0 })).not.to.contain("Once");
  });

  it("is nothing for a copy, but its units where it is to run", () => {
    expect(copyNote({ region })).to.match(/which is not billed\. A running copy cannot be cancelled\.$/);
    expect(copyNote({ region, minInferenceUnits: 1 })).to.contain("Once copied, the model runs with 1 inference unit");
  });
});

describe("what a model goes on costing", () => {
  const stop = `By hand: \`aws rekognition stop-project-version --region us-east-1 --project-version-arn ${ARN}\`.`;

  it("is told by what AWS shows, with the way to stop it", () => {
    const value = { ProjectVersionArn: ARN, MinInferenceUnits: 2, MaxInferenceUnits: 3 };
    expect(costAsSeen({ ...value, Status: "RUNNING" })).to.equal(
      `Model "first" is RUNNING with 2 to 3 inference units: about $8.00 to $12.00 an hour (list price us-east-1, 2026-11), until it is stopped. ${stop}`,
    );
    expect(costAsSeen({ ...value, Status: "STARTING" }, {}, false)).to.match(
      /^Model "first" may be STARTING with 2 to 3/,
    );
    expect(costAsSeen({ ...value, Status: "STOPPED" })).to.equal(undefined);
  });

  it("follows the configured prices, by what AWS shows and by the record", () => {
    const prices = { "us-east-1": { usdPerInferenceUnitHour: 3.2, usdPerTrainingHour: 0.5, asOf: "2026-12" } };
    const told = "2 inference units: about $6.40 an hour (rekognition:prices, us-east-1, 2026-12)";
    expect(costAsSeen({ ProjectVersionArn: ARN, MinInferenceUnits: 2, Status: "RUNNING" }, prices)).to.contain(told);
    const meta = { v: 2, claim: "", claimedAt: 0, createdAt: 0 };
    const recorded = { meta, inputs: { minInferenceUnits: 2 }, outputs: { status: "RUNNING" } };
    expect(recordedCost(ARN, recorded, prices)).to.contain(told);
  });

  it("is that of one unit at least", () => {
    expect(costAsSeen({ ProjectVersionArn: ARN, Status: "RUNNING" })).to.contain("with 1 inference unit: about $4.00");
  });

  it("is named by its ARN where that is none of a model", () => {
    expect(costAsSeen({ ProjectVersionArn: "odd", Status: "RUNNING" })).to.match(/^Model "odd" is RUNNING/);
  });

  it("is told by the record", () => {
    const recorded = { meta: { v: 2, claim: "", claimedAt: 0, createdAt: 0 }, inputs: { minInferenceUnits: 2 } };
    expect(recordedCost(ARN, { ...recorded, outputs: { status: "RUNNING" } })).to.contain(
      "is RUNNING with 2 inference",
    );
    expect(recordedCost(ARN, { ...recorded, outputs: { status: "STOPPED" } })).to.equal(undefined);
    expect(recordedCost(ARN, { ...recorded, outputs: {} })).to.equal(undefined);
  });
});
