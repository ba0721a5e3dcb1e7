import { expect } from "chai";
import { modelArgs } from "../harness/models.js";
import { Rig } from "../harness/rig.js";
import type { StackResource } from "../harness/stack-resource.js";

const SECOND_MS = 1_000;

describe("models of one run that wait for a training slot", () => {
  let rig: Rig;
  let projectArn: string;
  beforeEach(async () => {
    rig = await Rig.start({ quotaConcurrentTrainings: 1 });
    projectArn = await rig.makeProject();
  });
  afterEach(() => rig.close());

  /** Brings models up in one process, each at its own time; undefined is one whose time for it is short. */
  async function upAt(times: Readonly<Record<string, number>>, impatient?: string): Promise<void> {
    const process = rig.startProcess();
    const up = (model: StackResource, isImpatient: boolean) =>
      model.up(modelArgs(projectArn), {
        process,
        ...(isImpatient ? { timeouts: { create: "40s" }, fails: true } : {}),
      });
    await Promise.all(
      Object.entries(times).map(async ([name, atMs]) => {
        if (atMs > 0) await process.services.clock.sleep(atMs);
        await up(rig.resource("projectVersion", name), name === impatient);
      }),
    );
    process.close();
  }

  const trained = (): string[] =>
    rig.emulator
      .calls()
      .filter(({ operation, effect }) => operation === "CreateProjectVersion" && effect)
      .map(({ request }) => (request as { VersionName: string }).VersionName.replace(/-[^-]*$/, ""));

  it("are trained in the order in which they came, and a late one does not slip in where a slot falls free", async () => {
    const { trainingMs } = rig.emulator.switches();
    await upAt({ first: 0, second: 10 * SECOND_MS, third: 20 * SECOND_MS, late: trainingMs + 100 });
    expect(trained()).to.deep.equal(["first", "second", "third", "late"]);
  });

  it("lose little time: the next one begins soon after the one before it", async () => {
    const { trainingMs } = rig.emulator.switches();
    await upAt({ first: 0, second: 0, third: 0, fourth: 0 });
    const begun = rig.models.map(({ createdAtMs }) => createdAtMs).sort((a, b) => a - b);
    const gaps = begun.slice(1).map((atMs, index) => atMs - (begun[index] ?? 0) - trainingMs);
    expect(begun).to.have.length(4);
    for (const gapMs of gaps) expect(gapMs).to.be.within(0, 10 * SECOND_MS);
  });

  it("ask AWS no more often than one of them would", async () => {
    await upAt({ first: 0, second: 0 });
    const alone = rig.emulator.calls().filter(({ operation }) => operation === "DescribeProjects").length;
    const since = rig.emulator.calls().at(-1)?.seq ?? 0;
    await upAt({ a: 0, b: 0, c: 0, d: 0, e: 0 });
    const many = rig.emulator.calls(since).filter(({ operation }) => operation === "DescribeProjects").length;
    // Four wait for a slot, one after the other: each watches for one training's time.
    expect(many).to.be.at.most(4 * alone);
  });

  it("are not held up by one that gives up", async () => {
    await upAt({ first: 0, second: 5 * SECOND_MS, third: 10 * SECOND_MS }, "second");
    expect(trained()).to.deep.equal(["first", "third"]);
  });
});
