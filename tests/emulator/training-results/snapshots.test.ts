import { expect } from "chai";
import { BUCKET, boxed, labeled } from "../harness/bucket.js";
import { trainOn } from "../harness/results.js";
import { setScene } from "../harness/scene.js";

const TRAINING = "rekognition-custom-labels-training";
const EVALUATION = "rekognition-custom-labels-evaluation";

/** Custom Labels guide: im-evaluation-manifest-snapshot-api. */
describe("the evaluation manifest snapshots of a training", () => {
  const scene = setScene({}, true);

  const details = (of: string) => ({
    version: 1,
    "ground-truth-labelling-jobs": [`${TRAINING}-job`],
    "is-true-positive": of === "true-positive",
    "is-true-negative": false,
    "is-false-positive": of === "false-positive",
    "is-false-negative": of === "false-negative",
    "is-present-in-ground-truth": of !== "false-positive",
  });

  it("have each label of a test image beside the model's answer to it", async () => {
    scene.emulator.script({ training: [{ f1Score: 1 }] });
    const lines = [labeled("cat.png", "cat", "pet"), labeled("dog.png", "dog")];
    const results = await trainOn(scene, lines, lines);
    const [cat, dog] = results.lines("testing", "Output");
    expect(dog?.["source-ref"]).to.equal(`s3://${BUCKET}/dog.png`);
    expect(Object.keys(cat ?? {})).to.deep.equal([
      "source-ref",
      ...[`${TRAINING}-0`, `${TRAINING}-0-metadata`, `${TRAINING}-1`, `${TRAINING}-1-metadata`],
      ...[`${EVALUATION}-0`, `${EVALUATION}-0-metadata`, `${EVALUATION}-1`, `${EVALUATION}-1-metadata`],
    ]);
    expect(cat?.[`${TRAINING}-0-metadata`]).to.deep.include({
      "class-name": "cat",
      confidence: 1,
      "human-annotated": "yes",
      type: "groundtruth/image-classification",
    });
    const answer = dog?.[`${EVALUATION}-0-metadata`] as Record<string, unknown>;
    expect(answer).to.deep.include({
      "class-name": "dog",
      "job-name": `${EVALUATION}-job`,
      "human-annotated": "no",
      type: "groundtruth/image-classification",
      [`${EVALUATION}-details`]: details("true-positive"),
    });
    const { LabelEvaluationResults: labels } = results.summary();
    const threshold = labels.find(({ Label }) => Label === "dog")?.Metrics.Threshold ?? 2;
    expect(answer.confidence).to.be.within(threshold, 1);
    expect(results.lines("training", "Output").map((line) => Object.keys(line).length)).to.deep.equal([5, 3]);
  });

  it("have the boxes of a test image beside those that the model finds, each with a confidence of its own", async () => {
    scene.emulator.script({ training: [{ f1Score: 0 }] });
    const line = boxed("cat.png", ["cat", 10, 20, 30, 40], ["dog", 50, 50, 20, 20]);
    const results = await trainOn(scene, [line], [line]);
    const [tested] = results.lines("testing", "Output");
    const truth = tested?.[`${TRAINING}-0`];
    expect(truth).to.deep.equal({
      image_size: [{ width: 100, height: 100, depth: 3 }],
      annotations: [
        { class_id: 0, left: 10, top: 20, width: 30, height: 40 },
        { class_id: 1, left: 50, top: 50, width: 20, height: 20 },
      ],
    });
    expect(results.lines("training", "Output")[0]?.[`${TRAINING}-0`]).to.deep.equal(truth);
    const found = tested?.[EVALUATION] as { annotations: { class_id: number }[] };
    const metadata = tested?.[`${EVALUATION}-metadata`] as {
      objects: { confidence: number }[];
      "class-map": Record<string, string>;
    };
    expect(metadata.objects).to.have.length(found.annotations.length);
    const thresholds = new Map(
      results.summary().LabelEvaluationResults.map((label) => [label.Label, label.Metrics.Threshold]),
    );
    for (const [index, object] of metadata.objects.entries()) {
      const label = metadata["class-map"][String(found.annotations[index]?.class_id)] ?? "";
      const isFound = object.confidence >= (thresholds.get(label) ?? 2);
      expect(object).to.have.deep.property(
        `${EVALUATION}-details`,
        details(isFound ? "false-positive" : "false-negative"),
      );
    }
  });

  it("leave out the lines that could not be used", async () => {
    const lines = Array.from({ length: 10 }, (_, index) => labeled(`${index}.png`, index % 2 === 0 ? "cat" : "dog"));
    const results = await trainOn(scene, [...lines, { "source-ref": `s3://${BUCKET}/bare.png` }, {}], lines);
    expect(results.lines("training", "Output")).to.have.length(10);
    expect(results.lines("testing", "Output")).to.have.length(10);
  });
});
