import { expect } from "chai";
import { controlClient } from "../../emulator/index.js";
import { refusalName, refusalNames, refusalOf } from "./harness/refusal.js";
import { ACCOUNT, HOUR_MS, MINUTE_MS, REGION, setScene } from "./harness/scene.js";
import { CHANNEL, VIDEO, detectLabels, putVideo, startLabels } from "./harness/videos.js";

const DAY_MS = 24 * HOUR_MS;

describe("jobs of stored videos", () => {
  const scene = setScene();
  const get = (JobId: string) => scene.client.getLabelDetection({ JobId });

  it("say nothing but that they are in progress until they are over", async () => {
    putVideo(scene);
    const jobId = await startLabels(scene, { JobTag: "tag" });
    expect(jobId).to.match(/^[0-9a-f]{64}$/);
    const { $metadata: _metadata, ...running } = await get(jobId);
    expect(running).to.deep.equal({ JobStatus: "IN_PROGRESS" });
    scene.emulator.advance(MINUTE_MS);
    expect(await get(jobId)).to.deep.include({ JobStatus: "SUCCEEDED", JobId: jobId, Video: VIDEO, JobTag: "tag" });
  });

  it("fail as scripted, for the video that was meant", async () => {
    putVideo(scene);
    scene.emulator.script({
      video: [
        { match: { name: "other.mp4" }, status: "FAILED" },
        { match: { name: "clip*" }, status: "FAILED", message: "Unsupported codec.", seconds: 5 },
      ],
    });
    const jobId = await startLabels(scene, { JobTag: "tag" });
    scene.emulator.advance(5_000);
    const failed = await get(jobId);
    expect(failed).to.deep.include({ JobStatus: "FAILED", StatusMessage: "Unsupported codec.", JobTag: "tag" });
    expect(failed).to.not.have.any.keys("Labels", "VideoMetadata");
  });

  it("keep their results for seven days", async () => {
    const jobId = await detectLabels(scene);
    scene.emulator.advance(7 * DAY_MS - MINUTE_MS);
    expect((await get(jobId)).JobStatus).to.equal("SUCCEEDED");
    scene.emulator.advance(MINUTE_MS);
    expect(await refusalOf(get(jobId))).to.include({
      name: "ResourceNotFoundException",
      message: "Could not find JobId",
    });
    expect(scene.emulator.state().videoJobs).to.deep.equal([]);
  });

  it("are known to the operation that fits, and to their own account", async () => {
    const JobId = await detectLabels(scene);
    const calls = [
      scene.client.getFaceDetection({ JobId }),
      scene.clientOf("999988887777").getLabelDetection({ JobId }),
      get("unknown"),
    ];
    expect(await refusalNames(...calls)).to.deep.equal(["ResourceNotFoundException"]);
  });

  it("are shown in the state", async () => {
    const jobId = await detectLabels(scene, 7, { JobTag: "tag" });
    expect(scene.emulator.state().videoJobs).to.deep.equal([
      {
        account: ACCOUNT,
        region: REGION,
        jobId,
        operation: "StartLabelDetection",
        status: "SUCCEEDED",
        statusMessage: undefined,
        jobTag: "tag",
        bucket: VIDEO.S3Object.Bucket,
        key: VIDEO.S3Object.Name,
        detections: 7,
        createdAtMs: scene.emulator.nowMs() - MINUTE_MS,
      },
    ]);
  });

  describe("client request tokens", () => {
    const token = { ClientRequestToken: "token-1" };

    it("stand for one job as long as everything else is the same", async () => {
      putVideo(scene);
      const jobId = await startLabels(scene, { ...token, MinConfidence: 60 });
      expect(await startLabels(scene, { MinConfidence: 60, ...token })).to.equal(jobId);
      scene.emulator.advance(HOUR_MS);
      expect(await startLabels(scene, { ...token, MinConfidence: 60 })).to.equal(jobId);
      expect(scene.emulator.state().videoJobs).to.have.length(1);
      expect(await startLabels(scene, { MinConfidence: 60 })).to.not.equal(jobId);
    });

    it("answer with a job that failed, too", async () => {
      putVideo(scene);
      scene.emulator.script({ video: [{ status: "FAILED" }] });
      const jobId = await startLabels(scene, token);
      scene.emulator.advance(HOUR_MS);
      expect(await startLabels(scene, token)).to.equal(jobId);
    });

    it("are refused with other parameters, and for other operations", async () => {
      putVideo(scene);
      await startLabels(scene, token);
      for (const call of [
        () => startLabels(scene, { ...token, MinConfidence: 60 }),
        () => startLabels(scene, { ...token, JobTag: "tag" }),
        () => scene.client.startFaceDetection({ Video: VIDEO, ...token }),
      ]) {
        expect(await refusalOf(call())).to.include({
          name: "IdempotentParameterMismatchException",
          message: "The ClientRequestToken: token-1 you have supplied is already in use.",
        });
      }
    });

    it("are forgotten after seven days", async () => {
      putVideo(scene);
      const jobId = await startLabels(scene, token);
      scene.emulator.advance(7 * DAY_MS);
      expect(await startLabels(scene, { ...token, MinConfidence: 60 })).to.not.equal(jobId);
    });
  });

  describe("notifications", () => {
    it("say how the job ended, once", async () => {
      const jobId = await detectLabels(scene, 1, { NotificationChannel: CHANNEL, JobTag: "tag" });
      scene.emulator.script({ video: [{ status: "FAILED" }] });
      const { JobId: failed } = await scene.client.startContentModeration({
        Video: VIDEO,
        NotificationChannel: CHANNEL,
      });
      await startLabels(scene);
      scene.emulator.advance(MINUTE_MS);
      const now = scene.emulator.nowMs();
      const notifications = await controlClient(scene.emulator.url).notifications();
      expect(notifications).to.deep.equal(scene.emulator.notifications());
      const Video = { S3ObjectName: VIDEO.S3Object.Name, S3Bucket: VIDEO.S3Object.Bucket };
      expect(notifications.map((notification) => notification.message)).to.deep.equal([
        {
          JobId: jobId,
          Status: "SUCCEEDED",
          API: "StartLabelDetection",
          JobTag: "tag",
          Timestamp: now - MINUTE_MS,
          Video,
        },
        { JobId: failed, Status: "FAILED", API: "StartContentModeration", Timestamp: now, Video },
      ]);
      expect(notifications[0]).to.include({
        atMs: now - MINUTE_MS,
        account: ACCOUNT,
        region: REGION,
        topicArn: CHANNEL.SNSTopicArn,
        roleArn: CHANNEL.RoleArn,
      });
    });

    it("need a topic in the same Region", async () => {
      putVideo(scene);
      const SNSTopicArn = CHANNEL.SNSTopicArn.replace(REGION, "eu-west-1");
      const elsewhere = startLabels(scene, { NotificationChannel: { ...CHANNEL, SNSTopicArn } });
      expect(await refusalName(elsewhere)).to.equal("InvalidParameterException");
    });
  });

  describe("requests that are refused", () => {
    it("a video that is not there, or not named", async () => {
      expect(await refusalName(startLabels(scene))).to.equal("InvalidS3ObjectException");
      putVideo(scene);
      const versioned = startLabels(scene, { Video: { S3Object: { ...VIDEO.S3Object, Version: "v1" } } });
      expect(await refusalName(versioned)).to.equal("InvalidS3ObjectException");
      expect(await refusalName(startLabels(scene, { Video: {} }))).to.equal("InvalidParameterException");
    });

    it("a video that is too large", async () => {
      scene.emulator.setSwitches({ quotaVideoBytes: 1000 });
      putVideo(scene, 1001);
      expect(await refusalOf(startLabels(scene))).to.include({
        name: "VideoTooLargeException",
        message: "Video size in bytes: 1001 is more than the maximum limit of: 1000 bytes.",
      });
    });

    it("a twenty-first job at the same time, whatever its kind", async () => {
      putVideo(scene);
      for (let count = 0; count < 19; count += 1) await startLabels(scene);
      await scene.client.startFaceDetection({ Video: VIDEO });
      expect(await refusalOf(startLabels(scene))).to.include({
        name: "LimitExceededException",
        message: `20 open Jobs for User arn:aws:iam::${ACCOUNT}:user/emulator Maximum limit: 20`,
      });
      scene.emulator.advance(MINUTE_MS);
      expect(await startLabels(scene)).to.be.a("string");
    });

    it("a search in a collection that does not exist", async () => {
      putVideo(scene);
      const search = scene.client.startFaceSearch({ Video: VIDEO, CollectionId: "faces" });
      expect(await refusalName(search)).to.equal("ResourceNotFoundException");
    });

    it("person tracking, which has ended", async () => {
      putVideo(scene);
      for (const call of [
        () => scene.client.startPersonTracking({ Video: VIDEO }),
        () => scene.client.getPersonTracking({ JobId: "job" }),
      ]) {
        const refusal = await refusalOf(call());
        expect(refusal.name).to.equal("AccessDeniedException");
        expect(refusal.message).to.contain("ended");
      }
      scene.emulator.setSwitches({ personTrackingEnded: "InvalidParameterException" });
      const again = scene.client.startPersonTracking({ Video: VIDEO });
      expect(await refusalName(again)).to.equal("InvalidParameterException");
    });
  });
});
