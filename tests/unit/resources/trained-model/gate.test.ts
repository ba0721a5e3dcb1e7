import type { ProjectVersionDescription } from "@aws-sdk/client-rekognition";
import { expect } from "chai";
import { throughGates } from "../../../../provider/resources/trained-model/gates/gates.js";
import { withEvaluation } from "../../../../provider/resources/trained-model/start.js";
import type { Found } from "../../../../provider/resources/trained-model/model.js";
import { failureOf } from "../../../provider/harness/failure.js";
import { arnOf, FakeModels, PROJECT } from "./fake-models.js";

const model = { projectArn: PROJECT, versionName: "x" };
const first = { arn: arnOf("x"), predecessors: [], isReplacing: false };

describe("the gate", () => {
  let fake: FakeModels;
  beforeEach(() => {
    fake = new FakeModels();
  });
  const scored = (F1Score: number): ProjectVersionDescription => ({ EvaluationResult: { F1Score } });
  const found = (more: ProjectVersionDescription): Found => {
    return { status: "TRAINING_COMPLETED", value: fake.there("x", { Status: "TRAINING_COMPLETED", ...more }) };
  };
  const gate = (from: Found, minF1Score?: number, certain = from): Promise<Found> =>
    throughGates({ context: fake.context, model }, from, { minF1Score }, first, () => Promise.resolve(certain));

  it("is open where no score is asked for, and to the score that is asked for", async () => {
    const unscored = found({});
    expect(await gate(unscored)).to.equal(unscored);
    const good = found(scored(0.8));
    expect(await gate(good, 0.8)).to.equal(good);
  });

  it("judges by a score that shows later", async () => {
    const from = found({});
    fake.later(20_000, "x", scored(0.9));
    expect((await gate(from, 0.8)).value.EvaluationResult?.F1Score).to.equal(0.9);
  });

  it("is shut to a lower score, and to none that shows", async () => {
    expect(await failureOf(gate(found(scored(0.7)), 0.8))).to.match(
      /0\.700, below minF1Score 0\.8.*\[BelowQualityGate\]$/,
    );
    fake.models.clear();
    expect(await failureOf(gate(found({}), 0.8))).to.match(/does not show the F1 score.*\[NotEvaluated\]$/);
  });

  it("gives what turns out to be up as it is, whatever its score", async () => {
    const runs: Found = { status: "RUNNING", value: {} };
    expect(await gate(found(scored(0.1)), 0.8, runs)).to.equal(runs);
  });

  it("waits for no evaluation that shows", async () => {
    const from = found(scored(0.1));
    expect(await withEvaluation({ context: fake.context, model }, from)).to.equal(from);
    expect(fake.clock.sleeps).to.deep.equal([]);
  });
});
