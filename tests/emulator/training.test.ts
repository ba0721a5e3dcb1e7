import { expect } from "chai";
import { BUCKET, putSmallTraining } from "./harness/bucket.js";
import { beginTraining, describeOnly, makeProject, train, trainingRequest } from "./harness/models.js";
import { refusalName, refusalOf } from "./harness/refusal.js";
import { HOUR_MS, MINUTE_MS, setScene } from "./harness/scene.js";

const object = (name: string) => ({ S3Object: { Bucket: BUCKET, Name: `output/${name}-animals-first.json` } });
const asset = (name: string) => ({ Assets: [{ GroundTruthManifest: object(name) }] });

describe("training a model", () => {
  const scene = setScene();

  it("takes 45 minutes of virtual time and says so all the while", async () => {
    const arn = await beginTraining(scene);
    scene.emulator.advance(45 * MINUTE_MS - 1);
    const training = await describeOnly(scene, arn);
    expect(training).to.include({ Status: "TRAINING_IN_PROGRESS", StatusMessage: "The model is being trained." });
    expect(training).to.not.have.any.keys("EvaluationResult", "BillableTrainingTimeInSeconds", "TrainingEndTimestamp");
    scene.emulator.advance(1);
    expect((await describeOnly(scene, arn))?.Status).to.equal("TRAINING_COMPLETED");
  });

  it("leaves results under AWS's object names, dated when training ended, not when somebody looked", async () => {
    const arn = await beginTraining(scene);
    const startedAtMs = scene.emulator.nowMs();
    scene.emulator.advance(HOUR_MS);
    const trained = await describeOnly(scene, arn);
    expect(trained).to.deep.include({
      StatusMessage: "The model is ready to run.",
      BillableTrainingTimeInSeconds: 45 * 60,
      TrainingEndTimestamp: new Date(startedAtMs + 45 * MINUTE_MS),
      EvaluationResult: { F1Score: 0.92, ...{ Summary: object("EvaluationResultSummary") } },
      ManifestSummary: object("ManifestSummary"),
      OutputConfig: { S3Bucket: BUCKET, S3KeyPrefix: "output" },
    });
    expect(trained?.TrainingDataResult).to.deep.include({
      Output: asset("TrainingGroundTruth"),
      Validation: asset("TrainingManifestWithValidation"),
    });
    expect(trained?.TestingDataResult).to.deep.equal({
      Input: { AutoCreate: true },
      Output: { ...asset("TestingGroundTruth"), AutoCreate: true },
      Validation: asset("TestingManifestWithValidation"),
    });
  });

  it("has an ARN with the project's name and its own creation time", async () => {
    const arn = await train(scene);
    const created = (await describeOnly(scene, arn))?.CreationTimestamp?.getTime() ?? 0;
    expect(arn).to.equal(`arn:aws:rekognition:us-east-1:111122223333:project/animals/version/first/${created}`);
  });

  it("echoes what it was given", async () => {
    putSmallTraining(scene.bucket);
    const ProjectArn = await makeProject(scene);
    const request = { ...trainingRequest(ProjectArn, "first"), KmsKeyId: "alias/key", VersionDescription: "one (1)" };
    const { ProjectVersionArn = "" } = await scene.client.createProjectVersion(request);
    expect(await describeOnly(scene, ProjectVersionArn)).to.include({
      KmsKeyId: "alias/key",
      VersionDescription: "one (1)",
    });
  });

  it("ends as scripted, once, for the version that was meant", async () => {
    const project = await makeProject(scene);
    scene.emulator.script({
      training: [
        { match: { name: "second*" }, status: "TRAINING_FAILED", message: "Not today.", seconds: 90 },
        { f1Score: 0.5, seconds: 60 },
      ],
    });
    const first = await beginTraining(scene, "first", project);
    const second = await beginTraining(scene, "second-try", project);
    scene.emulator.advance(90_000);
    expect((await describeOnly(scene, first))?.EvaluationResult?.F1Score).to.equal(0.5);
    const failed = await describeOnly(scene, second);
    expect(failed).to.include({ Status: "TRAINING_FAILED", StatusMessage: "Not today." });
    expect(failed).to.not.have.any.keys("EvaluationResult", "BillableTrainingTimeInSeconds");
    const third = await beginTraining(scene, "third", project);
    scene.emulator.advance(45 * MINUTE_MS);
    expect((await describeOnly(scene, third))?.EvaluationResult?.F1Score).to.equal(0.92);
  });

  describe("requests that are refused", () => {
    const request = (project: string) => trainingRequest(project, "first");
    const cases = [
      {
        reason: "training data without testing data",
        change: { TestingData: undefined },
        error: "InvalidParameterException",
      },
      {
        reason: "both assets and AutoCreate",
        change: { TestingData: { AutoCreate: true, Assets: [{}] } },
        error: "InvalidParameterException",
      },
      {
        reason: "no data and no datasets in the project",
        change: { TrainingData: undefined, TestingData: undefined },
        error: "InvalidParameterException",
      },
      {
        reason: "a feature configuration of the other feature",
        change: { FeatureConfig: { ContentModeration: { ConfidenceThreshold: 50 } } },
        error: "InvalidParameterException",
      },
      {
        reason: "no such project",
        change: { ProjectArn: "arn:aws:rekognition:us-east-1:111122223333:project/plants/1" },
        error: "ResourceNotFoundException",
      },
    ];
    for (const { reason, change, error } of cases) {
      it(reason, async () => {
        putSmallTraining(scene.bucket);
        const project = await makeProject(scene);
        const call = scene.client.createProjectVersion({ ...request(project), ...change });
        expect(await refusalName(call)).to.equal(error);
        expect(scene.emulator.state().projects[0]?.versions).to.deep.equal([]);
      });
    }

    it("a name that is taken, even by a model that failed", async () => {
      scene.emulator.script({ training: [{ status: "TRAINING_FAILED" }] });
      const project = await makeProject(scene);
      await train(scene, "first", project);
      expect(await refusalName(beginTraining(scene, "first", project))).to.equal("ResourceInUseException");
    });

    it("a third training at the same time, until one has ended", async () => {
      const project = await makeProject(scene);
      await beginTraining(scene, "first", project);
      await beginTraining(scene, "second", project);
      const refusal = await refusalOf(beginTraining(scene, "third", project));
      expect(refusal.name).to.equal("LimitExceededException");
      scene.emulator.advance(HOUR_MS);
      await beginTraining(scene, "third", project);
    });

    it("more models than a project may have", async () => {
      scene.emulator.setSwitches({ quotaModelsPerProject: 1 });
      const project = await makeProject(scene);
      await train(scene, "first", project);
      expect(await refusalName(beginTraining(scene, "second", project))).to.equal("ServiceQuotaExceededException");
    });
  });

  it("pages models newest first and leaves out names that do not exist", async () => {
    const ProjectArn = await makeProject(scene);
    for (const name of ["a", "b", "c"]) await train(scene, name, ProjectArn);
    const first = await scene.client.describeProjectVersions({ ProjectArn, MaxResults: 2 });
    const second = await scene.client.describeProjectVersions({ ProjectArn, NextToken: first.NextToken });
    const names = [first, second].flatMap((page) =>
      (page.ProjectVersionDescriptions ?? []).map(
        (version) => /version\/(\w)/.exec(version.ProjectVersionArn ?? "")?.[1],
      ),
    );
    expect(names).to.deep.equal(["c", "b", "a"]);
    const found = await scene.client.describeProjectVersions({ ProjectArn, VersionNames: ["b", "z"] });
    expect(found.ProjectVersionDescriptions).to.have.length(1);
  });

  it("is invisible for a while where describes lag", async () => {
    scene.emulator.setSwitches({ describeLagMs: 10_000 });
    const arn = await beginTraining(scene);
    scene.emulator.advance(8_000);
    expect(await describeOnly(scene, arn)).to.equal(undefined);
    scene.emulator.advance(10_000);
    expect((await describeOnly(scene, arn))?.Status).to.equal("TRAINING_IN_PROGRESS");
  });
});
