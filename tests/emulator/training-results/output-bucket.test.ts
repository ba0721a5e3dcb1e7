import { readdirSync } from "node:fs";
import { expect } from "chai";
import { BUCKET, labeled } from "../harness/bucket.js";
import { copyModel, makePlaces } from "../harness/copies.js";
import { sendEntries } from "../harness/datasets.js";
import { describeOnly, makeProject, train, trainingRequest } from "../harness/models.js";
import { resultsOf } from "../harness/results.js";
import { HOUR_MS, setScene } from "../harness/scene.js";
import type { Scene } from "../harness/scene.js";
import { clientOf } from "../s3/scene.js";

/** Custom Labels guide: tm-terminal-errors-reference. */
const NOT_WRITABLE = "Unable to write to output S3 bucket.";

describe("where a training writes", () => {
  const scene = setScene({}, true);
  const KINDS = [
    "EvaluationResultSummary",
    "ManifestSummary",
    "TestingGroundTruth",
    "TestingManifestWithValidation",
    "TrainingGroundTruth",
    "TrainingManifestWithValidation",
  ];

  it("is the folder of its OutputConfig, under the names that the description has", async () => {
    await train(scene);
    expect(readdirSync(`${scene.bucket.path}/output`).sort()).to.deep.equal(
      KINDS.map((kind) => `${kind}-animals-first.json`),
    );
  });

  it("of a copy is that of its own OutputConfig, with what the source has there", async () => {
    const places = await makePlaces(scene);
    const { ProjectVersionArn = "" } = await copyModel(scene.client, places);
    scene.emulator.advance(HOUR_MS);
    expect(readdirSync(`${scene.bucket.path}/copies`).sort()).to.deep.equal(
      KINDS.map((kind) => `${kind}-production-copied.json`),
    );
    const [source, copy] = [await resultsOf(scene, places.version), await resultsOf(scene, ProjectVersionArn)];
    expect(copy.version.EvaluationResult?.Summary?.S3Object?.Name).to.contain("copies/");
    expect(copy.summary()).to.deep.equal(source.summary());
    expect(copy.lines("testing", "Output")).to.deep.equal(source.lines("testing", "Output"));
    expect(copy.version.EvaluationResult?.F1Score).to.equal(copy.summary().AggregatedEvaluationResults.F1Score);
  });

  it("must be there, for a copy, too", async () => {
    const places = await makePlaces(scene);
    const { ProjectVersionArn = "" } = await scene.client.copyProjectVersion({
      SourceProjectArn: places.source,
      SourceProjectVersionArn: places.version,
      DestinationProjectArn: places.destination,
      VersionName: "copied",
      OutputConfig: { S3Bucket: "missing-bucket" },
    });
    scene.emulator.advance(HOUR_MS);
    expect(await describeOnly(scene, ProjectVersionArn)).to.include({
      Status: "COPYING_FAILED",
      StatusMessage: NOT_WRITABLE,
    });
  });

  const trainInto = async (S3Bucket: string, of: Scene = scene) => {
    for (const label of ["cat", "dog"]) of.bucket.putImage(`${label}.png`);
    of.bucket.putManifest("train.manifest", [labeled("cat.png", "cat"), labeled("dog.png", "dog")]);
    const request = { ...trainingRequest(await makeProject(of), "first"), OutputConfig: { S3Bucket } };
    const { ProjectVersionArn = "" } = await of.client.createProjectVersion(request);
    of.emulator.advance(HOUR_MS);
    return describeOnly(of, ProjectVersionArn);
  };

  it("must be there", async () => {
    const failed = await trainInto("missing-bucket");
    expect(failed).to.include({ Status: "TRAINING_FAILED", StatusMessage: NOT_WRITABLE });
    expect(failed?.ManifestSummary).to.equal(undefined);
  });

  it("is made if nobody looks whether it is there", async () => {
    scene.emulator.setSwitches({ checkOutputBucket: false });
    expect((await trainInto("missing-bucket"))?.Status).to.equal("TRAINING_COMPLETED");
  });

  it("fails the training if the name of a file is that of a folder", async () => {
    scene.bucket.put("output/ManifestSummary-animals-first.json/taken", "");
    const arn = await train(scene);
    expect(await describeOnly(scene, arn)).to.include({ Status: "TRAINING_FAILED", StatusMessage: NOT_WRITABLE });
  });

  describe("where the folder is not to be written to", () => {
    const given = setScene();
    it("is beside it: the folder stays as it is", async () => {
      expect((await trainInto(BUCKET, given))?.Status).to.equal("TRAINING_COMPLETED");
      expect(readdirSync(given.bucket.path).sort()).to.deep.equal(["cat.png", "dog.png", "train.manifest"]);
      const s3 = clientOf(given.emulator, { forcePathStyle: true });
      const { Contents } = await s3.listObjectsV2({ Bucket: BUCKET, Prefix: "ManifestSummary" });
      const Key = Contents?.[0]?.Key;
      const { Body } = await s3.getObject({ Bucket: BUCKET, Key });
      s3.destroy();
      expect(Key).to.equal("ManifestSummary-animals-first.json");
      expect(JSON.parse((await Body?.transformToString()) ?? "")).to.have.all.keys("statistics", "errors");
    });
  });

  describe("where no bucket was given at all", () => {
    const bare = setScene({ buckets: {}, switches: { checkManifestImages: false } });
    it("is made: no bucket is known to be missing", async () => {
      const project = await makeProject(bare);
      const { DatasetArn = "" } = await bare.client.createDataset({ ProjectArn: project, DatasetType: "TRAIN" });
      bare.emulator.advance(HOUR_MS);
      await sendEntries(bare, DatasetArn, [labeled("cat.png", "cat"), labeled("dog.png", "dog")]);
      bare.emulator.advance(HOUR_MS);
      const request = { ...trainingRequest(project, "first"), TrainingData: undefined, TestingData: undefined };
      const { ProjectVersionArn = "" } = await bare.client.createProjectVersion(request);
      bare.emulator.advance(HOUR_MS);
      expect((await describeOnly(bare, ProjectVersionArn))?.Status).to.equal("TRAINING_COMPLETED");
    });
  });
});
