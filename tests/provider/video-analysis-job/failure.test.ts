import { expect } from "chai";
import { Rig } from "../harness/rig.js";
import { jobArgs, putVideo, startCalls } from "./jobs.js";

const FAILED = { status: "FAILED", message: "Unsupported codec.", seconds: 30 } as const;

describe("a video job that fails", () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.start();
    putVideo(rig);
  });
  afterEach(() => rig.close());

  const startsIn = (calls: Parameters<typeof startCalls>[0]): number => startCalls(calls).length;

  it("is kept with AWS's reason, and replaced by a new one next time", async () => {
    rig.emulator.script({ video: [FAILED] });
    const job = rig.resource("videoAnalysisJob", "door");
    const failed = await job.up(jobArgs(), { fails: true });
    expect(failed.error).to.match(/video job \S+ \(LABEL_DETECTION\) failed: Unsupported codec\..*\[AnalysisFailed\]/);
    expect(startsIn(failed.calls)).to.equal(1);
    const { jobId } = job.outputs;
    expect(job.outputs).to.deep.include({ status: "FAILED", statusMessage: "Unsupported codec." });

    const planned = (await job.preview(jobArgs())).plan;
    expect(planned.op).to.equal("replace");
    const next = await job.up(jobArgs());
    expect(next.steps).to.deep.equal(["delete-replaced", "create-replacement"]);
    // The first start answers with the failed job, the second one starts another.
    expect(startsIn(next.calls)).to.equal(2);
    expect(job.outputs.jobId).to.not.equal(jobId);
    expect(job.outputs.status).to.equal("SUCCEEDED");
    expect((await job.up(jobArgs())).steps).to.deep.equal(["same"]);
  });

  it("is replaced, too, after a refresh has cleared its error", async () => {
    rig.emulator.script({ video: [FAILED] });
    const job = rig.resource("videoAnalysisJob", "door");
    await job.up(jobArgs(), { fails: true });
    await job.refresh();
    expect((await job.up(jobArgs())).steps).to.deep.equal(["delete-replaced", "create-replacement"]);
  });

  it("fails again and again: each time there is one new job, and no more", async () => {
    rig.emulator.script({ video: [FAILED, FAILED, FAILED] });
    const job = rig.resource("videoAnalysisJob", "door");
    const seen = new Set<unknown>();
    for (let time = 1; time <= 3; time++) {
      const failed = await job.up(jobArgs(), { fails: true });
      expect(startsIn(failed.calls)).to.equal(time);
      seen.add(job.outputs.jobId);
    }
    await job.up(jobArgs());
    seen.add(job.outputs.jobId);
    expect(seen.size).to.equal(4);
    expect(job.outputs.status).to.equal("SUCCEEDED");
  });

  it("starts once more, too, where the state was lost", async () => {
    rig.emulator.script({ video: [FAILED] });
    await rig.resource("videoAnalysisJob", "door").up(jobArgs(), { fails: true });
    const again = rig.resource("videoAnalysisJob", "door");
    await again.up(jobArgs());
    expect(again.outputs.status).to.equal("SUCCEEDED");
  });

  it("finds the new job after a kill between the two starts", async () => {
    rig.emulator.script({ video: [FAILED] });
    const job = rig.resource("videoAnalysisJob", "door");
    await job.up(jobArgs(), { fails: true });
    for (const when of ["before", "after"] as const) {
      for (const call of [1, 2, 3, 4]) await job.up(jobArgs(), { kill: { call, when } });
    }
    await job.up(jobArgs());
    expect(job.outputs.status).to.equal("SUCCEEDED");
    const tokens = startCalls(rig.emulator.calls()).map(({ ClientRequestToken: token }) => token);
    expect(new Set(tokens).size).to.equal(2);
  });

  it("does not start more than a few where every one has failed before it is looked at", async () => {
    const atOnce = { ...FAILED, seconds: 0 };
    rig.emulator.script({ video: Array.from({ length: 30 }, () => atOnce) });
    const job = rig.resource("videoAnalysisJob", "door");
    const failed = await job.up(jobArgs(), { fails: true });
    expect(failed.error).to.contain("[AnalysisFailed]");
    expect(startsIn(failed.calls)).to.equal(11);
    expect(job.outputs.status).to.equal("FAILED");
  });

  it("is forgotten by destroy like any other", async () => {
    rig.emulator.script({ video: [FAILED] });
    const job = rig.resource("videoAnalysisJob", "door");
    await job.up(jobArgs(), { fails: true });
    const gone = await job.destroy();
    expect([gone.steps, gone.calls]).to.deep.equal([["delete"], []]);
  });
});
