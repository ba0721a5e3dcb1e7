import { expect } from "chai";
import { failureOf } from "../harness/failure.js";
import { ACCOUNT, Rig } from "../harness/rig.js";
import { resultOf } from "../functions/calling.js";

/** Regions that would lead a signed request to a host of somebody else. */
const REGIONS = ["evil.example", "us-east-1.evil.example", "x@evil.example", "evil.example/", "evil.example#", "../x"];

describe("a region that is another host", () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.start();
    // AWS's own endpoints: an attempt to reach one fails the test.
    const { "rekognition:endpoint": _endpoint, ...config } = rig.config;
    rig.config = { ...config, "rekognition:validation": "warn" };
  });
  afterEach(() => rig.close());

  for (const region of REGIONS) {
    it(`is never asked: ${region}`, async () => {
      const made = await rig.resource("project", "animals").up({ region }, { fails: true });
      expect(made.error)
        .to.match(/\[(InvalidConfiguration|ServiceRefused)\]/)
        .and.to.contain("egion");
      const arn = `arn:aws:rekognition:${region}:${ACCOUNT}:project/animals/1700000000000`;
      const provider = rig.startProcess().provider("project");
      expect(await failureOf(provider.read(arn, { __provider: "x" }))).to.contain("egion");
      const found = await failureOf(resultOf(rig, "getProjectVersions", { projectArn: arn }));
      expect(found).to.contain("egion");
    });
  }
});

describe("ARNs of other places", () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.start();
  });
  afterEach(() => rig.close());

  const ARNS = [
    { reason: "another Region", arn: `arn:aws:rekognition:eu-west-1:${ACCOUNT}:project/animals/1700000000000` },
    { reason: "another partition", arn: `arn:aws-cn:rekognition:us-east-1:${ACCOUNT}:project/animals/1700000000000` },
    { reason: "another account", arn: "arn:aws:rekognition:us-east-1:999988887777:project/animals/1700000000000" },
  ];
  for (const { reason, arn } of ARNS) {
    it(`are refused by AWS, and nothing is made: ${reason}`, async () => {
      const args = {
        projectArn: arn,
        outputConfig: { s3Bucket: "training-bucket" },
        trainingData: { assets: [{ groundTruthManifest: { s3Object: { bucket: "training-bucket", name: "m" } } }] },
        testingData: { autoCreate: true },
      };
      const { error, calls } = await rig.resource("projectVersion", "model").up(args, { fails: true });
      expect(error).to.match(/\[\w+\]$/);
      expect(calls.filter(({ effect }) => effect)).to.deep.equal([]);
    });
  }
});
