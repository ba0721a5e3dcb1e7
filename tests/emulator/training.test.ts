import { expect } from "chai";
import { BUCKET, boxed, labeled, putSmallTraining } from "./harness/bucket.js";
import { beginTraining, describeOnly, makeProject, testedRequest, train, trainingRequest } from "./harness/models.js";
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

  describe("from manifests that do not work", () => {
    const image = (index: number): string => `image-${index}.png`;
    const cases: { reason: string; text: string; manifest?: string; put?: () => void }[] = [
      {
        reason: "there is no such object",
        text: "The manifest file extension or contents are invalid.",
        manifest: "missing.manifest",
      },
      {
        reason: "the key has no extension",
        text: "The manifest file extension or contents are invalid.",
        manifest: "train",
        put: () => {
          scene.bucket.put("train", "{}");
        },
      },
      {
        reason: "it is empty",
        text: "The manifest file is empty.",
        put: () => {
          scene.bucket.put("train.manifest", "\n\n");
        },
      },
      {
        reason: "classification needs two labels",
        text: "The manifest file has too few labels.",
        put: () => {
          scene.bucket.putManifest("train.manifest", [labeled("cat.png", "cat"), labeled("dog.png", "cat")]);
        },
      },
      {
        reason: "more than 20 % of the lines have no label",
        text: "The manifest file contains too many invalid rows.",
        put: () => {
          scene.bucket.putImage("bird.png");
          const unlabeled = { "source-ref": `s3://${BUCKET}/bird.png` };
          scene.bucket.putManifest("train.manifest", [labeled("cat.png", "cat"), labeled("dog.png", "dog"), unlabeled]);
        },
      },
      {
        reason: "bad lines and missing images add up to more than 20 %",
        text: "The manifest file contains too many invalid rows.",
        put: () => {
          for (let index = 0; index < 7; index += 1) scene.bucket.putImage(image(index));
          const good = [0, 1, 2, 3, 4, 5, 6].map((index) => labeled(image(index), index % 2 ? "cat" : "dog"));
          const lines = [...good, labeled("missing.png", "cat"), labeled(image(0), "twice"), {}];
          scene.bucket.putManifest("train.manifest", lines);
        },
      },
      {
        reason: "none of the images can be had",
        text: "Failed to copy images from S3 bucket.",
        put: () => {
          scene.bucket.putManifest("train.manifest", [labeled("no.png", "cat"), labeled("none.png", "dog")]);
        },
      },
      {
        reason: "the images are in two buckets",
        text: "The manifest file contains images from multiple S3 buckets.",
        put: () => {
          const elsewhere = { ...labeled("dog.png", "dog"), "source-ref": "s3://other-bucket/dog.png" };
          scene.bucket.putManifest("train.manifest", [labeled("cat.png", "cat"), elsewhere]);
        },
      },
    ];
    for (const { reason, text, manifest, put } of cases) {
      it(`fails: ${reason}`, async () => {
        const project = await makeProject(scene);
        putSmallTraining(scene.bucket);
        put?.();
        const request = trainingRequest(project, "first", manifest);
        const { ProjectVersionArn = "" } = await scene.client.createProjectVersion(request);
        scene.emulator.advance(HOUR_MS);
        expect(await describeOnly(scene, ProjectVersionArn)).to.include({
          Status: "TRAINING_FAILED",
          StatusMessage: text,
        });
        expect(scene.emulator.meter().usd).to.equal(0);
      });
    }

    it("fails: fewer than half of the labels are tested", async () => {
      putSmallTraining(scene.bucket);
      const lines = ["cat", "dog", "cow", "hen"].map((label) => labeled(`${label}.png`, label));
      for (const label of ["cow", "hen"]) scene.bucket.putImage(`${label}.png`);
      scene.bucket.putManifest("all.manifest", lines.slice(0, 4));
      scene.bucket.putManifest("test.manifest", lines.slice(0, 1));
      const request = testedRequest(await makeProject(scene), "first", "all.manifest", "test.manifest");
      const { ProjectVersionArn = "" } = await scene.client.createProjectVersion(request);
      scene.emulator.advance(HOUR_MS);
      expect((await describeOnly(scene, ProjectVersionArn))?.StatusMessage).to.equal(
        "Less than 50% label overlap between the training and testing manifest files.",
      );
    });

    it("can refuse a missing manifest at once instead", async () => {
      scene.emulator.setSwitches({ missingManifest: "InvalidS3ObjectException" });
      const request = trainingRequest(await makeProject(scene), "first", "missing.manifest");
      expect(await refusalName(scene.client.createProjectVersion(request))).to.equal("InvalidS3ObjectException");
    });
  });

  it("trains a detection model on a single label", async () => {
    scene.bucket.putImage("cat.png", 100, 100);
    scene.bucket.putManifest("train.manifest", [boxed("cat.png", ["cat", 10, 10, 50, 50])]);
    const request = trainingRequest(await makeProject(scene), "first");
    const { ProjectVersionArn = "" } = await scene.client.createProjectVersion(request);
    scene.emulator.advance(HOUR_MS);
    expect((await describeOnly(scene, ProjectVersionArn))?.Status).to.equal("TRAINING_COMPLETED");
  });

  it("tolerates bad lines up to 20 %", async () => {
    const names = ["a", "b", "c", "d"].map((name) => `${name}.png`);
    for (const name of names) scene.bucket.putImage(name);
    const lines = names.map((name, index) => JSON.stringify(labeled(name, index % 2 ? "cat" : "dog")));
    scene.bucket.put("train.manifest", [...lines, "not json"].join("\n"));
    const request = trainingRequest(await makeProject(scene), "first");
    const { ProjectVersionArn = "" } = await scene.client.createProjectVersion(request);
    scene.emulator.advance(HOUR_MS);
    expect((await describeOnly(scene, ProjectVersionArn))?.Status).to.equal("TRAINING_COMPLETED");
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
