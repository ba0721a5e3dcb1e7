import { writeFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { modelArgs } from "../harness/models.js";
import { manifest } from "../dataset/datasets.js";
import { neverRecorded } from "../sweep/never-recorded.js";
import { exported } from "../sweep/sweeping.js";
import { ReportScene } from "./reported.js";

const EXACT = 1e-6;

describe("the command pulumi-rekognition report", () => {
  let scene: ReportScene;
  beforeEach(async () => {
    scene = await ReportScene.open();
  });
  afterEach(() => scene.close());

  for (const evaluationSummaryShape of ["flat", "metrics"] as const) {
    it(`reads a model's evaluation in the documented form "${evaluationSummaryShape}"`, async () => {
      scene.rig.emulator.setSwitches({ evaluationSummaryShape });
      const { id } = await scene.train("v1", { labelF1Scores: { cat: 0.6 } });
      const { exitCode, stdout, stderr } = await scene.report(["--model", id, "--format", "json"]);
      expect(exitCode, stderr).to.equal(0);
      const { models, ...rest } = JSON.parse(stdout) as Record<string, unknown> & { models: Record<string, unknown>[] };
      expect(rest).to.deep.include({
        version: 1,
        about: { kind: "model", name: id },
        findings: [],
        exitCode: 0,
        running: [],
      });
      expect(models).to.have.length(1);
      expect(models[0]).to.deep.include({
        name: "animals/v1",
        arn: id,
        region: "us-east-1",
        status: "TRAINING_COMPLETED",
        inState: null,
        evaluationMissing: null,
        predecessor: null,
        copyOf: null,
      });
      const { evaluation } = models[0] as {
        evaluation: Record<string, unknown> & { labelEvaluations: Record<string, unknown>[] };
      };
      expect(evaluation).to.include({ numberOfTestingImages: 15, numberOfTrainingImages: 15, averagePrecision: null });
      expect(evaluation.labelEvaluations.map(({ label }) => label)).to.deep.equal(["cat", "bird", "dog"]);
      expect(evaluation.labelEvaluations[0]).to.include({ numberOfTestingImages: 6 });
      expect(evaluation.labelEvaluations[0]?.f1Score).to.be.closeTo(0.6, EXACT);
      expect(evaluation.confusionMatrix).to.be.an("array").that.is.not.empty;
    });
  }

  it("has average precision and no matrix of a model that finds objects", async () => {
    const { id } = await scene.train("v1", { kind: "detection" });
    const { models } = await scene.document(["--model", id]);
    expect(models[0]?.evaluation?.averagePrecision).to.be.within(0, 1);
    expect(models[0]?.evaluation?.confusionMatrix).to.equal(null);
    const { stdout } = await scene.report(["--model", id]);
    expect(stdout).to.match(/Mean average precision 0\.\d{3}, mean average recall [01]\.\d{3} \(15 test images\)/);
    expect(stdout).not.to.contain("taken for");
  });

  it("shows all models of a project, with the one that serves beside each later one", async () => {
    await scene.train("v1", { f1Score: 0.95, units: 2 });
    await scene.train("v2", { f1Score: 0.8, labelF1Scores: { dog: 0.5 } });
    const { models, running, costs, exitCode } = await scene.document(["--project", "animals"]);
    expect(models.map(({ name, status }) => [name, status])).to.deep.equal([
      ["animals/v2", "TRAINING_COMPLETED"],
      ["animals/v1", "RUNNING"],
    ]);
    expect(models[0]?.predecessor).to.deep.include({
      name: "animals/v1",
      status: "RUNNING",
      testImages: "same",
      isBetter: true,
      testImagesUnknown: null,
    });
    expect(models[0]?.predecessor?.evaluation?.numberOfTestingImages).to.equal(15);
    expect(running[0]).to.deep.include({
      name: "animals/v1",
      inState: null,
      minInferenceUnits: 2,
      usdPerHour: { least: 8, most: 8 },
      usdPerMonth: { least: 5840, most: 5840 },
      priceRegion: "us-east-1",
      priceOrigin: "list",
    });
    expect(costs).to.deep.equal({
      usdPerHour: { least: 8, most: 8 },
      usdPerMonth: { least: 5840, most: 5840 },
      hoursPerMonth: 730,
      isComplete: true,
    });
    // What is worse does not run.
    expect(exitCode).to.equal(0);
  });

  it("writes that as Markdown: a summary, what runs, a section each", async () => {
    await scene.train("v1", { f1Score: 0.95, units: 1, labelF1Scores: { dog: 0.9 } });
    await scene.train("v2", { f1Score: 0.9, labelF1Scores: { dog: 0.5 } });
    const { exitCode, stdout } = await scene.report(["--project", scene.projectArn]);
    expect(exitCode).to.equal(0);
    const lines = stdout.split("\n");
    expect(lines[0]).to.equal(`# Models of project \`${scene.projectArn}\``);
    expect(stdout).to.match(
      /\| `animals\/v2` \| `TRAINING_COMPLETED` \| 0\.\d{3} \| 0\.\d{3} \| 0\.\d{3} \| 15 \| `animals\/v1` \| 0\.\d{3} \| 15 \| −0\.\d{3} \| yes \|/,
    );
    expect(stdout).to.match(/\| `animals\/v1` \| `RUNNING` \| .* \| 1 \| \$4\.00 \| \$2,920\.00 \|/);
    expect(stdout).to.match(/\| `dog` \| 0\.5\d\d \(0\.9\d\d\) \| −0\.\d{3} \| .* \| 5 \(5\) \|/);
    expect(lines.filter((line) => line.startsWith("## "))).to.deep.equal([
      "## What runs",
      "## Model `animals/v2`",
      "## Model `animals/v1`",
      "## Datasets of project `animals`",
    ]);
    expect(stdout).to.contain("List price of us-east-1, 2026-11");
  });

  it("ends with 5 where a model runs that is worse than the one before, and says so", async () => {
    await scene.train("v1", { f1Score: 0.95, units: 1 });
    const { id } = await scene.train("v2", { f1Score: 0.8, units: 1 });
    const { exitCode, stdout } = await scene.report(["--model", id]);
    expect(exitCode).to.equal(5);
    expect(stdout).to.contain(
      "**A model that runs has a lower F1 score than its predecessor, tested on the same images.**",
    );
  });

  it("takes models that were tested on other images for what they are: not to be compared", async () => {
    await scene.train("v1", { f1Score: 0.95, units: 1 });
    const { id } = await scene.train("v2", { f1Score: 0.8, units: 1, testedOn: "other" });
    const { models, exitCode } = await scene.document(["--model", id]);
    expect(models[0]?.predecessor).to.include({ testImages: "other", isBetter: null });
    expect(exitCode).to.equal(0);
  });

  it("has a line with the reason for a model without an evaluation, and goes on with the others", async () => {
    const first = await scene.train("v1");
    await scene.train("v2");
    const { name: key } = first.outputs.evaluationSummary as { name: string };
    await scene.models.rewrite(key, () => "{");
    scene.rig.emulator.script({ training: [{ status: "TRAINING_FAILED", message: "No | images." }] });
    const failed = scene.rig.resource("projectVersion", "failed");
    await failed.up(scene.models.args(scene.projectArn, "train-v1", "test", { versionName: "v3" }), { fails: true });
    const { models, findings, exitCode } = await scene.document(["--project", "animals"]);
    const reasons = models.map(({ name, evaluationMissing }) => [name, evaluationMissing?.replace(/s3:\S+/, "KEY")]);
    expect(reasons[0]).to.deep.equal(["animals/v3", "There is no evaluation: the model is TRAINING_FAILED."]);
    expect(reasons[1]).to.deep.equal(["animals/v2", undefined]);
    expect(reasons[2]?.[1])
      .to.contain("is not JSON")
      .and.to.match(/\[EvaluationMalformed\]$/);
    expect(models[2]?.f1Score).to.be.within(0, 1);
    expect([findings, exitCode]).to.deep.equal([["evaluationUnread"], 6]);
    const { stdout } = await scene.report(["--project", "animals"]);
    expect(stdout).to.contain("AWS says: ` No  `&#124;`  images. `");
  });

  it("says which labels no test image shows", async () => {
    scene.models.put("train", { bird: 4, cat: 6, fish: 3 });
    scene.models.put("test", { bird: 4, cat: 6 });
    const model = scene.rig.resource("projectVersion", "m");
    await model.up(scene.models.args(scene.projectArn, "train", "test"));
    const { models } = await scene.document(["--model", model.id]);
    expect(models[0]?.evaluation?.labelsWithoutTestImages).to.deep.equal(["fish"]);
    expect((await scene.report(["--model", model.id])).stdout).to.contain("Without test images: `fish`.");
  });

  it("holds 250 labels: all of them in JSON, the worst in Markdown, which stays short enough for a comment", async () => {
    const names = Array.from({ length: 250 }, (_, index) => `label-${String(index)} ${"x".repeat(100)}`);
    const images = Object.fromEntries(names.map((name) => [name, 1]));
    const { id } = await scene.train("v1", { images, labelF1Scores: { [names[7] ?? ""]: 0.1 } });
    const { models } = await scene.document(["--model", id]);
    expect(models[0]?.evaluation?.labelEvaluations).to.have.length(250);
    expect(models[0]?.evaluation?.labelEvaluations[0]?.label).to.equal(names[7]);
    const { stdout } = await scene.report(["--project", "animals"]);
    expect(stdout).to.contain("225 more labels are left out");
    expect(stdout.length).to.be.lessThan(65_536);
  });

  describe("of a stack", () => {
    it("shows what its state has, what of it runs, and what that costs", async () => {
      const model = await scene.train("v1", { units: 1, more: { maxInferenceUnits: 3 } });
      await scene.train("v2");
      const { models, running, costs, about, exitCode } = await scene.document([], [model]);
      expect(about).to.deep.equal({ kind: "stack", name: "acme/shop/dev" });
      expect(models.map(({ name, inState }) => [name, inState])).to.deep.equal([["animals/v1", "held"]]);
      expect(running[0]).to.deep.include({ inState: "held", usdPerHour: { least: 4, most: 12 } });
      expect(costs.usdPerMonth).to.deep.equal({ least: 2920, most: 8760 });
      expect(exitCode).to.equal(0);
    });

    it("ends with 3 where something runs that the state does not have", async () => {
      const model = await scene.train("v1", { units: 1 });
      await neverRecorded(scene.rig, model);
      const { models, running, exitCode } = await scene.document([]);
      expect(models).to.deep.equal([]);
      expect(running.map(({ name, inState }) => [name, inState])).to.deep.equal([["animals/v1", "no"]]);
      expect(exitCode).to.equal(3);
    });

    it("says of a model of the state that is not there that it is not, and ends with 6", async () => {
      const model = await scene.train("v1");
      const text = exported([model]);
      await scene.rig.client.deleteProjectVersion({ ProjectVersionArn: model.id });
      scene.rig.emulator.advance(60_000);
      const { models, exitCode } = await scene.document([], [], { exports: [text] });
      expect(models[0]).to.include({ name: "animals/v1", status: null, inState: "held" });
      expect(models[0]?.evaluationMissing).to.contain("AWS does not show this model");
      expect(exitCode).to.equal(6);
    });

    it("has what waits for its deletion as such, and what an adapter's tests say", async () => {
      const { ProjectArn = "" } = await scene.rig.client.createProject({
        ProjectName: "adapters",
        Feature: "CONTENT_MODERATION",
      });
      scene.rig.emulator.advance(10_000);
      const adapter = scene.rig.resource("projectVersion", "adapter");
      await adapter.up(modelArgs(ProjectArn, { featureConfig: { contentModeration: {} } }));
      const row = (JSON.parse(exported([adapter])) as { deployment: { resources: object[] } }).deployment.resources[0];
      const text = JSON.stringify({ deployment: { resources: [{ ...row, delete: true }] } });
      const { models } = await scene.document([], [], { exports: [text] });
      expect(models[0]).to.include({ inState: "pendingDeletion", consoleUrl: null });
      expect(models[0]?.evaluation).to.include({ f1Score: 0.92, precision: null });
    });

    it("leaves out what runs and is somebody else's", async () => {
      const model = await scene.train("v1", { units: 1 });
      const { running, exitCode } = await scene.document([], [], { fullName: "acme/shop/other" });
      expect(model.id).to.contain("v1");
      expect([running, exitCode]).to.deep.equal([[], 0]);
    });

    it("has the datasets of its projects, with their labels and counts", async () => {
      const { rig, projectArn } = scene;
      const dataset = rig.resource("dataset", "train");
      scene.models.put("train", { bird: 2, cat: 3 });
      await dataset.up({ projectArn, datasetType: "TRAIN", groundTruthManifest: manifest("train.manifest") });
      const { projects } = await scene.document([], [dataset]);
      expect(projects).to.have.length(1);
      const [found] = projects[0]?.datasets ?? [];
      expect(found).to.deep.include({ datasetType: "TRAIN", totalEntries: 5, totalLabels: 2, missing: null });
      expect(found?.labels.map(({ label, entryCount }) => [label, entryCount])).to.deep.equal([
        ["bird", 2],
        ["cat", 3],
      ]);
      const { stdout } = await scene.report([], [dataset]);
      expect(stdout).to.contain("| `bird` | 2 |");
    });

    it("shows the price of us-east-1 as such where none is known of the region, and the configured one where there is one", async () => {
      const { rig } = scene;
      const { ProjectArn = "" } = await rig.clientOf("111122223333", "eu-west-1").createProject({ ProjectName: "p" });
      rig.emulator.advance(60_000);
      const model = rig.resource("projectVersion", "abroad");
      await model.up(modelArgs(ProjectArn, { versionName: "v1", minInferenceUnits: 1, region: "eu-west-1" }));
      const { running } = await scene.document([], [model]);
      expect(running[0]).to.deep.include({
        region: "eu-west-1",
        priceRegion: "us-east-1",
        usdPerHour: { least: 4, most: 4 },
      });
      expect((await scene.report([], [model])).stdout).to.contain(
        "The price of eu-west-1 is not known here: what is shown is that of us-east-1, 2026-11.",
      );
      const value = '{"eu-west-1":{"usdPerInferenceUnitHour":5.5,"asOf":"2026-10"}}';
      const config = { "rekognition:prices": { value, secret: false } };
      const own = await scene.document([], [model], { config });
      expect(own.running[0]).to.deep.include({
        priceRegion: "eu-west-1",
        priceOrigin: "configuration",
        priceAsOf: "2026-10",
        usdPerMonth: { least: 4015, most: 4015 },
      });
    });

    it("reads the state from a file as well", async () => {
      const model = await scene.train("v1", { units: 1 });
      const path = join(scene.rig.bucket.path, "state.json");
      writeFileSync(path, exported([model]));
      const { url } = scene.rig.emulator;
      const { stdout } = await scene.report([
        "--state-file",
        path,
        "--owner",
        "acme/shop/dev",
        "--endpoint",
        url,
        "--format",
        "json",
      ]);
      expect((JSON.parse(stdout) as { models: object[] }).models).to.have.length(1);
    });

    it("fails with the credentials of another account, in JSON where that was asked for", async () => {
      const model = await scene.train("v1");
      scene.rig.credentials = { account: "444455556666" };
      const { exitCode, stdout, stderr } = await scene.report(["--format", "json"], [model]);
      expect(exitCode).to.equal(1);
      expect(JSON.parse(stdout)).to.have.keys("error", "exitCode");
      expect(stderr).to.contain("[WrongAccount]");
    });
  });

  it("writes a file instead", async () => {
    const { id } = await scene.train("v1");
    const path = join(scene.rig.bucket.path, "report.md");
    const { stdout, exitCode } = await scene.report(["--model", id, "--output", path]);
    expect([stdout, exitCode]).to.deep.equal(["", 0]);
    expect(readFileSync(path, "utf8")).to.match(/^# Report on model/);
    const refused = await scene.report(["--model", id, "--output", join(path, "below")]);
    expect([refused.exitCode, refused.stderr]).to.satisfy(
      ([code, text]: [number, string]) => code === 1 && text.includes("--output"),
    );
  });

  it("names a project that is not there", async () => {
    const { exitCode, stderr } = await scene.report(["--project", "plants"]);
    expect(exitCode).to.equal(1);
    expect(stderr).to.contain('There is no project "plants" in us-east-1.');
  });

  it("asks for a project's models once, and reads each object once, whatever is compared with what", async () => {
    for (const name of ["v1", "v2", "v3"]) await scene.train(name, { units: 1 });
    const since = scene.rig.emulator.calls().at(-1)?.seq ?? 0;
    await scene.document(["--project", "animals"]);
    const counts: Record<string, number> = {};
    for (const { operation } of scene.rig.emulator.calls(since)) counts[operation] = (counts[operation] ?? 0) + 1;
    // Of each model its summary and the list of its test images.
    expect(counts).to.deep.equal({ DescribeProjects: 1, DescribeProjectVersions: 1, GetObject: 6 });
  });

  it("says how it goes where it takes longer than two seconds, and nothing where it does not", async () => {
    const { id } = await scene.train("v1");
    expect((await scene.report(["--model", id])).stderr).to.equal("");
    scene.rig.emulator.addFault({ operation: "GetObject", kind: "internalError", times: 4 });
    expect((await scene.report(["--model", id])).stderr).to.match(/^report: models to read: 1, \d+ s so far/);
  });

  it("changes nothing", async () => {
    const model = await scene.train("v1", { units: 1 });
    expect((await scene.report([], [model])).changes).to.deep.equal([]);
  });
});
