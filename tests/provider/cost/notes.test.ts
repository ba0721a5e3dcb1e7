import { expect } from "chai";
import { UNKNOWN } from "../../../provider/schema/unknown.js";
import { manifest, modelArgs } from "../harness/models.js";
import { Rig } from "../harness/rig.js";
import { connectedHome, faceSearch } from "../stream-processor/args.js";

const ONE = "1 inference unit: about $4.00 an hour (list price us-east-1, 2026-11)";
const TRAINING =
  "A model is trained: 30 minutes to 24 hours, at about $1.00 an hour (list price us-east-1, 2026-11). A running training cannot be cancelled.";
const TWO = "2 inference units: about $8.00 an hour (list price us-east-1, 2026-11)";

describe("what a preview says of costs", () => {
  let rig: Rig;
  let projectArn: string;
  before(async () => {
    rig = await Rig.start();
    projectArn = await rig.makeProject();
  });
  after(() => rig.close());
  beforeEach(() => {
    delete rig.config["rekognition:costNotes"];
  });

  const args = (more: object = {}): object => modelArgs(projectArn, more);
  let count = 0;
  const model = () => rig.resource("projectVersion", `model-${String(++count)}`);
  const processor = () => rig.resource("streamProcessor", `door-${String(++count)}`);

  describe("of a new model", () => {
    const cases = [
      { what: "only its training where it is not to run", more: {}, says: `^${TRAINING}$` },
      { what: "its training first", more: { minInferenceUnits: 1 }, says: `^${TRAINING} Once trained` },
      {
        what: "what an hour of training costs elsewhere, where no list price is known",
        more: { region: "eu-west-1" },
        says: "24 hours, at an hourly price that is unknown here for eu-west-1 ($1.00 for training in us-east-1, 2026-11).",
      },
      { what: "units and price", more: { minInferenceUnits: 2 }, says: `Once trained, the model runs with ${TWO}` },
      {
        what: "a range where AWS scales in between",
        more: { minInferenceUnits: 1, maxInferenceUnits: 3 },
        says: "1 to 3 inference units: about $4.00 to $12.00 an hour (list price us-east-1, 2026-11)",
      },
      {
        what: "unknown, where no list price is known",
        more: { minInferenceUnits: 1, region: "eu-west-1" },
        says: "1 inference unit: an hourly price that is unknown here for eu-west-1 ($4.00 a unit in us-east-1, 2026-11)",
      },
      {
        what: "unknown, while the region is",
        more: { minInferenceUnits: 1, region: UNKNOWN },
        says: "1 inference unit: an hourly price that is unknown until the region is known",
      },
      {
        what: "the price of each, while their number is unknown",
        more: { minInferenceUnits: UNKNOWN },
        says: "a number of inference units that is not known yet, each at about $4.00 an hour (list price",
      },
      {
        what: "nothing of a price where neither number nor region is known",
        more: { minInferenceUnits: UNKNOWN, region: UNKNOWN },
        says: "not known yet, each at an hourly price that is unknown until the region is known ($4.00 a unit in us-east-1",
      },
    ] as const;
    for (const { what, more, says } of cases) {
      it(what, async () => {
        const { warnings } = await model().preview(args(more));
        expect(warnings).to.have.length(1);
        expect(`^${warnings.join()}$`).to.contain(says);
      });
    }

    it("nothing where its inputs are refused, and no price of units that there cannot be", async () => {
      const none = args({ minInferenceUnits: 0 });
      expect((await model().preview(none)).warnings).to.deep.equal([]);
      rig.config["rekognition:validation"] = "warn";
      const { warnings } = await model().preview(none);
      delete rig.config["rekognition:validation"];
      expect(warnings).to.include(TRAINING);
      expect(warnings.join()).not.to.contain("$0.00");
    });
  });

  describe("of a model that is there", () => {
    it("units and price where it is to run for the first time, and again while it is not done", async () => {
      const trained = model();
      await trained.up(args());
      expect((await trained.preview(args({ minInferenceUnits: 1 }))).warnings).to.deep.equal([
        `The model will run with ${ONE} for as long as minInferenceUnits is set.`,
      ]);
      const left = model();
      await left.up(args({ waitForTraining: false, minInferenceUnits: 2 }));
      const { plan, warnings } = await left.preview(args({ waitForTraining: false, minInferenceUnits: 2 }));
      expect(plan.op).to.equal("update");
      expect(warnings.join()).to.contain(`The model will run with ${TWO}`);
      await left.destroy();
    });

    it("units and price of a change, nothing where it is only stopped or something else changes", async () => {
      const running = model();
      await running.up(args({ minInferenceUnits: 1 }));
      const scaled = await running.preview(args({ minInferenceUnits: 2 }));
      expect(scaled.warnings.join()).to.contain(`10 to 20 minutes without inference. Then it runs with ${TWO}.`);
      expect((await running.preview(args())).warnings).to.deep.equal([]);
      expect((await running.preview(args({ minInferenceUnits: 1, tags: { a: "b" } }))).warnings).to.deep.equal([]);
      await running.destroy();
    });

    it("that both run for a while at a replacement, if the old one runs and the new one is to", async () => {
      const running = model();
      await running.up(args({ minInferenceUnits: 2, triggers: { data: "a" } }));
      const replaced = await running.preview(args({ minInferenceUnits: 1, triggers: { data: "b" } }));
      expect(replaced.plan.op).to.equal("replace");
      expect(replaced.warnings.join("\n"))
        .to.contain(`Both run for a while: the old model, with ${TWO}, is stopped when the new one runs`)
        .and.to.contain(`${TRAINING} Once trained, the model runs with ${ONE}`);
      expect((await running.preview(args({ triggers: { data: "b" } }))).warnings).to.deep.equal([TRAINING]);
      await running.destroy();
    });
  });

  describe("of a training", () => {
    it("wherever one is asked for, and nowhere else", async () => {
      const trained = model();
      await trained.up(args({ triggers: { data: "a" } }));
      expect((await trained.preview(args({ triggers: { data: "a" } }))).warnings).to.deep.equal([]);
      for (const more of [
        { triggers: { data: "b" } },
        { triggers: { data: UNKNOWN } },
        { triggers: { data: "a" }, testingData: manifest("train.manifest") },
      ]) {
        const { plan, warnings } = await trained.preview(args(more));
        expect([plan.op, warnings]).to.deep.equal(["replace", [TRAINING]]);
      }
      rig.emulator.forceStatus({ arn: trained.id, status: "EXPIRED" });
      await trained.refresh();
      const again = await trained.preview(args({ triggers: { data: "a" } }));
      expect([again.plan.op, again.warnings]).to.deep.equal(["replace", [TRAINING]]);
    });
  });

  describe("of a copy", () => {
    it("that making it is free and cannot be cancelled, and what it costs from then on", async () => {
      const copy = (more: object = {}): object => ({
        sourceProjectArn: projectArn,
        sourceProjectVersionArn: `${projectArn.replace(/\/\d+$/, "")}/version/v1/1690556751958`,
        destinationProjectArn: projectArn,
        outputConfig: { s3Bucket: "training-bucket", s3KeyPrefix: "copies" },
        ...more,
      });
      const resource = rig.resource("projectVersionCopy", "copy");
      const copied = "A model is copied, which is not billed. A running copy cannot be cancelled.";
      expect((await resource.preview(copy())).warnings).to.deep.equal([copied]);
      expect((await resource.preview(copy({ minInferenceUnits: 2 }))).warnings).to.deep.equal([
        `${copied} Once copied, the model runs with ${TWO} for as long as minInferenceUnits is set.`,
      ]);
    });
  });

  describe("of a video job", () => {
    it("that AWS bills the video, at an unknown price", async () => {
      const job = { analysis: "LABEL_DETECTION", video: { s3Object: { bucket: "training-bucket", name: "a.mp4" } } };
      const { warnings } = await rig.resource("videoAnalysisJob", "job").preview(job);
      expect(warnings.join()).to.contain("AWS bills every minute of it, at a price that is unknown here");
    });
  });

  describe("of a stream processor", () => {
    it("that AWS bills it while it runs, at an unknown price", async () => {
      expect((await processor().preview(faceSearch({}))).warnings).to.deep.equal([]);
      expect((await processor().preview(connectedHome())).warnings).to.deep.equal([]);
      const billed = "AWS bills every minute of video, at a price that is unknown here";
      expect((await processor().preview(faceSearch({ running: true }))).warnings.join()).to.contain(billed);
      await rig.client.createCollection({ CollectionId: "visitors" });
      const idle = processor();
      await idle.up(faceSearch({}));
      expect((await idle.preview(faceSearch({ running: true }))).warnings.join()).to.contain(billed);
      await idle.up(faceSearch({ running: true }));
      expect((await idle.preview(faceSearch({ running: true }))).warnings).to.deep.equal([]);
      await idle.destroy();
    });
  });

  it("nothing of it where costNotes is off, but still what it means for service", async () => {
    const running = model();
    await running.up(args({ minInferenceUnits: 1, triggers: { data: "a" } }));
    rig.config["rekognition:costNotes"] = "false";
    const heard = [
      ...(await model().preview(args({ minInferenceUnits: 2 }))).warnings,
      ...(await running.preview(args({ minInferenceUnits: 1, triggers: { data: "b" } }))).warnings,
      ...(await processor().preview(faceSearch({ running: true }))).warnings,
    ];
    expect(heard).to.deep.equal([]);
    const scaled = await running.preview(args({ minInferenceUnits: 2, triggers: { data: "a" } }));
    expect(scaled.warnings).to.deep.equal([
      "A change of inference units stops and restarts the model: 10 to 20 minutes without inference.",
    ]);
  });
});
