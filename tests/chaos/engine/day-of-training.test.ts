import { expect } from "chai";
import type { CallRecord } from "../../../emulator/index.js";
import { trainedOn } from "../../e2e/harness/model-program.js";
import type { Operation } from "../../e2e/harness/operation.js";
import { pluginsOf } from "../../e2e/harness/processes.js";
import type { StackState } from "../../e2e/harness/state.js";
import { World } from "../../e2e/harness/world.js";
import { createCredentialIssuer } from "./issued-credentials.js";

/** An hour passes in a second. */
const TIME_SCALE = 3600;
const HOUR_MS = 60 * 60_000;
const PATIENCE_MS = 120_000;

interface LongRun {
  readonly operation: Operation;
  /** The plugin processes: as the training begins, and as it nears its end. */
  readonly plugins: readonly (readonly number[])[];
  readonly calls: readonly CallRecord[];
  readonly state: StackState;
  readonly issued: readonly string[];
}

/** The project may take its time: ten minutes, the default, are a sixth of a second here. */
const programWith = (timeouts: object): string => `
  const { Project, ProjectVersion } = require("pulumi-rekognition");
  const project = new Project("shapes", {}, { customTimeouts: { create: "5h" } });
  const args = { ...${JSON.stringify(trainedOn("quickstart-data"))}, projectArn: project.arn, minInferenceUnits: 1 };
  new ProjectVersion("model", args, { customTimeouts: ${JSON.stringify(timeouts)} });
`;

/** Trains for 24 hours, with credentials that expire at hour 12. */
async function trainForADay(timeouts: object, fails: boolean): Promise<LongRun> {
  const credentials = createCredentialIssuer();
  const world = await World.create({
    timeScale: TIME_SCALE,
    program: programWith(timeouts),
    environment: credentials.environment,
    switches: { trainingMs: 24 * HOUR_MS },
  });
  const { control } = world.emulator;
  const atHour = async (hour: number, since: number): Promise<void> => {
    const reached = ({ nowMs }: { nowMs: number }) => nowMs >= since + hour * HOUR_MS;
    await control.waitForState(`hour ${String(hour)}`, reached, PATIENCE_MS);
  };
  try {
    const running = world.stack.start("up", { fails });
    const { nowMs: begun } = await control.waitForState(
      "a model is trained",
      ({ projects }) => projects[0]?.versions[0]?.status === "TRAINING_IN_PROGRESS",
      PATIENCE_MS,
    );
    const pids = () => pluginsOf(running.pid).map(({ pid }) => pid);
    const first = pids();
    await atHour(12, begun);
    await control.addFaults({ add: [{ operation: "*", kind: "expiredCredentials" }] });
    await atHour(22, begun);
    const last = pids();
    const operation = await running.finished;
    const calls = await control.calls();
    return { operation, plugins: [first, last], calls, state: await world.stack.state(), issued: credentials.issued() };
  } finally {
    world.dispose();
    credentials.dispose();
  }
}

const expiredIn = (calls: readonly CallRecord[]) => calls.filter(({ error }) => error === "ExpiredTokenException");

describe("a training of 24 hours, through the real engine", () => {
  let waited: LongRun;
  let timedOut: LongRun;
  before(async () => {
    [waited, timedOut] = await Promise.all([trainForADay({}, false), trainForADay({ create: "23h" }, true)]);
  });

  it("is watched by one plugin process from its first hour to its last", () => {
    const [first = [], last] = waited.plugins;
    expect(first).to.have.length(1);
    expect(last).to.deep.equal(first);
    const looks = waited.calls.filter(({ operation }) => operation === "DescribeProjectVersions");
    expect((looks.at(-1)?.atMs ?? 0) - (looks[0]?.atMs ?? 0)).to.be.at.least(23 * HOUR_MS);
    expect(waited.state.resource("model").outputs).to.include({ status: "RUNNING" });
  });

  it("meets one expired token at hour 12, and goes on with new credentials", () => {
    const { calls, issued } = waited;
    const [expired, ...more] = expiredIn(calls);
    expect(more).to.deep.equal([]);
    const begun = calls.find(({ operation }) => operation === "CreateProjectVersion")?.atMs ?? 0;
    expect(((expired?.atMs ?? 0) - begun) / HOUR_MS).to.be.within(12, 13);
    expect(issued).to.have.length(2);
    const keysOf = (some: readonly CallRecord[]) => [...new Set(some.map(({ accessKeyId }) => accessKeyId))];
    const at = calls.findIndex(({ error }) => error === "ExpiredTokenException");
    expect(keysOf(calls.slice(0, at + 1))).to.deep.equal([issued[0]]);
    expect(keysOf(calls.slice(at + 1))).to.deep.equal([issued[1]]);
    expect(calls.slice(at + 1)).to.have.length.above(100);
  });

  it("times out at hour 23 where customTimeouts.create says so, and is kept", () => {
    const errors = timedOut.operation.diagnostics.filter(({ severity }) => severity === "error");
    expect(errors.map(({ message }) => message).join("\n")).to.match(
      /waited 2[23] h.* until it is trained; last status TRAINING_IN_PROGRESS.*\[WaitTimedOut\]/,
    );
    const looks = timedOut.calls.filter(({ operation }) => operation === "DescribeProjectVersions");
    const watchedHours = ((looks.at(-1)?.atMs ?? 0) - (looks[0]?.atMs ?? 0)) / HOUR_MS;
    expect(watchedHours).to.be.within(22.9, 23.5);
    expect(expiredIn(timedOut.calls)).to.have.length(1);
    expect(timedOut.state.resource("model").outputs).to.include({ status: "TRAINING_IN_PROGRESS" });
    expect(timedOut.state.pendingOperations).to.deep.equal([]);
  });
});
