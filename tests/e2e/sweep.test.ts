import { expect } from "chai";
import type { MeterReport } from "../../emulator/index.js";
import { trainedOn } from "./harness/model-program.js";
import { killNow } from "./harness/processes.js";
import { type SweepRun, runSweep, sweep } from "./harness/sweep.js";
import { SHORT, World, effectsOf } from "./harness/world.js";

const OWNER = "organization/sandbox/test";
const HOUR_MS = 3_600_000;

/** A model that runs, in a project that is not the stack's. */
function programIn(projectArn: string, model: object = {}): string {
  const args = { ...trainedOn("quickstart-data"), projectArn, versionName: "v1", minInferenceUnits: 1, ...model };
  return `
    const { ProjectVersion } = require("pulumi-rekognition");
    new ProjectVersion("model", ${JSON.stringify(args)});
  `;
}

async function makeProject(world: World): Promise<string> {
  const { CreateProjectCommand } = await import("@aws-sdk/client-rekognition");
  const made = await world.emulator.client().send(new CreateProjectCommand({ ProjectName: "theirs" }));
  await world.emulator.control.clock({ advanceMs: 60_000 });
  return made.ProjectArn ?? "";
}

describe("the sweep after a run that was killed as soon as its model began to start", () => {
  let deletionWhileLocked: SweepRun;
  let whilePending: SweepRun;
  let destroyed: readonly unknown[];
  let listed: SweepRun;
  let deleted: SweepRun;
  let afterwards: SweepRun;
  let models: number;
  let effectsOfRefusals: readonly string[];
  let bills: readonly Pick<MeterReport, "usd" | "running">[];

  before(async () => {
    const world = await World.create({ program: "", switches: SHORT });
    const { stack, emulator } = world;
    const { control } = emulator;
    try {
      stack.setProgram(programIn(await makeProject(world)));
      await control.addFaults({ add: [{ operation: "StartProjectVersion", kind: "holdAfter" }] });
      const running = stack.start("up", { fails: true });
      await control.waitForState("the model starts", ({ projects }) =>
        ["STARTING", "RUNNING"].includes(projects[0]?.versions[0]?.status ?? ""),
      );
      killNow(running.pid);
      await running.finished;
      await control.clearFaults();
      const refusals = await world.observe(async () => {
        deletionWhileLocked = await sweep(stack, "--delete", "--yes");
        await stack.cancel();
        whilePending = await sweep(stack, "--stop", "--yes");
      });
      effectsOfRefusals = effectsOf(refusals.calls);
      destroyed = (await stack.destroy()).steps;
      await stack.refresh({ args: ["--clear-pending-creates"] });
      listed = await sweep(stack, "--json");
      deleted = await sweep(stack, "--delete", "--yes");
      models = (await world.models()).length;
      const before = await control.meter();
      await control.clock({ advanceMs: HOUR_MS });
      const { usd, running: runningNow } = await control.meter();
      bills = [
        { usd: before.usd, running: 0 },
        { usd, running: runningNow },
      ];
      afterwards = await sweep(stack);
    } finally {
      world.dispose();
    }
  });

  it("lists it while the stack is locked, but deletes nothing", () => {
    expect(deletionWhileLocked.exitCode, deletionWhileLocked.text).to.equal(4);
    expect(deletionWhileLocked.stdout).to.match(
      /model +theirs\/v1 +(STARTING|RUNNING) +1 inference unit +\$4\.00 an hour/,
    );
    expect(deletionWhileLocked.stderr).to.match(/locked \(.+, process \d+, since .+\)[^]*`pulumi cancel --yes`/);
  });

  it("stops nothing while the state has pending operations, and names what clears them", () => {
    expect(whilePending.exitCode, whilePending.text).to.equal(4);
    expect(whilePending.stderr).to.match(/pending operations \(creating ProjectVersion model\)/);
    expect(whilePending.stderr).to.include("`pulumi refresh --clear-pending-creates`");
    expect(effectsOfRefusals).to.deep.equal([]);
  });

  it("finds what a destroy did not see, with its price", () => {
    expect(destroyed).to.deep.equal([]);
    expect(listed.exitCode, listed.text).to.equal(3);
    const report = JSON.parse(listed.stdout) as Record<string, unknown>;
    expect(report).to.deep.include({ owner: OWNER, usdPerHour: 4, isPriceComplete: true, blockedBy: [] });
    expect(report.leftovers).to.have.length(1);
  });

  it("stops and deletes it, and the meter stands still", () => {
    expect(deleted.exitCode, deleted.text).to.equal(0);
    expect(deleted.stdout).to.include('Deleted model "theirs/v1"');
    expect(models).to.equal(0);
    expect(bills[1]).to.deep.equal(bills[0]);
  });

  it("finds nothing afterwards", () => {
    expect(afterwards.exitCode, afterwards.text).to.equal(0);
    expect(afterwards.stdout).to.include("Nothing is left over.");
  });
});

