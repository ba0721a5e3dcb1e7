import { expect } from "chai";
import { BUCKET, labeled, putSmallTraining } from "./harness/bucket.js";
import { beginDataset, makeDataset, makeDatasetOf } from "./harness/datasets.js";
import { describeOnly, makeProject, trainingRequest } from "./harness/models.js";
import { refusalName } from "./harness/refusal.js";
import { HOUR_MS, setScene } from "./harness/scene.js";

describe("training from datasets", () => {
  const scene = setScene();
  const request = (ProjectArn: string) => ({
    ProjectArn,
    VersionName: "first",
    OutputConfig: { S3Bucket: BUCKET, S3KeyPrefix: "output" },
  });
  const begin = async (project: string) =>
    (await scene.client.createProjectVersion(request(project))).ProjectVersionArn ?? "";
  const pets = () => [labeled("cat.png", "cat"), labeled("dog.png", "dog")];

  async function makeBoth(project: string): Promise<void> {
    putSmallTraining(scene.bucket);
    await makeDatasetOf(scene, project, pets());
    await makeDatasetOf(scene, project, pets(), "TEST");
  }

  it("takes the project's datasets, and the model knows their labels", async () => {
    const project = await makeProject(scene);
    await makeBoth(project);
    const arn = await begin(project);
    scene.emulator.advance(HOUR_MS);
    const trained = await describeOnly(scene, arn);
    expect(trained).to.include({ Status: "TRAINING_COMPLETED" });
    expect(trained?.TrainingDataResult?.Input).to.deep.equal({});
    expect(trained?.TestingDataResult?.Input).to.deep.equal({ AutoCreate: false });
    await scene.client.startProjectVersion({ ProjectVersionArn: arn, MinInferenceUnits: 1 });
    scene.emulator.advance(HOUR_MS);
    const Image = { S3Object: { Bucket: BUCKET, Name: "dog.png" } };
    const { CustomLabels } = await scene.client.detectCustomLabels({ ProjectVersionArn: arn, Image });
    expect(CustomLabels?.map((label) => label.Name)).to.deep.equal(["dog"]);
  });

  it("works on a copy: datasets may change and go while it trains", async () => {
    const project = await makeProject(scene);
    await makeBoth(project);
    const arn = await begin(project);
    const [dataset] = scene.emulator.state().projects[0]?.datasets ?? [];
    await scene.client.deleteDataset({ DatasetArn: dataset?.arn });
    scene.emulator.advance(HOUR_MS);
    expect((await describeOnly(scene, arn))?.Status).to.equal("TRAINING_COMPLETED");
  });

  it("deleteDatasetWhileTraining: deletes can be refused meanwhile", async () => {
    scene.emulator.setSwitches({ deleteDatasetWhileTraining: false });
    const project = await makeProject(scene);
    await makeBoth(project);
    await begin(project);
    const [dataset] = scene.emulator.state().projects[0]?.datasets ?? [];
    expect(await refusalName(scene.client.deleteDataset({ DatasetArn: dataset?.arn }))).to.equal(
      "ResourceInUseException",
    );
  });

  it("splits the training dataset where there is no test dataset, unless that is refused", async () => {
    putSmallTraining(scene.bucket);
    const project = await makeProject(scene);
    await makeDatasetOf(scene, project, pets());
    scene.emulator.setSwitches({ trainWithoutTestDataset: "InvalidParameterException" });
    expect(await refusalName(begin(project))).to.equal("InvalidParameterException");
    scene.emulator.setSwitches({ trainWithoutTestDataset: "split" });
    const arn = await begin(project);
    scene.emulator.advance(HOUR_MS);
    expect((await describeOnly(scene, arn))?.Status).to.equal("TRAINING_COMPLETED");
  });

  const failures = [
    { reason: "empty datasets", lines: undefined, text: "The manifest file is empty." },
    {
      reason: "too many entries without a valid label",
      lines: [...pets(), { "source-ref": `s3://${BUCKET}/bird.png`, animal: 1 }],
      text: "The manifest file contains too many invalid rows.",
    },
    { reason: "one label", lines: [labeled("cat.png", "cat")], text: "The manifest file has too few labels." },
  ];
  for (const { reason, lines, text } of failures) {
    it(`fails: ${reason}`, async () => {
      putSmallTraining(scene.bucket);
      const project = await makeProject(scene);
      if (lines === undefined) await makeDataset(scene, project);
      else await makeDatasetOf(scene, project, lines);
      const arn = await begin(project);
      scene.emulator.advance(HOUR_MS);
      expect(await describeOnly(scene, arn)).to.include({ Status: "TRAINING_FAILED", StatusMessage: text });
    });
  }

  describe("requests that are refused", () => {
    it("manifests for a project with datasets", async () => {
      const project = await makeProject(scene);
      await makeBoth(project);
      const mixed = scene.client.createProjectVersion(trainingRequest(project, "first"));
      expect(await refusalName(mixed)).to.equal("InvalidParameterException");
    });

    it("a test dataset alone", async () => {
      const project = await makeProject(scene);
      await makeDataset(scene, project, undefined, "TEST");
      expect(await refusalName(begin(project))).to.equal("InvalidParameterException");
    });

    it("a dataset that is still being made", async () => {
      const project = await makeProject(scene);
      await beginDataset(scene, project);
      expect(await refusalName(begin(project))).to.equal("ResourceInUseException");
    });

    it("a dataset whose creation failed", async () => {
      const project = await makeProject(scene);
      scene.emulator.script({ datasetCreate: [{ status: "CREATE_FAILED" }] });
      await makeDataset(scene, project);
      expect(await refusalName(begin(project))).to.equal("InvalidParameterException");
    });
  });
});
