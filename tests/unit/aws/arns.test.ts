import { expect } from "chai";
import fc from "fast-check";
import { modelInArn, nameInArn, parseArn, REKOGNITION_REGIONS, wholeArn } from "../../../provider/aws/arns.js";
import { hourlyPrice } from "../../../provider/aws/prices.js";

const name = fc.stringMatching(/^[a-zA-Z0-9_.-]{1,20}$/);
const account = fc.stringMatching(/^\d{12}$/);
const region = fc.constantFrom(...REKOGNITION_REGIONS);

describe("ARNs", () => {
  it("of models hold project and version", () => {
    fc.assert(
      fc.property(region, account, name, name, (where, who, projectName, versionName) => {
        const arn = `arn:aws:rekognition:${where}:${who}:project/${projectName}/version/${versionName}/1655158560634`;
        expect(modelInArn(arn)).to.deep.equal({ projectName, versionName });
        expect(parseArn(arn)).to.include({ region: where, account: who });
      }),
    );
  });

  it("hold the name of what they are of, and of nothing else", () => {
    const kinds = fc.constantFrom("project", "collection", "streamprocessor");
    fc.assert(
      fc.property(kinds, kinds, name, (kind, asked, id) => {
        const arn = `arn:aws-us-gov:rekognition:us-gov-west-1:111122223333:${kind}/${id}`;
        expect(nameInArn(arn, asked)).to.equal(kind === asked ? id : undefined);
      }),
    );
  });

  const strange = ["", "x", "arn:aws:s3:::bucket", "arn:aws:rekognition", "arn:aws:rekognition:us-east-1"];
  for (const arn of strange) {
    it(`are none of ours: "${arn}"`, () => {
      expect([parseArn(arn), modelInArn(arn), nameInArn(arn, "project")]).to.deep.equal([
        undefined,
        undefined,
        undefined,
      ]);
    });
  }

  it("are completed where AWS leaves out their first part", () => {
    expect(wholeArn("aws:rekognition:us-east-1:111122223333:collection/x")).to.match(/^arn:aws:/);
    expect(wholeArn("arn:aws:x")).to.equal("arn:aws:x");
  });
});

describe("prices", () => {
  it("are said with their source's place and date", () => {
    expect(hourlyPrice("us-east-1", 2)).to.match(/^about \$8\.00 an hour \(list price us-east-1, \d{4}-\d\d\)$/);
  });

  it("are a range where AWS scales in between", () => {
    expect(hourlyPrice("us-east-1", 1, 5)).to.contain("about $4.00 to $20.00 an hour");
    expect(hourlyPrice("us-east-1", 2, 2)).to.contain("about $8.00 an hour");
  });

  it("are unknown, not guessed, for other regions", () => {
    expect(hourlyPrice("eu-west-1", 1)).to.contain("unknown here for eu-west-1 ($4.00 a unit in us-east-1, 2026-11)");
  });

  it("are unknown while the region is", () => {
    expect(hourlyPrice(undefined, 1)).to.contain("unknown until the region is known");
  });
});
