import { expect } from "chai";
import type { Operation, ResponseOf } from "../../../provider/aws/operations.js";
import type { Report } from "../harness/command.js";
import { modelArgs } from "../harness/models.js";
import { Rig } from "../harness/rig.js";
import type { StackResource } from "../harness/stack-resource.js";
import { CASES, type Case } from "../statuses/cases.js";

/** One way for an answer to be incomplete; undefined where this one cannot be. */
type Spoil = (answer: object) => object | undefined;

const lists = (answer: object): [string, unknown[]][] =>
  Object.entries(answer).flatMap(([name, value]): [string, unknown[]][] =>
    Array.isArray(value) && value.length > 0 ? [[name, value as unknown[]]] : [],
  );

/** The same without a member, wherever it stands. */
function without<T>(value: T, isIt: (name: string) => boolean): T {
  if (Array.isArray(value)) return value.map((item: unknown) => without(item, isIt)) as T;
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  const members = Object.entries(value).filter(([name]) => !isIt(name));
  return Object.fromEntries(members.map(([name, member]) => [name, without<unknown>(member, isIt)])) as T;
}

const FORMS: Readonly<Record<string, Spoil>> = {
  "has no members": () => ({}),
  "has a null entry": (answer) => {
    const [list] = lists(answer);
    return list && { ...answer, [list[0]]: [null, ...list[1]] };
  },
  "lacks the status": (answer) => without(answer, (name) => name === "Status" || name === "JobStatus"),
  "lacks the ARN": (answer) =>
    without(answer, (name) => /^(Project|ProjectVersion|StreamProcessor|Collection)(Arn|ARN)$/.test(name)),
  "lacks the moment of creation": (answer) => without(answer, (name) => name === "CreationTimestamp"),
};

/** Descriptions, whose members say how things stand. */
const DESCRIPTIONS = [
  "DescribeProjects",
  "DescribeProjectVersions",
  "DescribeDataset",
  "ListProjectPolicies",
  "DescribeCollection",
  "DescribeStreamProcessor",
  "GetLabelDetection",
] as const satisfies readonly Operation[];

describe("an incomplete description", () => {
  let rig: Rig;
  let resource: StackResource;
  let inputs: Record<string, unknown>;
  beforeEach(async () => {
    rig = await Rig.start();
  });
  afterEach(() => rig.close());

  async function make({ kind, args }: Case): Promise<void> {
    inputs = await args(rig);
    resource = rig.resource(kind, "x");
    await resource.up(inputs);
    rig.emulator.advance(300_000);
  }

  /** Spoils the next so many answers of each description; returns how many were. */
  function spoil(form: Spoil, times: number): () => number {
    let spoiled = 0;
    const rewritten = <Op extends Operation>(answer: ResponseOf<Op>): ResponseOf<Op> => {
      const odd = spoiled < times ? form(answer) : undefined;
      if (odd === undefined || JSON.stringify(odd) === JSON.stringify(answer)) return answer;
      spoiled += 1;
      return odd as ResponseOf<Op>;
    };
    rig.rewrite = Object.fromEntries(DESCRIPTIONS.map((operation) => [operation, rewritten]));
    return () => spoiled;
  }

  const effects = ({ calls }: Report): string[] =>
    calls.filter(({ effect }) => effect).map(({ operation }) => operation);

  for (const one of CASES) {
    describe(`of a ${one.what}`, () => {
      for (const [what, form] of Object.entries(FORMS)) {
        for (const times of [1, 3]) {
          it(`that ${what}, ${String(times)} in a row, is no look: refresh and destroy end as with true ones`, async () => {
            await make(one);
            const before = resource.state;
            const spoiled = spoil(form, times);
            expect((await resource.refresh()).diffs).to.deep.equal([]);
            expect(resource.state).to.deep.equal(before);
            if (spoiled() < times) return;
            spoil(form, times);
            const destroyed = await resource.destroy();
            expect(destroyed.steps).to.deep.equal(["delete"]);
            if (one.kind === "videoAnalysisJob") return;
            expect(effects(destroyed).some((operation) => operation.startsWith("Delete"))).to.equal(true);
            rig.rewrite = {};
            expect((await resource.refresh()).steps).to.deep.equal([]);
          });
        }
      }
    });
  }
});

describe("an answer to a creation that names nothing", () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.start();
  });
  afterEach(() => rig.close());

  for (const { what, kind, args } of CASES) {
    for (const value of [undefined, ""]) {
      it(`is looked after: a ${what} is made once and recorded under its own ARN (${value === undefined ? "no" : "an empty"} one)`, async () => {
        const inputs = await args(rig);
        const nameless = <T extends object>(answer: T): T => ({
          ...answer,
          ProjectArn: value,
          ProjectVersionArn: value,
          DatasetArn: value,
          CollectionArn: value,
          StreamProcessorArn: value,
          ...("JobId" in answer ? { JobId: value } : {}),
          ...("PolicyRevisionId" in answer ? { PolicyRevisionId: value } : {}),
        });
        let times = 0;
        const once = <T extends object>(answer: T): T => ((times += 1) === 1 ? nameless(answer) : answer);
        rig.rewrite = {
          CreateProject: once,
          CreateProjectVersion: once,
          CopyProjectVersion: once,
          CreateDataset: once,
          CreateCollection: once,
          CreateStreamProcessor: once,
          PutProjectPolicy: once,
          StartLabelDetection: once,
        };
        const resource = rig.resource(kind, "x");
        const { calls } = await resource.up(inputs);
        expect(times).to.be.at.least(1);
        const made = calls.filter(({ operation, effect }) => effect && /^(Create|Copy)/.test(operation));
        expect(made.length).to.be.at.most(1);
        expect(resource.id).not.to.equal("");
        rig.rewrite = {};
        expect((await resource.up(inputs)).steps).to.deep.equal(["same"]);
        expect((await resource.refresh()).steps).to.deep.equal(["refresh"]);
      });
    }
  }

  it("never makes a model run under no name", async () => {
    rig.rewrite = { CreateProjectVersion: () => ({}) };
    const model = rig.resource("projectVersion", "x");
    await model.up(modelArgs(await rig.makeProject(), { minInferenceUnits: 1 }));
    expect(rig.models.map(({ arn, status }) => [arn, status])).to.deep.equal([[model.id, "RUNNING"]]);
    expect(rig.trainings).to.equal(1);
  });
});
