import { expect } from "chai";
import { BUCKET, Rig } from "../harness/rig.js";
import { ROLE, TOPIC, VIDEO, jobArgs, putVideo, startCalls } from "./jobs.js";

const S3 = { S3Object: { Bucket: BUCKET, Name: "door.mp4" } };

const filters = { labelInclusionFilters: ["Person"], labelCategoryExclusionFilters: ["Weapons"] };

const analyses = [
  {
    args: {
      analysis: "LABEL_DETECTION",
      minConfidence: 60,
      features: ["GENERAL_LABELS"],
      settings: { generalLabels: filters },
    },
    operation: "LabelDetection",
    request: {
      MinConfidence: 60,
      Features: ["GENERAL_LABELS"],
      Settings: {
        GeneralLabels: { LabelInclusionFilters: ["Person"], LabelCategoryExclusionFilters: ["Weapons"] },
      },
    },
    hasModel: true,
  },
  {
    args: { analysis: "CONTENT_MODERATION", minConfidence: 60 },
    operation: "ContentModeration",
    request: { MinConfidence: 60 },
    hasModel: true,
  },
  {
    args: { analysis: "FACE_DETECTION", faceAttributes: "ALL" },
    operation: "FaceDetection",
    request: { FaceAttributes: "ALL" },
    hasModel: false,
  },
  {
    args: { analysis: "FACE_SEARCH", collectionId: "staff", faceMatchThreshold: 90 },
    operation: "FaceSearch",
    request: { CollectionId: "staff", FaceMatchThreshold: 90 },
    hasModel: false,
  },
  { args: { analysis: "CELEBRITY_RECOGNITION" }, operation: "CelebrityRecognition", request: {}, hasModel: false },
];

