import type { ProjectVersionDescription } from "@aws-sdk/client-rekognition";
import { expect } from "chai";
import { RekognitionError } from "../../../../provider/base/errors.js";
import { tellingCosts } from "../../../../provider/lifecycle/telling-costs.js";
import type { DescribeBroker } from "../../../../provider/observe/broker.js";
import { modelCosting } from "../../../../provider/resources/trained-model/costs.js";
import { failureOf } from "../../../provider/harness/failure.js";
import { FakeClock } from "../../lifecycle/fake-clock.js";
import { fakeContext } from "../../lifecycle/fake-context.js";

const PROJECT = "arn:aws:rekognition:us-east-1:111122223333:project/animals/1700000000000";
const ARN = "arn:aws:rekognition:us-east-1:111122223333:project/animals/version/first/1700000000001";
const costingOfFirst = (): ReturnType<typeof modelCosting> =>
  modelCosting({ projectArn: PROJECT, versionName: "first" }, { region: "us-east-1" });
const costing = costingOfFirst();

describe("a model that is watched for what it costs", () => {
  it("is told of at each look at it that finds it, and of no other", async () => {
    let found: ProjectVersionDescription | undefined = { ProjectVersionArn: ARN, Status: "RUNNING" };
    const seen: (string | undefined)[] = [];
    const describe = { projectVersion: () => Promise.resolve(found) } as unknown as DescribeBroker;
    const watched = costing.watched(describe, ({ status }) => seen.push(status));
    expect(await watched.projectVersion(PROJECT, "first")).to.equal(found);
    await watched.projectVersion(PROJECT, "second");
    await watched.projectVersion("another", "first");
    found = undefined;
    expect(await watched.projectVersion(PROJECT, "first")).to.equal(undefined);
    expect(seen).to.deep.equal(["RUNNING"]);
  });

  describe("after a call", () => {
    const last = { ProjectVersionArn: ARN, MinInferenceUnits: 1 };
    const after = (request: object, answer?: object, before: object | undefined = last): unknown =>
      costing.after(request, answer, before);

    it("is the one that was made, where it is made in its project under its name", () => {
      const made = { ProjectArn: PROJECT, VersionName: "first" };
      expect(after(made, { ProjectVersionArn: ARN })).to.deep.equal({ ProjectVersionArn: ARN });
      expect(after(made)).to.deep.equal({ ProjectVersionArn: undefined });
      expect(after({ ...made, VersionName: "second" })).to.equal(undefined);
      expect(after({ ...made, ProjectArn: "another" })).to.equal(undefined);
    });

    it("is the copy, which is made in the project that it is copied to", () => {
      const copied = { ProjectArn: "source", DestinationProjectArn: PROJECT, VersionName: "first" };
      expect(after(copied, { ProjectVersionArn: ARN })).to.deep.equal({ ProjectVersionArn: ARN });
      expect(after({ ...copied, DestinationProjectArn: "another", ProjectArn: PROJECT })).to.equal(undefined);
    });

    it("is as it was, but for the units of a start", () => {
      const units = { MinInferenceUnits: 2, MaxInferenceUnits: 3 };
      expect(after({ ProjectVersionArn: ARN })).to.equal(last);
      expect(after({ ProjectVersionArn: ARN, ...units })).to.deep.equal({ ProjectVersionArn: ARN, ...units });
      expect(after({ ProjectVersionArn: "another" })).to.equal(undefined);
      expect(costing.after({ ProjectVersionArn: ARN }, undefined, undefined)).to.equal(undefined);
    });
  });

  it("goes on costing what a call brings it to, though no look shows that any more", async () => {
    const looked = { ProjectVersionArn: ARN, Status: "STOPPED" };
    const context = fakeContext(new FakeClock(), { describe: { projectVersion: () => Promise.resolve(looked) } });
    const failedAfter = (operation: "CreateProjectVersion" | "StartProjectVersion", input: object): Promise<string> =>
      failureOf(
        tellingCosts(context, costingOfFirst(), async ({ aws, describe }) => {
          await describe.projectVersion(PROJECT, "first");
          await aws.call(operation, input as never);
          throw new RekognitionError("Busy", "no");
        }),
      );
    const made = { ProjectArn: PROJECT, VersionName: "first" };
    expect(await failedAfter("CreateProjectVersion", made)).to.contain('Model "first" is in training');
    const start = { ProjectVersionArn: ARN, MinInferenceUnits: 2 };
    expect(await failedAfter("StartProjectVersion", start)).to.contain(
      'Model "first" is STARTING with 2 inference units',
    );
  });

  describe("costs", () => {
    const costs = (
      status: string,
      isCertain: boolean,
      value: object = { ProjectVersionArn: ARN },
    ): string | undefined =>
      costing.costs({ status, value: { Status: status, ...value } } as Parameters<typeof costing.costs>[0], isCertain);

    it("its training, which AWS cannot cancel", () => {
      expect(costs("TRAINING_IN_PROGRESS", true)).to.match(
        /^Model "first" is in training, at about \$1\.00 an hour .*, billed if it succeeds; AWS cannot cancel a training\.$/,
      );
      expect(costs("TRAINING_IN_PROGRESS", false)).to.match(/^Model "first" may be in training/);
    });

    it("its units while it runs, and nothing else", () => {
      expect(costs("RUNNING", true)).to.match(/^Model "first" is RUNNING with 1 inference unit/);
      expect(costs("STARTING", false, {})).to.match(/^Model "first" may be STARTING/);
      expect(costs("COPYING_IN_PROGRESS", true)).to.equal(undefined);
      expect(costs("STOPPED", true)).to.equal(undefined);
    });
  });
});
