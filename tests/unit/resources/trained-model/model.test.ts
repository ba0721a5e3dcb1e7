import type { ProjectVersionDescription } from "@aws-sdk/client-rekognition";
import { expect } from "chai";
import type { ResourceHandler } from "../../../../provider/lifecycle/handler.js";
import { kinds } from "../../../../provider/resources/registry.js";
import { unitRules } from "../../../../provider/resources/trained-model/fields.js";
import { assertMade, outputsOf, soughtModel } from "../../../../provider/resources/trained-model/model.js";
import { mayRunWith } from "../../../../provider/resources/trained-model/start.js";
import { runningSlotsUsed } from "../../../../provider/resources/trained-model/slots.js";
import { failureOf } from "../../../provider/harness/failure.js";
import { FakeClock } from "../../lifecycle/fake-clock.js";
import { fakeContext } from "../../lifecycle/fake-context.js";

const PROJECT = "arn:aws:rekognition:us-east-1:111122223333:project/animals";
const ARN = `${PROJECT}/version/first/1700000000001`;
const model = { projectArn: `${PROJECT}/1700000000000`, versionName: "first" };

describe("what is recorded of a model", () => {
  const at = new Date("2026-11-01T10:00:00.000Z");
  const manifest = (Name: string): object => ({
    Assets: [{ GroundTruthManifest: { S3Object: { Bucket: "b", Name } } }],
  });
  const described = {
    ProjectVersionArn: ARN,
    Status: "RUNNING",
    StatusMessage: "it runs",
    CreationTimestamp: at,
    TrainingEndTimestamp: at,
    BillableTrainingTimeInSeconds: 60,
    BaseModelVersion: "CUSTOM_LABELS.1.0",
    SourceProjectVersionArn: "source",
    EvaluationResult: { F1Score: 0.9, Summary: { S3Object: { Bucket: "b", Name: "summary", Version: "v1" } } },
    ManifestSummary: { S3Object: { Bucket: "b", Name: "manifests" } },
    TrainingDataResult: { Output: manifest("train"), Validation: manifest("checked") },
    TestingDataResult: { Output: manifest("test") },
  } as ProjectVersionDescription;

  it("is all that AWS tells", () => {
    const { consoleUrl, ...told } = outputsOf(described);
    expect(consoleUrl).to.contain("models/first");
    expect(told).to.deep.equal({
      status: "RUNNING",
      statusMessage: "it runs",
      creationTimestamp: at.toISOString(),
      trainingEndTimestamp: at.toISOString(),
      f1Score: 0.9,
      evaluationSummary: { bucket: "b", name: "summary", version: "v1" },
      manifestSummary: { bucket: "b", name: "manifests" },
      trainingDataResult: { output: { bucket: "b", name: "train" }, validation: { bucket: "b", name: "checked" } },
      testingDataResult: { output: { bucket: "b", name: "test" } },
      billableTrainingTimeSeconds: 60,
      baseModelVersion: "CUSTOM_LABELS.1.0",
      sourceProjectVersionArn: "source",
    });
  });

  it("stays where a later answer leaves it out, but for the status, which is as it is", () => {
    const before = outputsOf(described);
    const { status: _status, statusMessage: _message, ...stays } = before;
    const after = outputsOf({ ProjectVersionArn: ARN, Status: "STOPPED" }, before);
    expect(after).to.deep.equal({ ...stays, status: "STOPPED", statusMessage: undefined });
  });

  it("is nothing of what AWS made that it does not place", () => {
    const validated = { TestingDataResult: { Validation: manifest("checked") } };
    expect(outputsOf(validated).testingDataResult).to.deep.equal({ validation: { bucket: "b", name: "checked" } });
    const halves = [{ Bucket: "b" }, { Name: "n" }, {}].map((S3Object) => outputsOf({ ManifestSummary: { S3Object } }));
    expect(halves.map((outputs) => "manifestSummary" in outputs)).to.deep.equal([false, false, false]);
    expect(Object.keys(outputsOf({ TrainingDataResult: { Output: { Assets: [{}] } } }))).not.to.include(
      "trainingDataResult",
    );
    const unplaced = { Assets: [{}] };
    const nothing = [
      { Output: {} },
      { Output: { Assets: [] } },
      { Validation: unplaced },
      { Validation: { Assets: [] } },
    ];
    for (const TrainingDataResult of [...nothing, { Validation: {} }]) {
      expect(Object.keys(outputsOf({ TrainingDataResult }))).not.to.include("trainingDataResult");
    }
    const empty = { TrainingDataResult: {}, EvaluationResult: {} };
    expect(Object.keys(outputsOf(empty))).to.deep.equal(["status", "statusMessage"]);
  });
});

