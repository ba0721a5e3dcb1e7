import type { IncomingMessage } from "node:http";
import { Rekognition } from "@aws-sdk/client-rekognition";
import { expect } from "chai";
import { startEmulator } from "../../emulator/index.js";
import type { Emulator } from "../../emulator/index.js";
import { BUCKET, BucketFolder } from "./harness/bucket.js";
import { connectedHome } from "./harness/processors.js";
import { Receiver } from "./harness/receiver.js";
import { ACCOUNT, REGION, credentialsOf } from "./harness/scene.js";
import { CHANNEL, VIDEO } from "./harness/videos.js";

// https://docs.aws.amazon.com/rekognition/latest/dg/api-video.html: the message that a finished job publishes.
describe("notifications with an SNS beside the emulator", () => {
  let sns: Receiver;
  let emulator: Emulator;
  let bucket: BucketFolder;
  let client: Rekognition;

  beforeEach(async () => {
    bucket = new BucketFolder();
    bucket.put("clip.mp4", Buffer.alloc(1000));
    sns = await Receiver.start();
  });
  afterEach(async () => {
    client.destroy();
    await emulator.close();
    sns.close();
    bucket.remove();
  });

  async function start(timeScale: number): Promise<void> {
    emulator = await startEmulator({ buckets: { [BUCKET]: bucket.path }, timeScale, snsEndpoint: sns.url });
    client = new Rekognition({ endpoint: emulator.url, region: REGION, credentials: credentialsOf(ACCOUNT) });
  }

  /** The next request that reaches the SNS. */
  async function received(): Promise<{ request: IncomingMessage; form: URLSearchParams }> {
    const { request, body } = await sns.received();
    return { request, form: new URLSearchParams(body) };
  }

  it("are published, signed, although nobody asks the emulator again", async () => {
    await start(100_000);
    const arrival = received();
    const { JobId } = await client.startLabelDetection({ Video: VIDEO, NotificationChannel: CHANNEL, JobTag: "mine" });
    const { request, form } = await arrival;
    expect(request.headers.authorization).to.match(
      new RegExp(
        `^AWS4-HMAC-SHA256 Credential=${ACCOUNT}/\\d{8}/${REGION}/sns/aws4_request, .*Signature=[0-9a-f]{64}$`,
      ),
    );
    expect(form.get("Action")).to.equal("Publish");
    expect(form.get("TopicArn")).to.equal(CHANNEL.SNSTopicArn);
    expect(JSON.parse(form.get("Message") ?? "")).to.deep.include({
      JobId,
      Status: "SUCCEEDED",
      API: "StartLabelDetection",
      JobTag: "mine",
      Video: { S3ObjectName: "clip.mp4", S3Bucket: BUCKET },
    });
    expect(emulator.notifications()).to.have.length(1);
  });

  it("are published again after a failure", async () => {
    await start(0);
    sns.statuses.push(500);
    await client.startLabelDetection({ Video: VIDEO, NotificationChannel: CHANNEL });
    const first = received();
    emulator.advance(60_000);
    await first;
    const { form } = await received();
    expect(form.get("TopicArn")).to.equal(CHANNEL.SNSTopicArn);
  });

  // https://docs.aws.amazon.com/rekognition/latest/dg/streaming-labels-detection.html: subject and topic.
  it("are published by a connected home stream processor, with their subject", async () => {
    await start(0);
    const processor = connectedHome("door");
    await client.createStreamProcessor(processor);
    const StartSelector = { KVSStreamStartSelector: { ProducerTimestamp: 1_700_000_000_000 } };
    const { SessionId } = await client.startStreamProcessor({ Name: "door", StartSelector });
    const arrival = received();
    emulator.advance(11_000);
    const { form } = await arrival;
    expect(form.get("Subject")).to.equal("Rekognition Stream Processing Event");
    expect(form.get("TopicArn")).to.equal(processor.NotificationChannel?.SNSTopicArn);
    expect(JSON.parse(form.get("Message") ?? "")).to.deep.include({
      eventNamespace: { type: "LABEL_DETECTED" },
      sessionId: SessionId,
    });
  });
});
