import { expect } from "chai";
import { BUCKET, boxed, labeled } from "../harness/bucket.js";
import { makeDatasetOf } from "../harness/datasets.js";
import { makeProject, trainingRequest } from "../harness/models.js";
import { resultsOf, trainOn } from "../harness/results.js";
import { HOUR_MS, setScene } from "../harness/scene.js";

/** Custom Labels guide: tm-debugging-summary, tm-debugging-scope-json-line, tm-debugging-aggregate-errors. */
describe("the validation results of a training", () => {
  const scene = setScene({}, true);
  const good = (count: number, prefix = "good"): object[] =>
    Array.from({ length: count }, (_, index) => labeled(`${prefix}-${index}.png`, index % 2 === 0 ? "cat" : "dog"));
  const bare = { "source-ref": `s3://${BUCKET}/bare.png` };
  const wrongType = {
    "source-ref": `s3://${BUCKET}/type.png`,
    kind: 1,
    "kind-metadata": { "class-name": "cat", type: "groundtruth/wrong" },
  };

  it("of lines that are all right are counts and copies", async () => {
    const lines = good(10);
    const results = await trainOn(scene, lines, good(4, "test"));
    const right = { use_case: "IMAGE_LEVEL_LABELS", invalid_json_lines: 0, ignored_json_lines: 0, errors: [] };
    expect(results.manifestSummary()).to.deep.equal({
      statistics: {
        training: { ...right, total_json_lines: 10, valid_json_lines: 10, error_json_line_indices: [] },
        testing: { ...right, total_json_lines: 4, valid_json_lines: 4, error_json_line_indices: [] },
      },
      errors: [],
    });
    expect(results.lines("training", "Validation")).to.deep.equal(lines);
    expect(results.lines("testing", "Validation")).to.deep.equal(good(4, "test"));
  });

  it("count what is wrong with single lines, and say it where it belongs", async () => {
    const boxes = boxed("boxes.png", ["cat", 10, 10, 20, 20], ["dog", 10, 10, 1, 20]);
    const nothing = boxed("nothing.png");
    scene.bucket.put("words.png", "no image");
    const lines = [...good(20), boxes, nothing, bare, wrongType, labeled("words.png", "cat"), { label: 1 }];
    const results = await trainOn(scene, lines, [boxed("tested.png", ["cat", 1, 1, 9, 9], ["dog", 1, 1, 9, 9])]);
    const { training } = results.manifestSummary().statistics;
    expect(training).to.deep.equal({
      use_case: "OBJECT_LOCALIZATION",
      total_json_lines: 26,
      valid_json_lines: 21,
      invalid_json_lines: 3,
      ignored_json_lines: 2,
      error_json_line_indices: [21, 24, 25, 26],
      errors: [],
    });
    const validated = results.lines("training", "Validation");
    expect(validated.slice(0, 20)).to.deep.equal(lines.slice(0, 20));
    const error = (code: string, message: string) => [{ code, message }];
    expect((validated[20]?.box as { annotations: object[] }).annotations[1]).to.deep.include({
      errors: error("ERROR_BOUNDING_BOX_TOO_SMALL", "The height and width of the bounding box is too small."),
    });
    expect(validated[21]).to.deep.include({ warnings: error("WARNING_NO_ANNOTATIONS", "No annotations were found.") });
    expect(validated[21]?.box).to.deep.include({
      warnings: error("WARNING_NO_ATTRIBUTE_ANNOTATIONS", "No attribute annotations were found."),
    });
    expect(validated[22]).to.deep.equal({
      ...bare,
      warnings: error("WARNING_UNANNOTATED_RECORD", "Record is unannotated."),
    });
    expect(validated[23]).to.deep.include({
      errors: error("ERROR_NO_VALID_LABEL_ATTRIBUTES", "No valid label attributes found."),
    });
    expect(validated[24]).to.deep.include({
      errors: error("ERROR_INVALID_IMAGE", "The image is invalid. Check S3 path and/or image properties."),
    });
    expect(validated[25]).to.deep.equal({
      label: 1,
      errors: error("ERROR_MISSING_SOURCE_REF", "The source-ref key is missing."),
    });
  });

  it("of lines that fail a training have the code, and the numbers of all of them", async () => {
    const lines = [...good(1), ...Array.from({ length: 150 }, () => ({ broken: true })), ...good(2, "more")];
    const results = await trainOn(scene, lines);
    expect(results.version).to.include({
      Status: "TRAINING_FAILED",
      StatusMessage: "The manifest file contains too many invalid rows.",
    });
    expect(results.version.EvaluationResult).to.equal(undefined);
    const { statistics, errors } = results.manifestSummary();
    expect(errors).to.deep.equal([]);
    expect(statistics.training.use_case).to.equal("NOT_DETERMINED");
    expect(statistics.training.errors).to.deep.equal([
      {
        code: "ERROR_TOO_MANY_INVALID_ROWS_IN_MANIFEST",
        message: "The manifest file contains too many invalid rows.",
      },
    ]);
    expect(statistics.training.error_json_line_indices).to.deep.equal(
      Array.from({ length: 150 }, (_, index) => index + 2),
    );
    expect(results.lines("training", "Validation")).to.have.length(153);
  });

  const others = (label: string): object[] => [labeled("other-0.png", label), labeled("other-1.png", `${label} 2`)];
  const FAILURES: {
    readonly code: string;
    readonly in: "training" | "testing" | "both";
    readonly training: readonly object[];
    readonly testing?: readonly object[];
    readonly switches?: Parameters<typeof scene.emulator.setSwitches>[0];
  }[] = [
    {
      code: "ERROR_IMAGES_IN_MULTIPLE_S3_BUCKETS",
      in: "testing",
      training: good(2),
      testing: [...good(2, "test"), { ...labeled("x.png", "cat"), "source-ref": "s3://another/x.png" }],
    },
    { code: "ERROR_MANIFEST_TOO_FEW_LABELS", in: "training", training: [labeled("cat.png", "cat")] },
    {
      code: "ERROR_MANIFEST_TOO_FEW_LABELS",
      in: "testing",
      training: good(2),
      testing: [labeled("cat.png", "cat")],
    },
    { code: "ERROR_INSUFFICIENT_LABEL_OVERLAP", in: "both", training: good(2), testing: others("bird") },
    {
      code: "ERROR_INSUFFICIENT_USABLE_LABEL_OVERLAP",
      in: "both",
      training: [boxed("a.png", ["cat", 1, 1, 9, 9], ["dog", 1, 1, 9, 9], ["cow", 1, 1, 9, 9])],
      testing: [boxed("b.png", ["cat", 1, 1, 9, 9]), ...good(2, "test"), labeled("cow.png", "cow")],
    },
    {
      code: "ERROR_INSUFFICIENT_IMAGES_PER_LABEL_FOR_AUTOSPLIT",
      in: "training",
      training: good(2),
      switches: { autoSplitImagesPerLabel: 2 },
    },
    { code: "ERROR_MANIFEST_TOO_MANY_LABELS", in: "training", training: good(2), switches: { quotaDatasetLabels: 1 } },
    {
      code: "ERROR_MANIFEST_ROWS_EXCEEDS_MAXIMUM",
      in: "training",
      training: good(4),
      switches: { quotaDatasetEntries: 3 },
    },
  ];
  for (const { code, in: where, training, testing, switches } of FAILURES) {
    it(`${code}: of ${where}`, async () => {
      scene.emulator.setSwitches(switches ?? {});
      const results = await trainOn(scene, training, testing);
      expect(results.version.Status).to.equal("TRAINING_FAILED");
      const { statistics, errors } = results.manifestSummary();
      const all = { training: statistics.training.errors, testing: statistics.testing.errors, both: errors };
      expect(all[where]).to.deep.equal([{ code, message: results.version.StatusMessage }]);
      expect(Object.values(all).flat()).to.have.length(1);
    });
  }

  it("are not written for a manifest that cannot be read", async () => {
    const results = await trainOn(scene, []);
    expect(results.version.StatusMessage).to.equal("The manifest file is empty.");
    expect(results.version.ManifestSummary).to.equal(undefined);
    expect(scene.bucket.has("output")).to.equal(false);
  });

  it("are written although the service fails afterwards, but the description does not name them", async () => {
    scene.emulator.script({ training: [{ status: "TRAINING_FAILED" }] });
    const results = await trainOn(scene, good(2));
    expect(results.version.ManifestSummary).to.equal(undefined);
    expect(scene.bucket.has("output/ManifestSummary-animals-first.json")).to.equal(true);
    expect(scene.bucket.has("output/EvaluationResultSummary-animals-first.json")).to.equal(false);
  });

  it("of a training from datasets are those of its entries", async () => {
    const project = await makeProject(scene);
    for (const key of ["good-0.png", "good-1.png", "type.png"]) scene.bucket.putImage(key);
    await makeDatasetOf(scene, project, [...good(2), wrongType], "TRAIN");
    const request = { ...trainingRequest(project, "first"), TrainingData: undefined, TestingData: undefined };
    const { ProjectVersionArn = "" } = await scene.client.createProjectVersion(request);
    scene.emulator.advance(HOUR_MS);
    const results = await resultsOf(scene, ProjectVersionArn);
    const { training } = results.manifestSummary().statistics;
    expect(training).to.deep.include({ total_json_lines: 3, invalid_json_lines: 1, error_json_line_indices: [3] });
    expect(training.errors.map(({ code }) => code)).to.deep.equal(["ERROR_TOO_MANY_INVALID_ROWS_IN_MANIFEST"]);
    expect(results.lines("training", "Validation")[2]?.["kind-metadata"]).to.have.property("errors");
  });
});
