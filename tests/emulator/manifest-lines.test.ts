import { expect } from "chai";
import type { ManifestReport } from "../../emulator/index.js";
import { BUCKET, labeled } from "./harness/bucket.js";
import { describeDataset, makeDataset, manifestSource } from "./harness/datasets.js";
import { LINES } from "./harness/manifest-lines.js";
import type { Json, Use } from "./harness/manifest-lines.js";
import { makeProject, trainingRequest } from "./harness/models.js";
import { resultsOf } from "./harness/results.js";
import type { ManifestSummary } from "./harness/results.js";
import { HOUR_MS, setScene } from "./harness/scene.js";

/** What the validation results of a training say of a line. */
interface Validation {
  readonly summary: ManifestSummary;
  readonly codes: readonly string[];
}

describe("a line of a manifest means the same to a dataset and to a training", () => {
  const scene = setScene({}, true);

  /** The state's report of the only model. */
  const report = (): ManifestReport | undefined => scene.emulator.state().projects[0]?.versions[0]?.manifests?.training;

  /** Three good lines and the one in question: if it is invalid, too many are. */
  function putManifest(line: Json | string): void {
    const good = ["cat", "dog", "cat"].map((label, index) => {
      scene.bucket.putImage(`good-${index}.png`);
      return JSON.stringify(labeled(`good-${index}.png`, label));
    });
    scene.bucket.putImage("image.png", 100, 100);
    const text = typeof line === "string" ? line : JSON.stringify(line);
    scene.bucket.put("lines.manifest", [...good, text].map((each) => `${each}\n`).join(""));
  }

  /** Trains a model on the manifest, or on the project's dataset; what the training writes about the line in question. */
  async function expectTrained(project: string, from: "manifest" | "dataset", use: Use): Promise<Validation> {
    const request = trainingRequest(project, "first", "lines.manifest");
    const fromDataset = { ...request, TrainingData: undefined, TestingData: undefined };
    const made = await scene.client.createProjectVersion(from === "manifest" ? request : fromDataset);
    scene.emulator.advance(HOUR_MS);
    const results = await resultsOf(scene, made.ProjectVersionArn ?? "");
    const isBad = use === "invalid" || use === "dropped";
    expect(results.version).to.include(
      isBad
        ? { Status: "TRAINING_FAILED", StatusMessage: "The manifest file contains too many invalid rows." }
        : { Status: "TRAINING_COMPLETED" },
    );
    const line = JSON.stringify(results.lines("training", "Validation")[3]);
    return { summary: results.manifestSummary(), codes: (line.match(/(ERROR|WARNING)_[A-Z_]+/g) ?? []).sort() };
  }

  const counts = (use: Use) => ({
    totalLines: 4,
    validLines: use === "valid" ? 4 : 3,
    invalidLines: use === "invalid" || use === "dropped" ? 1 : 0,
    ignoredLines: use === "ignored" ? 1 : 0,
  });
  const expectReported = (use: Use, codes: readonly string[]): void => {
    expect(report()).to.include(counts(use));
    expect(report()?.lines.map(({ line, codes: reported }) => [line, [...reported].sort()])).to.deep.equal(
      codes.length === 0 ? [] : [[4, [...codes].sort()]],
    );
  };

  /** Custom Labels guide: tm-debugging-json-line-errors. What has no code there is said in words, in the state only. */
  const PUBLISHED = [
    "ERROR_MISSING_SOURCE_REF",
    "ERROR_INVALID_SOURCE_REF_FORMAT",
    "ERROR_NO_LABEL_ATTRIBUTES",
    "ERROR_INVALID_LABEL_ATTRIBUTE_FORMAT",
    "ERROR_INVALID_LABEL_ATTRIBUTE_METADATA_FORMAT",
    "ERROR_NO_VALID_LABEL_ATTRIBUTES",
    "ERROR_MISSING_BOUNDING_BOX_CONFIDENCE",
    "ERROR_MISSING_CLASS_MAP_ID",
    "ERROR_INVALID_JSON_LINE",
    "ERROR_INVALID_IMAGE",
    "ERROR_INVALID_IMAGE_DIMENSION",
    "ERROR_INVALID_BOUNDING_BOX",
    "ERROR_NO_VALID_ANNOTATIONS",
    "ERROR_BOUNDING_BOX_TOO_SMALL",
    "ERROR_TOO_MANY_BOUNDING_BOXES",
    "ERROR_UNSUPPORTED_USE_CASE_TYPE",
    "ERROR_INVALID_LABEL_NAME_LENGTH",
    "WARNING_UNANNOTATED_RECORD",
    "WARNING_NO_ANNOTATIONS",
    "WARNING_NO_ATTRIBUTE_ANNOTATIONS",
  ];

  it("and is said so in AWS's own codes, for 40 lines and more", () => {
    const malformed = LINES.filter(({ codes }) => codes.length > 0);
    expect(malformed.length).to.be.at.least(40);
    const known = malformed.flatMap(({ codes }) => codes).filter((code) => /^[A-Z_]+$/.test(code));
    expect(PUBLISHED).to.include.members(known);
  });

  for (const { reason, line, use, codes } of LINES) {
    it(`${reason}: ${use}`, async () => {
      putManifest(line);
      const project = await makeProject(scene);
      const written = await expectTrained(project, "manifest", use);
      expectReported(use, codes);
      expect(written.codes).to.deep.equal(codes.filter((code) => PUBLISHED.includes(code)).sort());
      const isError = codes.some((code) => !code.startsWith("WARNING_"));
      expect(written.summary.statistics.training.error_json_line_indices).to.deep.equal(isError ? [4] : []);

      scene.emulator.reset();
      const again = await makeProject(scene);
      const dataset = await makeDataset(scene, again, manifestSource("lines.manifest"));
      const description = await describeDataset(scene, dataset);
      if (use === "dropped") {
        expect(description.StatusMessage).to.equal("The manifest file has too many terminal errors.");
        return;
      }
      const isWrong = codes.some((code) => code.startsWith("ERROR_"));
      expect(description.DatasetStats).to.include({ TotalEntries: 4, ErrorEntries: isWrong ? 1 : 0 });
      expect(await expectTrained(again, "dataset", use)).to.deep.equal(written);
      expectReported(use, codes);
    });
  }

  it("an image that is missing is reported with its line", async () => {
    putManifest(labeled("missing.png", "cat") as Json);
    const project = await makeProject(scene);
    await scene.client.createProjectVersion(trainingRequest(project, "first", "lines.manifest"));
    const sourceRef = `s3://${BUCKET}/missing.png`;
    expect(report()?.lines).to.deep.equal([{ line: 4, sourceRef, codes: ["ERROR_INVALID_IMAGE"] }]);
  });
});
