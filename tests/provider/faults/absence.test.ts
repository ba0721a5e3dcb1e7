import { expect } from "chai";
import type { Operation } from "../../../provider/aws/operations.js";
import { Sightings } from "../../../provider/observe/sightings.js";
import { RekognitionError } from "../../../provider/base/errors.js";
import type { Report } from "../harness/command.js";
import { modelArgs } from "../harness/models.js";
import { Rig } from "../harness/rig.js";
import type { StackResource } from "../harness/stack-resource.js";
import { CASES, type Case, model } from "../statuses/cases.js";

/** The calls that look for a thing: by listing, or by asking for that very one. */
const LISTINGS = [
  "DescribeProjects",
  "DescribeProjectVersions",
  "ListProjectPolicies",
  "ListStreamProcessors",
] as const;
const QUESTIONS = ["DescribeDataset", "DescribeCollection", "DescribeStreamProcessor", "GetLabelDetection"] as const;

/** Long enough for anything to come to rest. */
const SETTLED_MS = 300_000;

const effects = ({ calls }: Report): string[] => calls.filter(({ effect }) => effect).map(({ operation }) => operation);

/** The same answer with its list empty. */
function emptied<T extends object>(answer: T): T {
  return Object.fromEntries(
    Object.entries(answer).map(([name, value]) => [name, Array.isArray(value) ? [] : (value as unknown)]),
  ) as T;
}

describe("an answer that does not show a thing which is there", () => {
  let rig: Rig;
  let resource: StackResource;
  beforeEach(async () => {
    rig = await Rig.start();
  });
  afterEach(() => rig.close());

  let inputs: Record<string, unknown>;

  async function make({ kind, args }: Case): Promise<void> {
    inputs = await args(rig);
    resource = rig.resource(kind, "x");
    await resource.up(inputs);
    rig.emulator.advance(SETTLED_MS);
  }

  /** From now on the next so many listings are empty, and as many questions are answered with "not found". */
  function hide(lists: number, notFounds: number): { hidden: number } {
    const count = { hidden: 0 };
    const left = new Map<string, number>();
    const takes = (operation: string, times: number): boolean => {
      const taken = left.get(operation) ?? 0;
      left.set(operation, taken + 1);
      if (taken < times) count.hidden += 1;
      return taken < times;
    };
    const listing = (operation: Operation) => (answer: object) => (takes(operation, lists) ? emptied(answer) : answer);
    const question = (operation: Operation) => (answer: object) => {
      if (takes(operation, notFounds)) throw new RekognitionError("NotFound", `${operation}: there is no such thing`);
      return answer;
    };
    const rewrite: [string, (answer: object) => object][] = [
      ...LISTINGS.map((operation) => [operation, listing(operation)] as [string, ReturnType<typeof listing>]),
      ...QUESTIONS.map((operation) => [operation, question(operation)] as [string, ReturnType<typeof question>]),
    ];
    rig.rewrite = Object.fromEntries(rewrite);
    return count;
  }

  for (const one of CASES) {
    describe(`a ${one.what}`, () => {
      for (const times of [1, 3]) {
        it(`is not taken for gone by a refresh (${String(times)} in a row)`, async () => {
          await make(one);
          const before = resource.state;
          const count = hide(times, 1);
          const refreshed = await resource.refresh();
          expect([refreshed.steps, refreshed.diffs, refreshed.warnings]).to.deep.equal([["refresh"], [], []]);
          expect(resource.state).to.deep.equal(before);
          expect(count.hidden).to.be.at.least(1);
        });

        if (one.kind === "videoAnalysisJob") continue;
        it(`is deleted by a destroy all the same (${String(times)} in a row)`, async () => {
          await make(one);
          const { id } = resource;
          hide(times, 1);
          expect(effects(await resource.destroy()).some((operation) => operation.startsWith("Delete"))).to.equal(true);
          rig.rewrite = {};
          const state = rig.emulator.state();
          const left = JSON.stringify([state.collections, state.streamProcessors, state.projects]);
          if (one.kind === "projectPolicy")
            expect(state.projects.flatMap(({ policies }) => policies)).to.deep.equal([]);
          else expect(left).not.to.contain(`"${id}"`);
        });
      }
    });
  }

  it("ends no wait for a training, nor for a start: the destroy stops and deletes what comes of it", async () => {
    for (const during of ["training", "start"] as const) {
      rig.emulator.reset();
      rig.rewrite = {};
      rig.emulator.setSwitches({ trainingMs: during === "start" ? 90_000 : 3_600_000, modelStartingMs: 1_200_000 });
      resource = rig.resource("projectVersion", during);
      await resource.up({ ...(await model.args(rig)), waitForTraining: false });
      if (during === "start") {
        rig.emulator.advance(SETTLED_MS);
        await rig.client.startProjectVersion({ ProjectVersionArn: resource.id, MinInferenceUnits: 1 });
      }
      let looks = 0;
      rig.rewrite = { DescribeProjectVersions: (answer) => ((looks += 1) === 5 ? emptied(answer) : answer) };
      const destroyed = await resource.destroy();
      expect(looks).to.be.greaterThan(8);
      expect(effects(destroyed)).to.include("DeleteProjectVersion");
      expect(rig.models).to.deep.equal([]);
    }
  });

  it("drops none of the models that share it", async () => {
    const projectArn = await rig.makeProject();
    const models = [1, 2, 3, 4, 5].map((each) => rig.resource("projectVersion", `m${String(each)}`));
    for (const each of models) await each.up(modelArgs(projectArn));
    rig.emulator.advance(SETTLED_MS);
    for (const verb of ["refresh", "destroy"] as const) {
      hide(1, 0);
      const process = rig.startProcess();
      const ended = await Promise.all(models.map((each) => each[verb]({ process })));
      process.close();
      expect(ended.map(({ steps }) => steps)).to.deep.equal(
        models.map(() => [verb === "refresh" ? "refresh" : "delete"]),
      );
    }
    expect(rig.models).to.deep.equal([]);
  });

  it("does not make a second one: the create finds its own all the same", async () => {
    await make(model);
    resource.state = undefined;
    hide(3, 0);
    const again = await resource.up({ ...inputs, adopt: true });
    expect(again.steps).to.deep.equal(["create"]);
    expect(rig.trainings).to.equal(1);
  });
});

