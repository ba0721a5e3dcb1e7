import { type IncomingMessage, type Server, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import { Rekognition } from "@aws-sdk/client-rekognition";
import { expect } from "chai";
import { startEmulator } from "../../emulator/index.js";
import type { Emulator } from "../../emulator/index.js";
import { BUCKET, BucketFolder } from "./harness/bucket.js";
import { ACCOUNT, REGION, credentialsOf } from "./harness/scene.js";
import { CHANNEL, VIDEO } from "./harness/videos.js";

// https://docs.aws.amazon.com/rekognition/latest/dg/api-video.html: the message that a finished job publishes.
describe("notifications with an SNS beside the emulator", () => {
  let sns: Server;
  let emulator: Emulator;
  let bucket: BucketFolder;
  let client: Rekognition;
  /** How the next requests are answered; default: with success. */
  let statuses: number[];

  beforeEach(async () => {
    statuses = [];
    bucket = new BucketFolder();
    bucket.put("clip.mp4", Buffer.alloc(1000));
    sns = createServer().listen(0, "127.0.0.1");
    await once(sns, "listening");
  });
  afterEach(async () => {
    client.destroy();
    await emulator.close();
    sns.closeAllConnections();
    sns.close();
    bucket.remove();
  });

  async function start(timeScale: number): Promise<void> {
    const snsEndpoint = `http://127.0.0.1:${(sns.address() as AddressInfo).port}`;
    emulator = await startEmulator({ buckets: { [BUCKET]: bucket.path }, timeScale, snsEndpoint });
    client = new Rekognition({ endpoint: emulator.url, region: REGION, credentials: credentialsOf(ACCOUNT) });
  }

  /** The next request that reaches the SNS. */
  async function received(): Promise<{ request: IncomingMessage; form: URLSearchParams }> {
    const [request, response] = (await once(sns, "request")) as [IncomingMessage, ServerResponse];
    let body = "";
    for await (const chunk of request.setEncoding("utf8")) body += chunk as string;
    response.writeHead(statuses.shift() ?? 200).end();
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
    statuses = [500];
    await client.startLabelDetection({ Video: VIDEO, NotificationChannel: CHANNEL });
    const first = received();
    emulator.advance(60_000);
    await first;
    const { form } = await received();
    expect(form.get("TopicArn")).to.equal(CHANNEL.SNSTopicArn);
  });
});