describe("a video job", () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.start();
    putVideo(rig);
    await rig.client.createCollection({ CollectionId: "staff" });
  });
  afterEach(() => rig.close());

  for (const { args, operation, request, hasModel } of analyses) {
    it(`of ${args.analysis}: is started once, waited for, left alone, and forgotten`, async () => {
      const job = rig.resource("videoAnalysisJob", "door");
      const inputs = {
        ...args,
        video: VIDEO,
        jobTag: "front",
        notificationChannel: { snsTopicArn: TOPIC, roleArn: ROLE },
      };
      const made = await job.up(inputs);
      expect(made.steps).to.deep.equal(["create"]);
      expect(new Set(made.operations)).to.deep.equal(new Set([`Start${operation}`, `Get${operation}`]));
      const [start, ...more] = startCalls(made.calls);
      expect(more).to.deep.equal([]);
      const { ClientRequestToken: token, ...sent } = start ?? {};
      expect(token).to.match(/^[0-9a-f]{64}$/);
      expect(sent).to.deep.equal({
        Video: S3,
        JobTag: "front",
        NotificationChannel: { SNSTopicArn: TOPIC, RoleArn: ROLE },
        ...request,
      });
      const { jobId, status, expired, videoMetadata, modelVersion } = job.outputs;
      expect(job.id).to.equal(`${args.analysis}/${jobId as string}`);
      expect({ status, expired }).to.deep.equal({ status: "SUCCEEDED", expired: false });
      expect(videoMetadata).to.have.property("durationMillis");
      expect(modelVersion === undefined).to.equal(!hasModel);
      expect(rig.emulator.notifications().map(({ message }) => message.JobId)).to.deep.equal([jobId]);

      const again = await job.up(inputs);
      expect([again.steps, again.calls]).to.deep.equal([["same"], []]);
      const refreshed = await job.refresh();
      expect([refreshed.steps, refreshed.diffs]).to.deep.equal([["refresh"], []]);
      expect((await job.preview(inputs)).plan.op).to.equal("same");
      const gone = await job.destroy();
      expect([gone.steps, gone.calls]).to.deep.equal([["delete"], []]);
    });
  }

  it("is one of its resource: two resources with the same inputs have two", async () => {
    const first = rig.resource("videoAnalysisJob", "first");
    const second = rig.resource("videoAnalysisJob", "second");
    await first.up(jobArgs());
    await second.up(jobArgs());
    expect(first.outputs.jobId).to.not.equal(second.outputs.jobId);
  });

  for (const [field, value] of [
    ["analysis", "CELEBRITY_RECOGNITION"],
    ["video", { s3Object: { bucket: BUCKET, name: "gate.mp4" } }],
    ["minConfidence", 70],
    ["settings", { generalLabels: { labelInclusionFilters: ["Cat"] } }],
    ["jobTag", "second"],
    ["notificationChannel", { snsTopicArn: TOPIC, roleArn: ROLE }],
    ["triggers", { edition: "2" }],
    ["region", "eu-west-1"],
  ] as const) {
    it(`is another one for another ${field}`, async () => {
      putVideo(rig, "gate.mp4");
      const job = rig.resource("videoAnalysisJob", "door");
      await job.up(jobArgs());
      const { jobId } = job.outputs;
      const changed = await job.up(jobArgs({ [field]: value }));
      expect(changed.steps).to.deep.equal(["create-replacement", "delete-replaced"]);
      expect(changed.diffs).to.deep.equal([field]);
      expect(job.outputs.jobId).to.not.equal(jobId);
      expect(job.outputs.status).to.equal("SUCCEEDED");
    });
  }

  it("is the first one again when what was changed is changed back within 7 days", async () => {
    const job = rig.resource("videoAnalysisJob", "door");
    await job.up(jobArgs());
    const { jobId } = job.outputs;
    await job.up(jobArgs({ minConfidence: 70 }));
    await job.up(jobArgs());
    expect(job.outputs.jobId).to.equal(jobId);
  });

  it("is the same one for a forced replacement", async () => {
    const job = rig.resource("videoAnalysisJob", "door");
    await job.up(jobArgs());
    const { jobId } = job.outputs;
    await job.up(jobArgs(), { replace: true });
    expect(job.outputs.jobId).to.equal(jobId);
  });

  it("makes no call for other timeouts, or in a preview", async () => {
    const job = rig.resource("videoAnalysisJob", "door");
    const { result, calls } = await rig.record(() => job.preview(jobArgs()));
    expect([result.plan.op, calls]).to.deep.equal(["create", []]);
    await job.up(jobArgs());
    const later = await job.up(jobArgs(), { timeouts: { create: "1h" } });
    expect([later.steps, later.calls]).to.deep.equal([["update"], []]);
  });

  it("refuses person tracking before anything is sent, with the reason", async () => {
    const refused = await rig
      .resource("videoAnalysisJob", "door")
      .up(jobArgs({ analysis: "PERSON_TRACKING" }), { fails: true });
    expect(refused.error).to.contain("2025-10-31");
    expect(refused.checkFailures[0]?.property).to.equal("analysis");
    expect(refused.calls).to.deep.equal([]);
  });

  it("is read by its id, with what AWS tells of its inputs", async () => {
    const job = rig.resource("videoAnalysisJob", "door");
    await job.up(jobArgs({ jobTag: "front" }));
    const process = rig.startProcess();
    const read = await process.provider("videoAnalysisJob").read(job.id, {});
    process.close();
    expect(read.props).to.deep.include({
      analysis: "LABEL_DETECTION",
      video: VIDEO,
      jobTag: "front",
      status: "SUCCEEDED",
    });
  });

  it("is not read where there is none", async () => {
    const process = rig.startProcess();
    const provider = process.provider("videoAnalysisJob");
    const failures: string[] = [];
    for (const id of ["LABEL_DETECTION/nobody", "nobody"]) {
      await provider.read(id, {}).catch((error: unknown) => failures.push((error as Error).message));
    }
    process.close();
    expect(failures).to.have.length(2);
    for (const failure of failures) expect(failure).to.contain("[NotFound]");
  });
});