describe("the sweep of a stack whose model was replaced", () => {
  let withoutSuperseded: SweepRun;
  let stopped: SweepRun;
  let statuses: Readonly<Record<string, string | undefined>>;
  let asIfGone: SweepRun;
  let gone: SweepRun;
  let left: readonly string[];

  before(async () => {
    const world = await World.create({ program: "", switches: SHORT });
    const { stack, emulator } = world;
    const { control } = emulator;
    const versions = async (): Promise<[string, string][]> =>
      (await world.models()).map(({ arn, status }) => [arn.split("/")[3] ?? "", status]);
    try {
      const projectArn = await makeProject(world);
      stack.setProgram(programIn(projectArn, { deletionPolicy: "stop" }));
      await stack.up();
      stack.setProgram(programIn(projectArn, { versionName: "v2" }));
      await stack.up();
      await control.addFaults({ add: [{ operation: "StopProjectVersion", kind: "deny" }] });
      stack.setProgram(programIn(projectArn, { versionName: "v3" }));
      await stack.up({ fails: true });
      await control.clearFaults();
      withoutSuperseded = await sweep(stack);
      stopped = await sweep(stack, "--superseded", "--stop", "--yes");
      statuses = Object.fromEntries(await versions());
      const place = ["--endpoint", emulator.url, "--region", "us-east-1"];
      const ofOwner = ["--owner", OWNER, ...place, "--delete", "--kept", "--recorded", OWNER, "--yes", "--gone"];
      asIfGone = await runSweep(stack, ofOwner);
      await stack.cli(["stack", "rm", "--force", "--yes", stack.name]);
      gone = await runSweep(stack, ofOwner);
      left = (await versions()).map(([name]) => name);
    } finally {
      world.dispose();
    }
  });

  it("lists the kept model apart and mentions what waits for its deletion; neither counts as left over", () => {
    expect(withoutSuperseded.exitCode, withoutSuperseded.text).to.equal(0);
    expect(withoutSuperseded.stdout).to.match(/Stopped and kept.*\n +model +theirs\/v1 +STOPPED +nothing/);
    expect(withoutSuperseded.stdout).to.include("--superseded lists them");
  });

  it("stops a model that waits for its deletion, and no other one", () => {
    expect(stopped.exitCode, stopped.text).to.equal(0);
    expect(stopped.stdout).to.include('Stopped model "theirs/v2"');
    expect(statuses).to.deep.equal({ v1: "STOPPED", v2: "STOPPED", v3: "RUNNING" });
  });

  it("does not take a stack for gone that exists", () => {
    expect(asIfGone.exitCode, asIfGone.text).to.equal(4);
    expect(asIfGone.stderr).to.include(`The stack ${OWNER} exists`);
  });

  it("deletes what a stack left that is gone", () => {
    expect(gone.exitCode, gone.text).to.equal(0);
    expect(left).to.deep.equal([]);
  });
});
