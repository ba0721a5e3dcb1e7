import { expect } from "chai";
import { BUCKET, Rig } from "../harness/rig.js";
import { jobArgs, jobsStarted, putVideo, startCalls } from "./jobs.js";

const MINUTE_MS = 60_000;

describe("a video job that is interrupted", () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.start({ videoJobMs: 5 * MINUTE_MS });
    putVideo(rig);
  });
  afterEach(() => rig.close());

  /** The tokens that were ever sent: one means that nothing can have been started twice. */
  const tokens = (): Set<unknown> =>
    new Set(startCalls(rig.emulator.calls()).map(({ ClientRequestToken: token }) => token));

  for (const call of [1, 2, 3, 6]) {
    for (const when of ["before", "after"] as const) {
      it(`killed ${when} its call ${call}: the next up finds the job and waits for it`, async () => {
        const job = rig.resource("videoAnalysisJob", "door");
        await job.up(jobArgs(), { kill: { call, when } });
        await job.up(jobArgs());
        expect(job.outputs.status).to.equal("SUCCEEDED");
        expect(tokens().size).to.equal(1);
      });
    }
  }

  it("goes on where the time was too short, without another start", async () => {
    const job = rig.resource("videoAnalysisJob", "door");
    const late = await job.up(jobArgs(), { fails: true, timeouts: { create: "1m" } });
    expect(late.error).to.match(/until it has ended; last status IN_PROGRESS.*\[WaitTimedOut\]/);
    const { jobId } = job.outputs;
    expect(job.outputs.status).to.equal("IN_PROGRESS");
    expect(job.state?.initErrors).to.have.length(1);
    const done = await job.up(jobArgs());
    expect(done.steps).to.deep.equal(["update"]);
    expect(done.operations.filter((operation) => operation.startsWith("Start"))).to.deep.equal([]);
    expect(job.outputs).to.deep.include({ jobId, status: "SUCCEEDED" });
  });

  it("is forgotten while it goes on: AWS has no call to end it", async () => {
    const job = rig.resource("videoAnalysisJob", "door");
    await job.up(jobArgs(), { fails: true, timeouts: { create: "1m" } });
    const gone = await job.destroy();
    expect([gone.steps, gone.calls, job.state]).to.deep.equal([["delete"], [], undefined]);
  });

  it("is taken as ended where a refresh saw it end", async () => {
    const job = rig.resource("videoAnalysisJob", "door");
    await job.up(jobArgs(), { fails: true, timeouts: { create: "1m" } });
    rig.emulator.advance(5 * MINUTE_MS);
    await job.refresh();
    expect(job.outputs.status).to.equal("SUCCEEDED");
    const settled = await job.up(jobArgs());
    expect(settled.operations).to.deep.equal([]);
    expect((await job.up(jobArgs())).steps).to.deep.equal(["same"]);
  });

  for (const kind of ["throttle", "internalError", "reset", "lostResponse"] as const) {
    it(`is started once in spite of ${kind}`, async () => {
      rig.emulator.addFault({ operation: "StartLabelDetection", kind, times: 2 });
      rig.emulator.addFault({ operation: "GetLabelDetection", kind: "throttle", times: 2 });
      const job = rig.resource("videoAnalysisJob", "door");
      await job.up(jobArgs());
      expect(job.outputs.status).to.equal("SUCCEEDED");
      expect(tokens().size).to.equal(1);
    });
  }

  it("waits for its turn while too many jobs are open", async () => {
    rig.emulator.setSwitches({ quotaVideoJobs: 1 });
    putVideo(rig, "other.mp4");
    await rig.client.startFaceDetection({ Video: { S3Object: { Bucket: BUCKET, Name: "other.mp4" } } });
    const job = rig.resource("videoAnalysisJob", "door");
    const made = await job.up(jobArgs());
    expect(job.outputs.status).to.equal("SUCCEEDED");
    expect(startCalls(made.calls).length).to.be.greaterThan(1);
    expect(tokens().size).to.equal(2);
  });

  it("says so where its turn does not come in time", async () => {
    rig.emulator.setSwitches({ quotaVideoJobs: 0 });
    const late = await rig
      .resource("videoAnalysisJob", "door")
      .up(jobArgs(), { fails: true, timeouts: { create: "5m" } });
    expect(late.error).to.match(/so many jobs are open already.*\[WaitTimedOut\]/);
    expect(jobsStarted(rig)).to.deep.equal([]);
  });

  for (const operation of ["StartLabelDetection", "GetLabelDetection"]) {
    it(`stops at once where ${operation} is not allowed, and goes on when it is`, async () => {
      rig.emulator.addFault({ operation, kind: "deny" });
      const job = rig.resource("videoAnalysisJob", "door");
      const refused = await job.up(jobArgs(), { fails: true });
      expect(refused.error).to.match(new RegExp(`rekognition:${operation}.*\\[AccessDenied\\]`));
      rig.emulator.clearFaults();
      await job.up(jobArgs());
      expect(job.outputs.status).to.equal("SUCCEEDED");
      expect(tokens().size).to.equal(1);
    });
  }

  it("names key, region and permission where S3 refuses the video", async () => {
    const video = { s3Object: { bucket: "nobody-s-bucket", name: "door.mp4" } };
    const refused = await rig.resource("videoAnalysisJob", "door").up(jobArgs({ video }), { fails: true });
    expect(refused.error).to.match(/Check the key, that the bucket is in the same region.*\[S3ObjectUnreadable\]/);
  });

  it("says that the video is too large", async () => {
    rig.emulator.setSwitches({ quotaVideoBytes: 1 });
    const refused = await rig.resource("videoAnalysisJob", "door").up(jobArgs(), { fails: true });
    expect(refused.error).to.match(/more than the maximum limit of: 1 bytes.*\[MediaUnusable\]/);
  });
});
