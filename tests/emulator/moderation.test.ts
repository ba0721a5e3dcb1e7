import type { DetectModerationLabelsResponse, ModerationLabel } from "@aws-sdk/client-rekognition";
import { HumanLoopQuotaExceededException } from "@aws-sdk/client-rekognition";
import { expect } from "chai";
import { BUCKET } from "./harness/bucket.js";
import { png } from "./harness/images.js";
import { refusalName } from "./harness/refusal.js";
import { ACCOUNT, REGION, setScene } from "./harness/scene.js";

describe("DetectModerationLabels", () => {
  const scene = setScene();
  const detect = (Bytes: Buffer, MinConfidence?: number) =>
    scene.client.detectModerationLabels({ Image: { Bytes }, MinConfidence });
  const shades = Array.from({ length: 60 }, (_, shade) => png(64, 64, shade));
  const labelsOf = ({ ModerationLabels = [] }: DetectModerationLabelsResponse): readonly ModerationLabel[] =>
    ModerationLabels;

  /** An image that shows something, or one that does not. */
  async function find(showing: boolean): Promise<Buffer> {
    for (const image of shades) if (labelsOf(await detect(image)).length > 0 === showing) return image;
    throw new Error("none of the images will do");
  }

  it("finds labels with their whole branch of the taxonomy, the surest first", async () => {
    const answers = await Promise.all(shades.map((image) => detect(image)));
    const levels = new Set(answers.flatMap((answer) => labelsOf(answer).map((label) => label.TaxonomyLevel)));
    expect([...levels]).to.have.members([1, 2, 3]);
    for (const answer of answers) {
      const labels = labelsOf(answer);
      expect(answer.ModerationModelVersion).to.equal("7.0");
      const confidences = labels.map((label) => label.Confidence ?? 0);
      expect(confidences).to.deep.equal([...confidences].sort((a, b) => b - a));
      for (const { ParentName, TaxonomyLevel = 0 } of labels) {
        if (TaxonomyLevel === 1) expect(ParentName).to.equal("");
        else expect(labels.find((label) => label.Name === ParentName)?.TaxonomyLevel).to.equal(TaxonomyLevel - 1);
      }
    }
  });

  it("says the same of the same bytes, wherever they come from", async () => {
    const image = await find(true);
    scene.bucket.put("image.png", image);
    const stored = scene.client.detectModerationLabels({ Image: { S3Object: { Bucket: BUCKET, Name: "image.png" } } });
    expect(labelsOf(await stored)).to.deep.equal(labelsOf(await detect(image)));
  });

  it("leaves out what it is less sure of than asked, 50 if not asked", async () => {
    const image = await find(true);
    const usual = labelsOf(await detect(image));
    expect(usual).to.deep.equal(labelsOf(await detect(image, 50)));
    expect(labelsOf(await detect(image, 0)).length).to.be.above(usual.length);
    expect(labelsOf(await detect(image, 100))).to.deep.equal([]);
  });

  it("names the type of content of some images", async () => {
    const answers = await Promise.all(shades.map((image) => detect(image)));
    const names = new Set(answers.flatMap((answer) => answer.ContentTypes?.map((type) => type.Name)));
    expect([...names]).to.have.members(["Animated", "Illustrated"]);
    expect(answers.some((answer) => answer.ContentTypes?.length === 0)).to.equal(true);
  });

  it("refuses what is no image, too small, too large, or not there", async () => {
    expect(await refusalName(detect(Buffer.from("text")))).to.equal("InvalidImageFormatException");
    expect(await refusalName(detect(png(49, 64)))).to.equal("InvalidParameterException");
    expect(await refusalName(detect(png(10_001, 64)))).to.equal("ImageTooLargeException");
    const missing = { S3Object: { Bucket: BUCKET, Name: "missing.png" } };
    expect(await refusalName(scene.client.detectModerationLabels({ Image: missing }))).to.equal(
      "InvalidS3ObjectException",
    );
    const over = scene.client.detectModerationLabels({ Image: { Bytes: png(64, 64) }, MinConfidence: 101 });
    expect(await refusalName(over)).to.equal("ValidationException");
  });

  describe("human loops", () => {
    const flow = `arn:aws:sagemaker:${REGION}:${ACCOUNT}:flow-definition/review`;
    const ask = (Bytes: Buffer, HumanLoopName = "loop-1", FlowDefinitionArn = flow) =>
      scene.client.detectModerationLabels({ Image: { Bytes }, HumanLoopConfig: { HumanLoopName, FlowDefinitionArn } });

    it("are started when something was found", async () => {
      const { HumanLoopActivationOutput: output } = await ask(await find(true));
      expect(output?.HumanLoopArn).to.equal(`arn:aws:sagemaker:${REGION}:${ACCOUNT}:human-loop/loop-1`);
      expect(output?.HumanLoopActivationReasons).to.deep.equal(["ConditionsEvaluation"]);
      const results: unknown = output?.HumanLoopActivationConditionsEvaluationResults;
      expect(JSON.parse(String(results))).to.deep.equal({ Conditions: [{ EvaluationResult: true }] });
    });

    it("are not started when nothing was, but can be made to be", async () => {
      const image = await find(false);
      const quiet = (await ask(image)).HumanLoopActivationOutput;
      expect(quiet).to.not.have.any.keys("HumanLoopArn", "HumanLoopActivationReasons");
      scene.emulator.setSwitches({ humanLoopStarts: "always" });
      expect((await ask(image)).HumanLoopActivationOutput).to.have.property("HumanLoopArn");
      scene.emulator.setSwitches({ humanLoopStarts: "never" });
      const never = (await ask(await find(true), "loop-2")).HumanLoopActivationOutput;
      expect(never).to.not.have.property("HumanLoopArn");
    });

    it("are left out where none was asked for", async () => {
      expect(await detect(await find(true))).to.not.have.property("HumanLoopActivationOutput");
    });

    it("need a name of their own and a flow of the same Region", async () => {
      const image = await find(true);
      await ask(image);
      expect(await refusalName(ask(image))).to.equal("InvalidParameterException");
      for (const arn of ["review", flow.replace(REGION, "eu-west-1")]) {
        expect(await refusalName(ask(image, "loop-2", arn))).to.equal("InvalidParameterException");
      }
      expect(await refusalName(ask(image, "Loop"))).to.equal("ValidationException");
    });

    it("have a quota, and its error says which", async () => {
      scene.emulator.setSwitches({ quotaHumanLoops: 0 });
      const refused = await ask(await find(true)).catch((error: unknown) => error);
      expect(refused).to.be.instanceOf(HumanLoopQuotaExceededException);
      expect(refused).to.include({ ResourceType: "HumanLoop", ServiceCode: "sagemaker" });
    });
  });
});
