import { expect } from "chai";
import { png } from "../../emulator/harness/images.js";
import { BUCKET, Rig } from "../harness/rig.js";
import { call, resultOf } from "./calling.js";

const FLOW = "arn:aws:sagemaker:us-east-1:111122223333:flow-definition/review";
const image = { bytes: png(64, 64) };

describe("detectModerationLabels", () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.start({ humanLoopStarts: "always" });
  });
  afterEach(() => rig.close());

  it("gives labels with their place in the taxonomy, as AWS answers a client of its own", async () => {
    const result = await resultOf(rig, "detectModerationLabels", { image, minConfidence: 0 });
    const direct = await rig.client.detectModerationLabels({ Image: { Bytes: image.bytes }, MinConfidence: 0 });
    const labels = direct.ModerationLabels ?? [];
    expect(labels).to.not.be.empty;
    expect(result?.moderationLabels).to.deep.equal(
      labels.map(({ Name, ParentName, TaxonomyLevel, Confidence }) => ({
        confidence: Confidence,
        name: Name,
        parentName: ParentName,
        taxonomyLevel: TaxonomyLevel,
      })),
    );
    expect(result?.contentTypes).to.deep.equal(
      (direct.ContentTypes ?? []).map(({ Name, Confidence }) => ({ name: Name, confidence: Confidence })),
    );
    expect(result?.moderationModelVersion).to.equal(direct.ModerationModelVersion);
    expect(result).to.not.have.property("humanLoopActivationOutput");
  });

  it("asks people, and says how that came out as text", async () => {
    const humanLoopConfig = {
      humanLoopName: "look-1",
      flowDefinitionArn: FLOW,
      dataAttributes: { contentClassifiers: ["FreeOfAdultContent"] },
    };
    const result = await resultOf(rig, "detectModerationLabels", { image, humanLoopConfig });
    const loop = result?.humanLoopActivationOutput as Record<string, unknown>;
    expect(loop.humanLoopArn).to.equal("arn:aws:sagemaker:us-east-1:111122223333:human-loop/look-1");
    expect(loop.humanLoopActivationReasons).to.deep.equal(["ConditionsEvaluation"]);
    expect(loop.humanLoopActivationConditionsEvaluationResults).to.be.a("string");
    expect(rig.emulator.calls().at(-1)?.request).to.deep.include({
      HumanLoopConfig: {
        HumanLoopName: "look-1",
        FlowDefinitionArn: FLOW,
        DataAttributes: { ContentClassifiers: ["FreeOfAdultContent"] },
      },
    });
    const again = await call(rig, "detectModerationLabels", { image, humanLoopConfig });
    expect(again.error).to.match(/look-1 already exists.*\[InvalidInput\]/);
  });

  it("says that human loops are used up", async () => {
    rig.emulator.setSwitches({ quotaHumanLoops: 0 });
    const humanLoopConfig = { humanLoopName: "look-1", flowDefinitionArn: FLOW };
    const { error } = await call(rig, "detectModerationLabels", { image, humanLoopConfig });
    expect(error).to.contain("[QuotaExceeded]");
  });

  for (const [name, said] of [
    ["Look", "small letters, digits and - only"],
    ["look-", "small letters, digits and - only"],
    ["l".repeat(64), "at most 63 characters"],
  ] as const) {
    it(`refuses the human loop's name ${name.slice(0, 8)}`, async () => {
      const humanLoopConfig = { humanLoopName: name, flowDefinitionArn: FLOW };
      const { error, operations } = await call(rig, "detectModerationLabels", { image, humanLoopConfig });
      expect(error).to.contain("humanLoopConfig.humanLoopName: must");
      expect(error).to.contain(said);
      expect(operations).to.deep.equal([]);
    });
  }

  describe("with an adapter", () => {
    let adapter: string;
    beforeEach(async () => {
      const { ProjectArn: project } = await rig.client.createProject({
        ProjectName: "adapters",
        Feature: "CONTENT_MODERATION",
        AutoUpdate: "ENABLED",
      });
      rig.emulator.advance(rig.emulator.switches().projectCreatingMs);
      const { ProjectVersionArn = "" } = await rig.client.createProjectVersion({
        ProjectArn: project,
        VersionName: "v1",
        OutputConfig: { S3Bucket: BUCKET, S3KeyPrefix: "out" },
        TrainingData: { Assets: [{ GroundTruthManifest: { S3Object: { Bucket: BUCKET, Name: "train.manifest" } } }] },
      });
      adapter = ProjectVersionArn;
    });

    it("says so while the adapter is not ready, and which was used when it is", async () => {
      const busy = await call(rig, "detectModerationLabels", { image, projectVersion: adapter });
      expect(busy.error).to.contain("[Busy]");
      rig.emulator.advance(rig.emulator.switches().trainingMs);
      const result = await resultOf(rig, "detectModerationLabels", { image, projectVersion: adapter });
      expect(result?.projectVersion).to.equal(adapter);
    });

    it("leaves it out where it has expired, and AWS's own model answered", async () => {
      rig.emulator.advance(rig.emulator.switches().trainingMs);
      rig.emulator.forceStatus({ arn: adapter, status: "EXPIRED" });
      const result = await resultOf(rig, "detectModerationLabels", { image, projectVersion: adapter });
      expect(result).to.not.have.property("projectVersion");
      expect(result?.moderationLabels).to.be.an("array");
    });
  });
});