describe("what there is to do about a recorded model", () => {
  const handler: ResourceHandler = kinds.projectVersion.handler;
  const asks = (status: string | undefined, minInferenceUnits?: number): unknown =>
    handler.outstanding?.(
      { inputs: {}, outputs: { status }, meta: { v: 2, claim: "", claimedAt: 0, createdAt: 0 } },
      { minInferenceUnits },
    );

  it("is told by its status, and by whether it is to run", () => {
    expect(asks("TRAINING_FAILED")).to.deep.equal({ action: "replace", because: "status", deleteFirst: true });
    expect(asks("EXPIRED")).to.deep.equal({ action: "replace", because: "status", deleteFirst: false });
    for (const status of ["TRAINING_IN_PROGRESS", "STOPPING", undefined]) {
      expect(asks(status)).to.deep.equal({ action: "update" });
    }
    expect(asks("STOPPED", 1)).to.deep.equal({ action: "update" });
    for (const status of ["STOPPED", "RUNNING", "SCALING"]) expect(asks(status)).to.deep.equal({ action: "nothing" });
    expect(asks("RUNNING", 1)).to.deep.equal({ action: "nothing" });
    expect([handler.knowsStatus?.("RUNNING"), handler.knowsStatus?.("SCALING")]).to.deep.equal([true, false]);
  });
});

describe("when a model was made", () => {
  it("is what AWS says, or nothing", () => {
    const { createdAtMs } = soughtModel(fakeContext(new FakeClock()), model);
    expect([createdAtMs({ CreationTimestamp: new Date(5_000) }), createdAtMs({})]).to.deep.equal([5_000, 0]);
  });
});

describe("a model whose making is over", () => {
  const made = (status: string, message?: string): Promise<void> =>
    Promise.resolve().then(() => {
      assertMade(model, { status, message, value: {} } as Parameters<typeof assertMade>[1]);
    });

  it("is good where anything came of it", async () => {
    for (const status of ["TRAINING_COMPLETED", "RUNNING", "STOPPED", "FAILED", "DEPRECATED"]) await made(status);
  });

  it("is an error where nothing did, with AWS's reason", async () => {
    expect(await failureOf(made("TRAINING_FAILED", "no labels"))).to.match(
      /^model "first" is TRAINING_FAILED: no labels\..*\[TrainingFailed\]$/,
    );
    expect(await failureOf(made("COPYING_FAILED"))).to.match(/AWS gave no reason\..*\[CopyFailed\]$/);
    expect(await failureOf(made("EXPIRED"))).to.contain("[TrainingFailed]");
    expect(await failureOf(made("DELETING"))).to.match(/is being deleted\..*\[DeletedOutside\]$/);
  });
});

describe("inference units", () => {
  const runs = (value: object, units: { min: number; max?: number }, status = "RUNNING"): boolean =>
    mayRunWith({ status, value } as Parameters<typeof mayRunWith>[0], { max: undefined, ...units });

  it("are those that a model runs with, as far as AWS tells", () => {
    expect(runs({ MinInferenceUnits: 1 }, { min: 1 })).to.equal(true);
    expect(runs({ MinInferenceUnits: 1 }, { min: 2 })).to.equal(false);
    expect(runs({ MinInferenceUnits: 1, MaxInferenceUnits: 2 }, { min: 1 })).to.equal(false);
    expect(runs({ MinInferenceUnits: 1, MaxInferenceUnits: 2 }, { min: 1, max: 2 })).to.equal(true);
    expect(runs({}, { min: 3 })).to.equal(true);
    expect(runs({ MinInferenceUnits: 1 }, { min: 1 }, "STARTING")).to.equal(true);
    expect(runs({ MinInferenceUnits: 1 }, { min: 1 }, "STOPPED")).to.equal(false);
  });

  it("follow AWS's rules: a greatest number needs a least one, and is no less", () => {
    const broken = (inputs: Record<string, unknown>): boolean[] => unitRules.map((rule) => !rule.holds(inputs));
    expect(broken({})).to.deep.equal([false, false]);
    expect(broken({ minInferenceUnits: 2 })).to.deep.equal([false, false]);
    expect(broken({ maxInferenceUnits: 2 })).to.deep.equal([true, false]);
    expect(broken({ minInferenceUnits: 2, maxInferenceUnits: 2 })).to.deep.equal([false, false]);
    expect(broken({ minInferenceUnits: 3, maxInferenceUnits: 2 })).to.deep.equal([false, true]);
    expect(broken({ minInferenceUnits: 3, maxInferenceUnits: "unknown" })).to.deep.equal([false, false]);
    expect(broken({ minInferenceUnits: "unknown", maxInferenceUnits: 2 })).to.deep.equal([false, false]);
  });
});

describe("a start that finds no slot", () => {
  const says = (...models: ProjectVersionDescription[]): string =>
    runningSlotsUsed(model, { min: 1, max: 2 }, models, new Error("quota")).what;

  it("names the models that run, or may, with their units", () => {
    const text = says(
      { ProjectVersionArn: "arn:a", Status: "RUNNING", MinInferenceUnits: 2 },
      { ProjectVersionArn: "arn:b", Status: "STARTING" },
      { ProjectVersionArn: "arn:c", Status: "STOPPED" },
      { ProjectVersionArn: "arn:d", Status: "SCALING" as "RUNNING", MinInferenceUnits: 1 },
    );
    expect(text).to.equal(
      'model "first" could not be started with 1 to 2 inference units; running: arn:a (2 units), arn:b (1 unit), arn:d (1 unit).',
    );
  });

  it("says that the units are too many where no other model runs", () => {
    expect(says()).to.contain("no other model runs, so they are more than one model may have (5 by default)");
  });
});
