import { expect } from "chai";
import type { Report } from "../harness/command.js";
import { BUCKET, Rig } from "../harness/rig.js";
import type { StackResource } from "../harness/stack-resource.js";
import { sweep } from "../sweep/sweeping.js";
import { lines } from "../dataset/datasets.js";
import { CASES, type Case, model } from "./cases.js";
import { PACKAGE_VERSION } from "../../../provider/base/version.js";

/** A status that AWS may add one day. */
const STATUS = "ARCHIVED";
const SETTLED_MS = 300_000;

const withStatus = CASES.filter(({ kind }) => kind !== "collection" && kind !== "projectPolicy");

describe(`in a status that this version does not know`, () => {
  let rig: Rig;
  let resource: StackResource;
  let inputs: Record<string, unknown>;
  beforeEach(async () => {
    rig = await Rig.start();
  });
  afterEach(() => rig.close());

  /** From now on the service describes everything of the case's kind in that status. */
  function tellUnknown({ kind }: Case, status = STATUS): void {
    const as = <T extends object>(description: T | undefined): T | undefined =>
      description && { ...description, Status: status, JobStatus: status };
    const all = <T extends object>(list: T[] | undefined): T[] => (list ?? []).flatMap((one) => as(one) ?? []);
    rig.rewrite = {
      ...(kind === "project" && {
        DescribeProjects: (answer) => ({ ...answer, ProjectDescriptions: all(answer.ProjectDescriptions) }),
      }),
      ...((kind === "projectVersion" || kind === "projectVersionCopy") && {
        DescribeProjectVersions: (answer) => ({
          ...answer,
          ProjectVersionDescriptions: all(answer.ProjectVersionDescriptions),
        }),
      }),
      ...(kind === "dataset" && {
        DescribeDataset: (answer) => ({ ...answer, DatasetDescription: as(answer.DatasetDescription) }),
      }),
      ...(kind === "streamProcessor" && {
        DescribeStreamProcessor: (answer) => ({ ...answer, ...as(answer) }),
        ListStreamProcessors: (answer) => ({ ...answer, StreamProcessors: all(answer.StreamProcessors) }),
      }),
      ...(kind === "videoAnalysisJob" && { GetLabelDetection: (answer) => ({ ...answer, ...as(answer) }) }),
    };
  }

  async function make(one: Case): Promise<void> {
    inputs = await one.args(rig);
    resource = rig.resource(one.kind, "x");
    await resource.up(inputs);
    rig.emulator.advance(SETTLED_MS);
  }

  const effects = ({ calls }: Report): string[] => calls.filter(({ effect }) => effect).map((call) => call.operation);

  /** The error names the status and this version, once. */
  function judge(report: Report): void {
    expect(report.error).to.contain(`"${STATUS}"`).and.to.contain(`pulumi-rekognition ${PACKAGE_VERSION}`);
    expect(report.error.match(/\[\w+\]/g)).to.deep.equal(["[UnexpectedStatus]"]);
    expect(effects(report)).to.deep.equal([]);
  }

  for (const one of withStatus) {
    describe(`a ${one.what}`, () => {
      if (one.kind !== "videoAnalysisJob") {
        it("is not deleted", async () => {
          await make(one);
          tellUnknown(one);
          judge(await resource.destroy({ fails: true }));
          rig.rewrite = {};
          expect((await resource.destroy()).steps).to.deep.equal(["delete"]);
        });
      }

      it("is read into the state, and a preview says that nothing is done about it", async () => {
        await make(one);
        tellUnknown(one);
        const refreshed = await resource.refresh();
        expect(refreshed.steps).to.deep.equal(["refresh"]);
        expect(refreshed.diffs).to.deep.equal([]);
        expect(resource.outputs.status).to.equal(STATUS);
        const { plan, warnings } = await resource.preview(inputs);
        expect(plan.op).to.equal("same");
        const [warning = ""] = warnings.filter((text) => text.includes(STATUS));
        expect(warning).to.contain(PACKAGE_VERSION).and.to.contain("nothing is started");
        expect(effects(await resource.up(inputs))).to.deep.equal([]);
      });

      if (one.kind !== "videoAnalysisJob") {
        it("does not end its creation: the next up completes it", async () => {
          inputs = await one.args(rig);
          resource = rig.resource(one.kind, "x");
          tellUnknown(one);
          const begun = await resource.up(inputs, { fails: true });
          expect(begun.error).to.contain(`"${STATUS}"`).and.to.contain("[UnexpectedStatus]");
          rig.rewrite = {};
          await resource.up(inputs);
          expect(resource.outputs.status).not.to.equal(STATUS);
          expect((await resource.up(inputs)).calls).to.deep.equal([]);
        });
      }

      if (one.change !== undefined) {
        it("is not changed", async () => {
          await make(one);
          tellUnknown(one);
          judge(await resource.up({ ...inputs, ...one.change }, { fails: true }));
          rig.rewrite = {};
          expect((await resource.up({ ...inputs, ...one.change })).steps).to.deep.equal(["update"]);
        });
      }

      if (one.kind !== "videoAnalysisJob") {
        it("is neither made again nor deleted where a create finds its own", async () => {
          await make(one);
          resource.state = undefined;
          tellUnknown(one);
          judge(await resource.up(inputs, { fails: true }));
        });
      }
    });
  }

  it("a model that is to be kept is not deleted", async () => {
    inputs = { ...(await model.args(rig)), deletionPolicy: "stop" };
    resource = rig.resource("projectVersion", "x");
    await resource.up(inputs);
    tellUnknown(model);
    const failed = await resource.destroy({ fails: true });
    judge(failed);
    expect(failed.error).to.contain("it may run").and.to.contain("stop-project-version");
    expect(rig.models.map(({ status }) => status)).to.deep.equal(["RUNNING"]);
  });

  it("a model whose units are taken away is not called stopped", async () => {
    await make(model);
    tellUnknown(model);
    judge(await resource.up({ ...inputs, minInferenceUnits: undefined }, { fails: true }));
  });

  it("a dataset is not trained from", async () => {
    const projectArn = await rig.makeProject();
    await rig.resource("dataset", "data").up({ projectArn, datasetType: "TRAIN", entries: lines(4) });
    rig.rewrite = {
      DescribeProjects: (answer) => ({
        ...answer,
        ProjectDescriptions: (answer.ProjectDescriptions ?? []).map((project) => ({
          ...project,
          Datasets: (project.Datasets ?? []).map((each) => ({ ...each, Status: STATUS as never })),
        })),
      }),
    };
    const trained = rig.resource("projectVersion", "x");
    judge(await trained.up({ projectArn, outputConfig: { s3Bucket: BUCKET } }, { fails: true }));
  });

  describe("the sweep", () => {
    for (const one of withStatus.filter(({ kind }) => kind === "projectVersion" || kind === "streamProcessor")) {
      it(`neither calls a ${one.what} free nor says that it stopped or deleted it`, async () => {
        await make(one);
        tellUnknown(one);
        for (const action of ["stop", "delete"] as const) {
          const { leftovers, outcomes, changes } = await sweep(rig, { action, recorded: true });
          const [found] = leftovers.filter(({ status }) => status === STATUS);
          expect([found?.activity, found?.usdPerHour]).to.deep.equal(["unknown", "unknown"]);
          const [outcome] = outcomes.filter(({ thing }) => thing === found);
          expect(outcome?.result).to.equal("failed");
          expect(outcome?.reason).to.contain(`"${STATUS}"`).and.to.contain(PACKAGE_VERSION);
          expect(changes.filter((operation) => /ProjectVersion|StreamProcessor/.test(operation))).to.deep.equal([]);
        }
      });
    }
  });
});
