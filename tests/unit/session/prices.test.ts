import { expect } from "chai";
import { readConfig } from "../../../provider/session/config.js";
import { pricedUnits, trainingNote } from "../../../provider/resources/trained-model/costs.js";

function pricesOf(text: string) {
  return readConfig({ get: (key) => (key === "rekognition:prices" ? text : undefined) }, {}).prices;
}

describe("rekognition:prices", () => {
  it("are prices by region, which go before those known here", () => {
    const prices = pricesOf(
      '{"eu-west-1":{"usdPerInferenceUnitHour":4.8,"usdPerTrainingHour":1.2,"asOf":"2026-10"},"us-east-1":{"usdPerInferenceUnitHour":3}}',
    );
    expect(pricedUnits({ minInferenceUnits: 2, region: "eu-west-1" }, prices)).to.equal(
      "2 inference units: about $9.60 an hour (rekognition:prices, eu-west-1, 2026-10)",
    );
    expect(trainingNote({ region: "eu-west-1" }, prices)).to.contain(
      "at about $1.20 an hour (rekognition:prices, eu-west-1, 2026-10)",
    );
    expect(pricedUnits({ minInferenceUnits: 1, region: "us-east-1" }, prices)).to.contain(
      "about $3.00 an hour (rekognition:prices, us-east-1)",
    );
    // What they leave out, and other regions, stay as they are.
    expect(trainingNote({ region: "us-east-1" }, prices)).to.contain("(list price us-east-1,");
    expect(pricedUnits({ minInferenceUnits: 1, region: "eu-west-2" }, prices)).to.contain("unknown here for eu-west-2");
  });

  const refused = {
    '{"eu-west-1":{"usdPerUnit":4}}': 'eu-west-1 has "usdPerUnit", which is not understood',
    '{"eu-west-1":{"usdPerTrainingHour":"much"}}': "eu-west-1.usdPerTrainingHour must be a number of US dollars",
    '{"eu-west-1":{"usdPerTrainingHour":-1}}': "eu-west-1.usdPerTrainingHour must be more than 0 US dollars",
    '{"eu-west-1":{"asOf":"yesterday"}}': "eu-west-1.asOf must be a month or a day",
    '{"Ireland":{"usdPerTrainingHour":1}}': 'has "Ireland", which is no name of a region',
    "4.8": "must be prices by region as JSON",
    "[]": "must be prices by region as JSON",
  };
  for (const [text, reason] of Object.entries(refused)) {
    it(`are refused by name: ${text}`, () => {
      expect(() => pricesOf(text))
        .to.throw(reason)
        .and.to.match(/rekognition:prices.*\[InvalidConfiguration\]$/);
    });
  }
});
