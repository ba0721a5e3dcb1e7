import { expect } from "chai";
import { BUCKET } from "./harness/bucket.js";
import { copyModel, makePlaces } from "./harness/copies.js";
import { describeOnly, modelIn, REACHABLE, run } from "./harness/models.js";
import { refusalName } from "./harness/refusal.js";
import { ACCOUNT, MINUTE_MS, setScene } from "./harness/scene.js";

describe("copies of models", () => {
  const scene = setScene();

  it("take a while, cost no training, and carry the results under their own output", async () => {
    const places = await makePlaces(scene);
    const { usd } = scene.emulator.meter();
    const { ProjectVersionArn = "" } = await copyModel(scene.client, places);
    expect(ProjectVersionArn).to.match(/:project\/production\/version\/copied\/\d+$/);
    scene.emulator.advance(10 * MINUTE_MS - 1);
    const copying = await describeOnly(scene, ProjectVersionArn);
    expect(copying).to.include({ Status: "COPYING_IN_PROGRESS", SourceProjectVersionArn: places.version });
    expect(copying).to.not.have.property("EvaluationResult");
    scene.emulator.advance(1);
    const copied = await describeOnly(scene, ProjectVersionArn);
    expect(copied).to.deep.include({
      Status: "COPYING_COMPLETED",
      SourceProjectVersionArn: places.version,
      OutputConfig: { S3Bucket: BUCKET, S3KeyPrefix: "copies" },
      KmsKeyId: "alias/key",
      EvaluationResult: {
        F1Score: 0.92,
        Summary: { S3Object: { Bucket: BUCKET, Name: "copies/EvaluationResultSummary-production-copied.json" } },
      },
    });
    expect(copied).to.not.have.property("BillableTrainingTimeInSeconds");
    expect(scene.emulator.meter().usd).to.equal(usd);
    const { Tags } = await scene.client.listTagsForResource({ ResourceArn: ProjectVersionArn });
    expect(Tags).to.deep.equal({ team: "vision" });
  });

  it("run and know what the source knew, even after that is gone", async () => {
    const places = await makePlaces(scene);
    const { ProjectVersionArn = "" } = await copyModel(scene.client, places);
    await scene.client.deleteProjectVersion({ ProjectVersionArn: places.version });
    scene.emulator.advance(60 * MINUTE_MS);
    await scene.client.startProjectVersion({ ProjectVersionArn, MinInferenceUnits: 1 });
    scene.emulator.advance(60 * MINUTE_MS);
    const Image = { S3Object: { Bucket: BUCKET, Name: "cat.png" } };
    const { CustomLabels } = await scene.client.detectCustomLabels({ ProjectVersionArn, Image });
    expect(CustomLabels?.map((label) => label.Name)).to.deep.equal(["cat"]);
  });

  it("fail as scripted, and can then only be deleted", async () => {
    scene.emulator.script({ copy: [{ status: "COPYING_FAILED", message: "No key.", seconds: 5 }] });
    const { ProjectVersionArn = "" } = await copyModel(scene.client, await makePlaces(scene));
    scene.emulator.advance(5_000);
    expect(await describeOnly(scene, ProjectVersionArn)).to.include({
      Status: "COPYING_FAILED",
      StatusMessage: "No key.",
    });
    const start = scene.client.startProjectVersion({ ProjectVersionArn, MinInferenceUnits: 1 });
    expect(await refusalName(start)).to.equal("ResourceInUseException");
    await scene.client.deleteProjectVersion({ ProjectVersionArn });
  });

  describe("what can be copied in which state", () => {
    const trained = ["TRAINING_COMPLETED", "STARTING", "RUNNING", "FAILED", "STOPPING", "STOPPED"];
    for (const status of REACHABLE) {
      it(status, async () => {
        const version = await modelIn(scene, status);
        const source = scene.emulator.state().projects[0]?.arn ?? "";
        const told = copyModel(scene.client, { source, destination: source, version }).then(
          () => "copied",
          (error: unknown) => (error as Error).name,
        );
        expect(await told).to.equal(trained.includes(status) ? "copied" : "ResourceInUseException");
      });
    }
  });

  describe("requests that are refused", () => {
    it("things that do not exist", async () => {
      const places = await makePlaces(scene);
      for (const part of ["source", "destination", "version"] as const) {
        expect(await refusalName(copyModel(scene.client, { ...places, [part]: `${places[part]}0` }))).to.equal(
          "ResourceNotFoundException",
        );
      }
    });

    it("a version of another project", async () => {
      const places = await makePlaces(scene);
      const moved = copyModel(scene.client, { ...places, source: places.destination });
      expect(await refusalName(moved)).to.equal("ResourceNotFoundException");
    });

    it("a name that is taken, and more models than a project may have", async () => {
      const places = await makePlaces(scene);
      await copyModel(scene.client, places);
      expect(await refusalName(copyModel(scene.client, places))).to.equal("ResourceInUseException");
      scene.emulator.setSwitches({ quotaModelsPerProject: 1 });
      expect(await refusalName(copyModel(scene.client, places, "more"))).to.equal("ServiceQuotaExceededException");
      scene.emulator.setSwitches({ quotaModelsPerProject: 100, quotaConcurrentCopies: 1 });
      expect(await refusalName(copyModel(scene.client, places, "more"))).to.equal("LimitExceededException");
    });

    it("another Region", async () => {
      const client = scene.clientOf(ACCOUNT, "eu-west-1");
      const places = await makePlaces(scene, client);
      expect(await refusalName(copyModel(client, places, "copied"))).to.equal("InvalidParameterException");
    });

    it("a project for adapters as the destination", async () => {
      const places = await makePlaces(scene);
      const request = { ProjectName: "safety", Feature: "CONTENT_MODERATION" } as const;
      const { ProjectArn: destination = "" } = await scene.client.createProject(request);
      expect(await refusalName(copyModel(scene.client, { ...places, destination }))).to.equal(
        "InvalidParameterException",
      );
    });
  });

  it("leave a running source running", async () => {
    const version = await run(scene);
    const source = scene.emulator.state().projects[0]?.arn ?? "";
    await copyModel(scene.client, { source, destination: source, version });
    expect((await describeOnly(scene, version))?.Status).to.equal("RUNNING");
  });
});
