import type { ProjectVersionDescription } from "@aws-sdk/client-rekognition";
import { expect } from "chai";
import { RekognitionError } from "../../../../provider/base/errors.js";
import type { Listed } from "../../../../provider/lifecycle/unrecorded.js";
import { removeModel } from "../../../../provider/resources/trained-model/removal.js";
import { unrecordedModels } from "../../../../provider/resources/trained-model/unrecorded.js";
import { failureOf } from "../../../provider/harness/failure.js";
import { FakeClock } from "../../lifecycle/fake-clock.js";
import { fakeContext } from "../../lifecycle/fake-context.js";

const BASE = "arn:aws:rekognition:us-east-1:111122223333:project/animals";
const PROJECT = `${BASE}/1700000000000`;
const arnOf = (name: string): string => `${BASE}/version/${name}/1700000000001`;

describe("models that no record leads to", () => {
  let clock: FakeClock;
  let context: ReturnType<typeof fakeContext>;
  let models: Map<string, ProjectVersionDescription>;
  /** What AWS does with a call; what it does not know of it takes, and does nothing. */
  let does: Record<string, (arn: string) => void>;
  beforeEach(() => {
    clock = new FakeClock();
    models = new Map();
    does = {
      StopProjectVersion: (arn) => void there(nameOf(arn), { Status: "STOPPED" }),
      DeleteProjectVersion: (arn) => void models.delete(nameOf(arn)),
    };
    const describe = {
      projects: () => Promise.resolve([{ ProjectArn: PROJECT }]),
      projectVersions: (projectArn: string) => Promise.resolve(projectArn === PROJECT ? [...models.values()] : []),
      projectVersion: (projectArn: string, name: string) =>
        Promise.resolve(projectArn === PROJECT ? models.get(name) : undefined),
      isProjectVersionGone: () => true,
    };
    const told = fakeContext(clock, { describe });
    const aws = {
      ...told.aws,
      call(operation: string, input: { ProjectVersionArn: string }) {
        told.calls.push({ operation, input });
        return Promise.resolve({}).then(() => does[operation]?.(input.ProjectVersionArn));
      },
    };
    context = { ...told, aws } as unknown as typeof context;
  });
  const nameOf = (arn: string): string => arn.split("/")[3] ?? "";
  const there = (name: string, more: ProjectVersionDescription): unknown =>
    models.set(name, { ProjectVersionArn: arnOf(name), ...models.get(name), ...more });
  const operations = (): string[] => context.calls.map(({ operation }) => operation);
  const listed = (making: "training" | "copy" = "training"): Promise<Listed[]> =>
    unrecordedModels(making).list(context);
  const first = async (): Promise<Listed> => (await listed())[0] as Listed;

  it("are listed as what they are: trained ones, or copies", async () => {
    there("trained", { Status: "STOPPED" });
    there("copied", { Status: "STOPPED", SourceProjectVersionArn: "source" });
    expect((await listed()).map(({ name }) => name)).to.deep.equal(["animals/trained"]);
    expect((await listed("copy")).map(({ name }) => name)).to.deep.equal(["animals/copied"]);
    const { noun, making, order } = unrecordedModels("copy");
    expect([noun, making, order]).to.deep.equal(["model copy", "copy", 1]);
    expect(unrecordedModels("training").noun).to.equal("model");
  });

  const costs: {
    status: string;
    units?: [number, number?];
    is: string;
    usdPerHour: number | "unknown";
    remark: string;
  }[] = [
    { status: "RUNNING", units: [2], is: "running", usdPerHour: 8, remark: "2 inference units" },
    { status: "RUNNING", units: [2, 4], is: "running", usdPerHour: 8, remark: "2 to 4 inference units" },
    { status: "STARTING", is: "running", usdPerHour: 4, remark: "at least 1 inference unit" },
    { status: "STOPPED", units: [2], is: "idle", usdPerHour: 0, remark: "" },
    { status: "TRAINING_IN_PROGRESS", is: "making", usdPerHour: 1, remark: "" },
    { status: "COPYING_IN_PROGRESS", is: "making", usdPerHour: 0, remark: "" },
    { status: "SCALING", units: [2], is: "unknown", usdPerHour: "unknown", remark: "2 inference units" },
  ];
  for (const { status, units: [least, most] = [], is, usdPerHour, remark } of costs) {
    it(`are listed with what they cost: ${status}, ${remark}`, async () => {
      const units = { ...(least && { MinInferenceUnits: least }), ...(most && { MaxInferenceUnits: most }) };
      there("x", { Status: status as "RUNNING", ...units });
      expect(await first()).to.deep.equal({
        ...{ arn: arnOf("x"), name: "animals/x", status, activity: is, usdPerHour, remark },
        model: { projectArn: PROJECT, versionName: "x" },
      });
    });
  }

  it("have a price that is unknown where none is known for the Region, and are free at rest everywhere", async () => {
    context = { ...context, region: "eu-west-1" };
    there("x", { Status: "RUNNING" });
    expect((await first()).usdPerHour).to.equal("unknown");
    there("x", { Status: "STOPPED" });
    expect((await first()).usdPerHour).to.equal(0);
  });

  it("are stopped where they run, though a start may only show later", async () => {
    const trained = unrecordedModels("training");
    there("x", { Status: "RUNNING" });
    const thing = await first();
    await trained.stop?.(context, thing);
    expect([operations(), models.get("x")?.Status]).to.deep.equal([["StopProjectVersion"], "STOPPED"]);
    const restedAt = clock.now();
    await trained.stop?.(context, thing);
    expect(operations()).to.have.length(1);
    expect(clock.now() - restedAt).to.be.at.least(65_000);
    models.clear();
    await trained.stop?.(context, thing);
    expect(operations()).to.have.length(1);
  });

  it("are removed, a running one after its stop; a missing one is a success", async () => {
    const trained = unrecordedModels("training");
    there("x", { Status: "RUNNING" });
    const thing = await first();
    await trained.remove(context, thing, { forceDestroy: false });
    expect(operations()).to.deep.equal(["StopProjectVersion", "DeleteProjectVersion"]);
    await trained.remove(context, thing, { forceDestroy: false });
    expect(operations()).to.have.length(2);
  });

  it("are removed by name with their project, no matter who made them", async () => {
    there("x", { Status: "STOPPED" });
    await removeModel(context, PROJECT, "x");
    expect([operations(), models.size]).to.deep.equal([["DeleteProjectVersion"], 0]);
    await removeModel(context, PROJECT, "x");
    expect(operations()).to.have.length(1);
  });

  it("say what they go on costing where they cannot be removed", async () => {
    there("x", { Status: "RUNNING" });
    does.StopProjectVersion = () => {
      throw new RekognitionError("AccessDenied", "no");
    };
    expect(await failureOf(removeModel(context, PROJECT, "x"))).to.match(
      /^no\. Model "x" is RUNNING with 1 inference unit/,
    );
  });

  it("are not deleted twice where somebody else's deletion goes on", async () => {
    there("x", { Status: "DELETING" });
    clock.sleep = (ms) => {
      clock.advance(ms);
      models.clear();
      return Promise.resolve();
    };
    await removeModel(context, PROJECT, "x");
    expect(operations()).to.deep.equal([]);
  });
});