describe("what is gone", () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.start({ enforceRates: true });
  });
  afterEach(() => rig.close());

  const COUNT = 200;
  const PROJECTS = 10;
  /** Refresh, and destroy, of so many gone resources may take so much longer than with one look at each that is believed. */
  const MOST_FOR_PROOF_MS = 30_000;
  /** As many as the engine does at once on a machine of two cores. */
  const AT_ONCE = 8;

  /** So many resources in the state of which the service knows nothing; their projects are there, or gone with them. */
  async function gone(one: Case, withProjects: boolean): Promise<StackResource[]> {
    const args = await one.args(rig);
    const made = rig.resource(one.kind, "x");
    await made.up(args);
    const { state } = made;
    await made.destroy();
    if (state === undefined) throw new Error("nothing was made");
    const there = withProjects ? PROJECTS : 0;
    const others = await Promise.all(
      Array.from({ length: there }, (_, index) => rig.makeProject(`other${String(index)}`)),
    );
    rig.emulator.advance(SETTLED_MS);
    const text = JSON.stringify(state);
    const name = nameIn(one, state);
    return Array.from({ length: COUNT }, (_, index) => {
      const number = String(index).padStart(4, "0");
      const other =
        others[index % PROJECTS] ?? `arn:aws:rekognition:us-east-1:111122223333:project/gone${number}/1700000000000`;
      let mine = text.replaceAll(name, `${name.slice(0, -4)}${number}`);
      for (const arn of [args.projectArn, args.destinationProjectArn]) {
        if (typeof arn !== "string") continue;
        const [from = "", to = ""] = [arn, other].map((each) => each.split("/")[1]);
        mine = mine.replaceAll(arn, other).replaceAll(`project/${from}/`, `project/${to}/`);
      }
      const resource = rig.resource(one.kind, `x${number}`);
      resource.state = JSON.parse(mine) as NonNullable<typeof state>;
      return resource;
    });
  }

  /** What tells one of a kind from the others. */
  function nameIn({ kind }: Case, { id, outputs }: NonNullable<StackResource["state"]>): string {
    const arn = kind === "dataset" ? String(outputs.arn) : id;
    const parts = arn.split("/");
    const hasTime = kind === "project" || kind === "projectVersion" || kind === "projectVersionCopy";
    return parts.at(hasTime ? -2 : -1) ?? "";
  }

  const inGoneProjects = CASES.filter(({ kind }) => /^(projectVersion|projectPolicy|dataset)/.test(kind));
  for (const [one, withProjects] of [
    ...CASES.map((each) => [each, true] as const),
    ...inGoneProjects.map((each) => [each, false] as const),
  ]) {
    const where = withProjects ? "" : ", each in a project that is gone as well";
    it(`is proven so in time: 200 of a ${one.what}${where}`, async () => {
      const resources = await gone(one, withProjects);
      const states = resources.map(({ state }) => state);
      for (const verb of ["refresh", "destroy"] as const) {
        const takes = async (): Promise<number> => {
          resources.forEach((resource, index) => (resource.state = states[index]));
          rig.emulator.advance(60_000);
          return timeOf(resources, verb);
        };
        const believed = await atOneLook(takes);
        const proven = await takes();
        expect(proven - believed, verb).to.be.at.most(MOST_FOR_PROOF_MS);
        if (one.kind !== "videoAnalysisJob") expect(resources.every(({ state }) => state === undefined)).to.equal(true);
      }
    });
  }

  /** How long a command on them takes, in one process. */
  async function timeOf(resources: readonly StackResource[], verb: "refresh" | "destroy"): Promise<number> {
    const process = rig.startProcess();
    const beganAtMs = rig.time.monotonicMs();
    const queue = [...resources];
    const work = async (): Promise<void> => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) await next[verb]({ process });
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    process.close();
    return rig.time.monotonicMs() - beganAtMs;
  }

  /** The same where one look that finds nothing is believed. */
  async function atOneLook<T>(run: () => Promise<T>): Promise<T> {
    const judge = Object.getOwnPropertyDescriptor(Sightings.prototype, "isGone") ?? {};
    Sightings.prototype.isGone = () => true;
    try {
      return await run();
    } finally {
      Object.defineProperty(Sightings.prototype, "isGone", judge);
    }
  }
});
