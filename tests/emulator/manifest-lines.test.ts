import { expect } from "chai";
import type { ManifestReport } from "../../emulator/index.js";
import { BUCKET, labeled } from "./harness/bucket.js";
import { describeDataset, makeDataset, manifestSource } from "./harness/datasets.js";
import { LINES } from "./harness/manifest-lines.js";
import type { Json, Use } from "./harness/manifest-lines.js";
import { describeOnly, makeProject, trainingRequest } from "./harness/models.js";
import { HOUR_MS, setScene } from "./harness/scene.js";

describe("a line of a manifest means the same to a dataset and to a training", () => {
  const scene = setScene();

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

  /** Trains a model on the manifest, or on the project's dataset. */
  async function expectTrained(project: string, from: "manifest" | "dataset", use: Use): Promise<void> {
    const request = trainingRequest(project, "first", "lines.manifest");
    const fromDataset = { ...request, TrainingData: undefined, TestingData: undefined };
    const made = await scene.client.createProjectVersion(from === "manifest" ? request : fromDataset);
    scene.emulator.advance(HOUR_MS);
    const version = await describeOnly(scene, made.ProjectVersionArn ?? "");
    const isBad = use === "invalid" || use === "dropped";
    expect(version).to.include(
      isBad
        ? { Status: "TRAINING_FAILED", StatusMessage: "The manifest file contains too many invalid rows." }
        : { Status: "TRAINING_COMPLETED" },
    );
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

  for (const { reason, line, use, codes } of LINES) {
    it(`${reason}: ${use}`, async () => {
      putManifest(line);
      const project = await makeProject(scene);
      await expectTrained(project, "manifest", use);
      expectReported(use, codes);

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
      await expectTrained(again, "dataset", use);
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
