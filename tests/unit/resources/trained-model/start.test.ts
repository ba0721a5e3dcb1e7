import type { ProjectVersionDescription } from "@aws-sdk/client-rekognition";
import { expect } from "chai";
import { RekognitionError } from "../../../../provider/base/errors.js";
import type { Found } from "../../../../provider/resources/trained-model/model.js";
import { showsUnits, startModel, type Units } from "../../../../provider/resources/trained-model/start.js";
import { failureOf } from "../../../provider/harness/failure.js";
import { FakeModels, PROJECT, arnOf } from "./fake-models.js";

const model = { projectArn: PROJECT, versionName: "x" };

describe("the start of a model", () => {
  let fake: FakeModels;
  beforeEach(() => {
    fake = new FakeModels();
  });
  /** Starts one that was seen so. */
  const start = (status: NonNullable<Found["status"]>, units: Partial<Units> = {}): Promise<Found> => {
    const value = fake.there("x", { Status: status });
    return startModel({ context: fake.context, model }, { status, value }, { min: 1, max: undefined, ...units });
  };
  /** What becomes of it once AWS has taken the start. */
  const then = (...steps: (readonly [afterMs: number, more: ProjectVersionDescription | undefined])[]): void => {
    fake.does.StartProjectVersion = () => {
      for (const [afterMs, more] of steps) fake.later(afterMs, "x", more);
    };
  };
  const refuse = (error: RekognitionError, more: ProjectVersionDescription = {}): void => {
    fake.does.StartProjectVersion = () => {
      fake.there("x", more);
      throw error;
    };
  };
  const busy = new RekognitionError("Busy", "not now");

  it("asks for its units once, and waits until it runs, however long what shows lags", async () => {
    then([20_000, { Status: "STARTING" }], [600_000, { Status: "RUNNING" }]);
    expect((await start("STOPPED", { min: 2, max: 3 })).status).to.equal("RUNNING");
    const units = { MinInferenceUnits: 2, MaxInferenceUnits: 3 };
    const asked = { operation: "StartProjectVersion", input: { ProjectVersionArn: arnOf("x"), ...units } };
    expect(fake.context.calls).to.deep.equal([asked]);
  });

  it("names no most units where none are asked for", async () => {
    then([0, { Status: "RUNNING" }]);
    await start("TRAINING_COMPLETED");
    expect(fake.context.calls[0]?.input).to.deep.equal({ ProjectVersionArn: arnOf("x"), MinInferenceUnits: 1 });
  });

  it("of one that failed to run before takes its status for the one from before", async () => {
    then([20_000, { Status: "STARTING" }], [600_000, { Status: "RUNNING" }]);
    expect((await start("FAILED")).status).to.equal("RUNNING");
  });

  it("of one that AWS retires is not asked for", async () => {
    expect(await failureOf(start("DEPRECATED"))).to.match(
      /^model "x" is DEPRECATED: AWS retires its base model; train a new version\..*\[StartFailed\]$/,
    );
    expect(fake.operations).to.deep.equal([]);
  });

  it("that does not lead there says how it ended, and what AWS says of it", async () => {
    then([1_000, { Status: "STARTING" }], [60_000, { Status: "FAILED", StatusMessage: "no capacity" }]);
    expect(await failureOf(start("STOPPED"))).to.match(
      /^model "x" is FAILED after its start: no capacity\..*\[StartFailed\]$/,
    );
    then([1_000, { Status: "STARTING", StatusMessage: undefined }], [60_000, { Status: "FAILED" }]);
    expect(await failureOf(start("STOPPED"))).to.match(/^model "x" is FAILED after its start\./);
    then([20_000, { Status: "FAILED" }]);
    expect(await failureOf(start("STOPPED"))).to.match(/^model "x" is FAILED after its start\..*\[StartFailed\]$/);
    then([60_000, undefined]);
    expect(await failureOf(start("FAILED"))).to.match(/^model "x" is gone after its start\..*\[StartFailed\]$/);
  });

  it("that AWS refuses for one that is up gives it as it is, or waits where it may be what was asked for", async () => {
    refuse(busy, { Status: "RUNNING", MinInferenceUnits: 2 });
    expect((await start("STOPPED")).value.MinInferenceUnits).to.equal(2);
    refuse(busy, { Status: "STOPPING" });
    expect((await start("STOPPED")).status).to.equal("STOPPING");
    refuse(busy, { Status: "STARTING", MinInferenceUnits: 1 });
    fake.later(0, "x", { Status: "STARTING" });
    fake.later(300_000, "x", { Status: "RUNNING" });
    expect((await start("STOPPED")).status).to.equal("RUNNING");
  });

  it("that AWS refuses otherwise is an error, at once", async () => {
    refuse(new RekognitionError("AccessDenied", "no"), { Status: "STOPPED" });
    const before = fake.clock.now();
    expect(await failureOf(start("STOPPED"))).to.contain("[AccessDenied]");
    expect([fake.clock.now() - before, fake.operations.length]).to.deep.equal([0, 1]);
  });

  it("of one that vanishes meanwhile says so", async () => {
    fake.does.StartProjectVersion = () => {
      fake.models.clear();
      throw busy;
    };
    expect(await failureOf(start("STOPPED"))).to.match(/^model "x" vanished\..*\[DeletedOutside\]$/);
  });

  it("that finds no slot is asked for again once something changes, and says who runs where nothing does", async () => {
    fake.there("y", { Status: "RUNNING", MinInferenceUnits: 2 });
    refuse(new RekognitionError("QuotaExceeded", "no more"));
    expect(await failureOf(start("STOPPED"))).to.match(/running: .*\/y\/.*2 units.*\[RunningSlotsUsed\]$/);
    let asked = 0;
    fake.does.StartProjectVersion = () => {
      if (asked++ < 2) throw new RekognitionError("QuotaExceeded", "no more");
      fake.there("x", { Status: "RUNNING" });
    };
    fake.models.delete("y");
    expect((await start("STOPPED")).status).to.equal("RUNNING");
  });

  it("shows in a description that has its units", () => {
    expect([showsUnits({ MinInferenceUnits: 1 }), showsUnits({})]).to.deep.equal([true, false]);
  });
});
