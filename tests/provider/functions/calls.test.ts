import { expect } from "chai";
import { ACCOUNT, OTHER_ACCOUNT, Rig } from "../harness/rig.js";
import { call, resultOf } from "./calling.js";

const ELSEWHERE = `arn:aws:rekognition:eu-west-1:${ACCOUNT}:project/animals/1690556751958`;

describe("how functions call AWS", () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.start();
  });
  afterEach(() => rig.close());

  it("where the stack is configured", async () => {
    expect((await call(rig, "getCollections", {})).regions).to.deep.equal(["us-east-1"]);
  });

  it("where the AWS provider is configured, or the environment, where nothing else is", async () => {
    const config = { "rekognition:region": "", "aws:region": "eu-central-1" };
    expect((await call(rig, "getCollections", {}, { config })).regions).to.deep.equal(["eu-central-1"]);
  });

  it("where an ARN says its object is", async () => {
    expect((await call(rig, "getDatasets", { projectArn: ELSEWHERE })).regions).to.deep.equal(["eu-west-1"]);
  });

  it("where the caller says, before all", async () => {
    const options = { region: "ap-south-1" };
    expect((await call(rig, "getCollections", {}, options)).regions).to.deep.equal(["ap-south-1"]);
    expect((await call(rig, "getDatasets", { projectArn: ELSEWHERE }, options)).regions).to.deep.equal(["ap-south-1"]);
  });

  it("nowhere without a region, or in one without Rekognition", async () => {
    const nowhere = await call(rig, "getCollections", {}, { config: { "rekognition:region": "" } });
    expect(nowhere.error).to.match(/no AWS region is configured.*\[InvalidConfiguration\]/);
    const moon = await call(rig, "getCollections", {}, { region: "moon-1" });
    expect(moon.error).to.match(/"moon-1" has no Amazon Rekognition.*\[InvalidConfiguration\]/);
    expect([...nowhere.operations, ...moon.operations]).to.deep.equal([]);
  });

  it("as whom the environment says", async () => {
    await rig.makeProject();
    rig.credentials = { account: OTHER_ACCOUNT };
    expect((await resultOf(rig, "getProjects", {}))?.projectDescriptions).to.deep.equal([]);
  });

  it("only in an account that is allowed", async () => {
    const config = { "rekognition:allowedAccountIds": JSON.stringify([OTHER_ACCOUNT]) };
    const refused = await call(rig, "getProjects", {}, { config });
    expect(refused.error).to.contain("[AccountNotAllowed]");
    expect(refused.operations).to.deep.equal(["GetCallerIdentity"]);
  });

  for (const kind of ["throttle", "internalError", "reset"] as const) {
    it(`again after ${kind}`, async () => {
      rig.emulator.addFault({ operation: "ListCollections", kind, times: 2 });
      expect((await call(rig, "getCollections", {})).operations).to.have.length(3);
    });
  }

  it("again with new credentials where the old ones have expired", async () => {
    rig.emulator.addFault({ operation: "ListCollections", kind: "expiredCredentials", times: 1 });
    expect((await call(rig, "getCollections", {})).error).to.equal("");
  });

  it("once where AWS refuses, saying what was refused", async () => {
    rig.emulator.addFault({ operation: "ListCollections", kind: "deny" });
    const { error, operations } = await call(rig, "getCollections", {});
    expect(error).to.match(/rekognition:ListCollections.*\[AccessDenied\]/);
    expect(operations).to.have.length(1);
  });

  describe("with arguments", () => {
    for (const [what, name, args, said] of [
      ["missing", "getProject", {}, "projectName: is required"],
      ["unknown", "getProject", { projectName: "p", projectname: "q" }, "did you mean projectName?"],
      [
        "of the wrong form",
        "getProject",
        { projectName: "a b" },
        'projectName: must be letters, digits and _ . - only, got "a b"',
      ],
      ["too many", "getProjects", { projectNames: Array.from({ length: 11 }, () => "p") }, "at most 10 entries"],
      ["of no known kind", "getProjects", { features: ["FACES"] }, "must be one of"],
      ["too large", "getLabelDetection", { jobId: "j".repeat(65) }, "at most 64 characters"],
      ["too small", "getLabelDetection", { jobId: "j", maxResults: 0 }, "at least 1"],
      ["that exclude each other", "detectModerationLabels", { image: {} }, "exactly one of bytes, file and s3Object"],
    ] as const) {
      it(`${what}: says so and sends nothing`, async () => {
        const { error, operations } = await call(rig, name, args);
        expect(error).to.contain(said);
        expect(error).to.match(new RegExp(`^${name}: .*\\[InvalidArgument\\]$`));
        expect(operations).to.deep.equal([]);
      });
    }

    it("leaves it to AWS where checks only warn", async () => {
      const config = { "rekognition:validation": "warn" };
      const { error, warnings, operations } = await call(rig, "getCollection", { collectionId: "a b" }, { config });
      expect(warnings).to.have.length(1);
      expect(warnings[0]).to.contain("getCollection: collectionId: must be");
      expect(operations).to.deep.equal(["DescribeCollection"]);
      expect(error).to.contain("[InvalidInput]");
    });

    it("takes null for left out", async () => {
      expect((await call(rig, "getProjects", { projectNames: null })).error).to.equal("");
    });
  });
});
