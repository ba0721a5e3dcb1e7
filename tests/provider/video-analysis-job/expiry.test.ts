import { expect } from "chai";
import { OTHER_ACCOUNT, Rig } from "../harness/rig.js";
import { jobArgs, jobsStarted, putVideo } from "./jobs.js";

const DAY_MS = 24 * 60 * 60 * 1_000;

describe("a video job that AWS has forgotten", () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.start();
    putVideo(rig);
  });
  afterEach(() => rig.close());

  it("is expired, not gone: nothing is started again", async () => {
    const job = rig.resource("videoAnalysisJob", "door");
    await job.up(jobArgs());
    const before = job.outputs;
    rig.emulator.advance(8 * DAY_MS);
    const refreshed = await job.refresh();
    expect([refreshed.steps, refreshed.diffs, refreshed.warnings]).to.deep.equal([["refresh"], [], []]);
    expect(job.outputs).to.deep.equal({ ...before, expired: true });
    const next = await job.up(jobArgs());
    expect([next.steps, next.calls]).to.deep.equal([["same"], []]);
    expect((await job.refresh()).diffs).to.deep.equal([]);
    expect(job.outputs.expired).to.equal(true);
    expect((await job.destroy()).steps).to.deep.equal(["delete"]);
    expect(jobsStarted(rig)).to.have.length(1);
  });

  it("is another one when something changes", async () => {
    const job = rig.resource("videoAnalysisJob", "door");
    await job.up(jobArgs());
    const { jobId } = job.outputs;
    rig.emulator.advance(8 * DAY_MS);
    await job.refresh();
    await job.up(jobArgs({ triggers: { edition: "2" } }));
    expect(job.outputs.jobId).to.not.equal(jobId);
    expect(job.outputs.expired).to.equal(false);
  });

  it("is kept as it is where it is only not to be seen with these credentials", async () => {
    const job = rig.resource("videoAnalysisJob", "door");
    await job.up(jobArgs());
    const before = job.outputs;
    rig.credentials = { account: OTHER_ACCOUNT };
    const refreshed = await job.refresh();
    expect(refreshed.warnings).to.have.length(1);
    expect(refreshed.warnings[0]).to.contain("are these the credentials of the account it was started in?");
    expect(job.outputs).to.deep.equal(before);
    expect((await job.up(jobArgs())).steps).to.deep.equal(["same"]);
  });

  it("is started again where it was forgotten while it went on", async () => {
    rig.emulator.setSwitches({ videoJobMs: DAY_MS });
    const job = rig.resource("videoAnalysisJob", "door");
    await job.up(jobArgs(), { fails: true, timeouts: { create: "1m" } });
    const { jobId } = job.outputs;
    rig.emulator.advance(9 * DAY_MS);
    await job.refresh();
    expect(job.outputs).to.deep.include({ status: "IN_PROGRESS", expired: true });
    rig.emulator.setSwitches({ videoJobMs: 60_000 });
    const next = await job.up(jobArgs());
    expect(next.steps).to.deep.equal(["delete-replaced", "create-replacement"]);
    expect(job.outputs.jobId).to.not.equal(jobId);
    expect(job.outputs).to.deep.include({ status: "SUCCEEDED", expired: false });
  });
});
