import { expect } from "chai";
import { S3 } from "@aws-sdk/client-s3";
import type { ImageLabel, StreamMessage } from "../../../emulator/index.js";
import { controlClient } from "../../../emulator/index.js";
import { parseImage } from "../../../emulator/media/image.js";
import { BUCKET } from "../harness/bucket.js";
import { connectedHome, videoStreamArn } from "../harness/processors.js";
import { ACCOUNT, REGION, credentialsOf, setScene } from "../harness/scene.js";

const STARTING_MS = 10_000;
const PRODUCER_MS = 1_700_000_000_000;
const BOX = { left: 0.1, top: 0.2, width: 0.3, height: 0.4 };

// https://docs.aws.amazon.com/rekognition/latest/dg/streaming-labels-detection.html, "Analyzing label detection results"
describe("what a connected home stream processor says and writes", () => {
  const scene = setScene();
  const Name = "door";

  async function create(changes: Partial<ReturnType<typeof connectedHome>> = {}): Promise<void> {
    await scene.client.createStreamProcessor({
      ...connectedHome(Name),
      Output: { S3Destination: { Bucket: BUCKET, KeyPrefix: "home" } },
      Settings: { ConnectedHome: { Labels: ["ALL"] } },
      Tags: { place: "front" },
      ...changes,
    });
  }

  async function start(selector: object = { ProducerTimestamp: PRODUCER_MS }, seconds = 10): Promise<string> {
    const { SessionId = "" } = await scene.client.startStreamProcessor({
      Name,
      StartSelector: { KVSStreamStartSelector: selector },
      StopSelector: { MaxDurationInSeconds: seconds },
    });
    return SessionId;
  }

  const show = (...labels: ImageLabel[]): void => {
    scene.emulator.setRules({ rules: [{ match: { stream: "do*" }, holds: { labels } }] });
  };

  const messages = (): StreamMessage[] => scene.emulator.notifications().map(({ message }) => message as StreamMessage);

  /** What is seen in a whole session. */
  async function session(seconds = 10) {
    const before = messages().length;
    await start(undefined, seconds);
    scene.emulator.advance(STARTING_MS + seconds * 1000);
    return messages()
      .slice(before, -1)
      .map(({ labels }) => labels?.map(({ name }) => name).join());
  }

  it("says of each thing, the first time that it sees it, what it is, where and when, with the session it belongs to", async () => {
    show({ name: "Person", confidence: 91, instances: [BOX] }, { name: "Dog" });
    await create();
    const sessionId = await start();
    scene.emulator.advance(STARTING_MS + 1_000);
    const [notification, ...others] = await controlClient(scene.emulator.url).notifications();
    expect(others).to.deep.equal([]);
    const { NotificationChannel, RoleArn } = connectedHome(Name);
    expect(notification).to.include({
      account: ACCOUNT,
      region: REGION,
      topicArn: NotificationChannel?.SNSTopicArn,
      roleArn: RoleArn,
      subject: "Rekognition Stream Processing Event",
    });
    const { eventId, ...message } = notification?.message as StreamMessage;
    expect(eventId).to.match(/^[\da-f]{64}$/);
    const [label] = message.labels ?? [];
    const { fragmentNumber } = label?.videoMapping.kinesisVideoMapping ?? {};
    expect(fragmentNumber).to.match(/^91343852333\d{36}$/);
    const uri = `s3://${BUCKET}/home/${Name}/${sessionId}`;
    expect(message).to.deep.equal({
      inputInformation: { kinesisVideo: { streamArn: videoStreamArn(Name) } },
      eventNamespace: { type: "LABEL_DETECTED" },
      labels: [
        {
          id: "1",
          name: "PERSON",
          confidence: 91,
          frameImageUri: `${uri}/frames/1.jpg`,
          croppedImageUri: `${uri}/cropped/1.jpg`,
          videoMapping: {
            kinesisVideoMapping: {
              fragmentNumber,
              serverTimestamp: PRODUCER_MS + 200,
              producerTimestamp: PRODUCER_MS,
              frameOffsetMillis: 1_000,
            },
          },
          boundingBox: BOX,
        },
      ],
      tags: { place: "front" },
      sessionId,
      startStreamProcessorRequest: {
        Name,
        StartSelector: { KVSStreamStartSelector: { ProducerTimestamp: PRODUCER_MS } },
        StopSelector: { MaxDurationInSeconds: 10 },
      },
    });
  });

  it("says when its session is over, and how much of the stream it saw", async () => {
    show();
    await create();
    const sessionId = await start(undefined, 120);
    scene.emulator.advance(STARTING_MS + 119_999);
    expect(messages()).to.deep.equal([]);
    scene.emulator.advance(1);
    expect(messages()).to.have.length(1);
    expect(messages()[0]).to.deep.include({
      inputInformation: {
        kinesisVideo: { streamArn: videoStreamArn(Name), processedVideoDurationMillis: 120_000 },
      },
      eventNamespace: { type: "STREAM_PROCESSING_COMPLETE" },
      streamProcessingResults: { message: "Stream processing succeeded." },
      tags: { place: "front" },
      sessionId,
    });
  });

  it("says why a session failed", async () => {
    const message = "Stream door doesn't exist";
    scene.emulator.script({ streamProcessorStart: [{ status: "FAILED", message }] });
    await create();
    await start();
    scene.emulator.advance(STARTING_MS);
    expect(messages()[0]).to.deep.include({
      inputInformation: { kinesisVideo: { streamArn: videoStreamArn(Name), processedVideoDurationMillis: 0 } },
      streamProcessingResults: { message },
    });
  });

  it("says nothing without a role", async () => {
    scene.emulator.setSwitches({ streamProcessorRoleReadyMs: 60_000 });
    await create();
    await start();
    scene.emulator.advance(STARTING_MS);
    expect(messages()).to.deep.equal([]);
  });

  it("begins at the fragment that it is told", async () => {
    await create();
    await start({ FragmentNumber: "91343852333181432392682062622220590765191907586" });
    scene.emulator.advance(STARTING_MS + 2_000);
    const places = messages().map(({ labels }) => labels?.[0]?.videoMapping.kinesisVideoMapping);
    expect(places.map((place) => [place?.fragmentNumber, place?.frameOffsetMillis])).to.deep.equal([
      ["91343852333181432392682062622220590765191907586", 1_000],
      ["91343852333181432392682062622220590765191909586", 0],
    ]);
  });

  it("writes the frames, what is in their boxes and a summary into the bucket, where the emulator's S3 has them", async () => {
    show({ name: "Cardboard Box", parents: ["Package"], instances: [{ ...BOX, width: 0.5 }] });
    await create();
    const sessionId = await start();
    scene.emulator.advance(STARTING_MS + 10_000);
    const s3 = new S3({ endpoint: scene.emulator.url, region: REGION, credentials: credentialsOf(ACCOUNT) });
    const read = async (file: string) => {
      const Key = `home/${Name}/${sessionId}/${file}`;
      const { Body, ContentType } = await s3.getObject({ Bucket: BUCKET, Key });
      return { type: ContentType, bytes: Buffer.from((await Body?.transformToByteArray()) ?? []) };
    };
    const frame = await read("frames/1.jpg");
    expect(frame.type).to.equal("image/jpeg");
    expect(parseImage(frame.bytes)).to.deep.equal({ format: "jpeg", width: 160, height: 90 });
    expect(parseImage((await read("cropped/1.jpg")).bytes)).to.deep.equal({ format: "jpeg", width: 80, height: 36 });
    const [told] = messages();
    expect(JSON.parse((await read("summary.json")).bytes.toString())).to.deep.equal({
      streamArn: videoStreamArn(Name),
      sessionId,
      processedVideoDurationMillis: 10_000,
      labels: told?.labels,
    });
    s3.destroy();
    expect(scene.bucket.has("home")).to.equal(false);
  });

  it("writes nothing into a bucket that is not there", async () => {
    await create({ Output: { S3Destination: { Bucket: "elsewhere" } } });
    expect(await session()).to.deep.equal(["PERSON", "PET"]);
    expect(scene.emulator.state().streamProcessors[0]?.status).to.equal("STOPPED");
  });

  it("sees a person and a pet where nobody said what the stream shows, as in any video", async () => {
    await create();
    expect(await session()).to.deep.equal(["PERSON", "PET"]);
  });

  it("tells only of what it looks for, as sure as it is to be, in the regions where it looks, and in time", async () => {
    const labels = ["Person", "Dog", "Package"].map((name) => ({ name, confidence: 80, instances: [BOX] }));
    const lookAt = async (Left: number): Promise<void> => {
      const RegionsOfInterestForUpdate = [{ BoundingBox: { Left, Top: 0, Width: 0.5, Height: 1 } }];
      await scene.client.updateStreamProcessor({ Name, RegionsOfInterestForUpdate });
      scene.emulator.advance(60_000);
    };
    show(...labels);
    await create({ Settings: { ConnectedHome: { Labels: ["PERSON", "PACKAGE"], MinConfidence: 80 } } });
    expect(await session()).to.deep.equal(["PERSON", "PACKAGE"]);
    await lookAt(0.5);
    expect(await session()).to.deep.equal([]);
    await lookAt(0);
    expect(await session(2)).to.deep.equal(["PERSON"]);
    show(...labels.map((label) => ({ ...label, confidence: 79 })));
    expect(await session()).to.deep.equal([]);
  });

  it("forgets its session when it is forced elsewhere", async () => {
    await create();
    await start();
    scene.emulator.advance(STARTING_MS + 1_000);
    const { StreamProcessorArn: arn = "" } = await scene.client.describeStreamProcessor({ Name });
    scene.emulator.forceStatus({ arn, status: "FAILED" });
    scene.emulator.advance(60_000);
    expect(messages()).to.have.length(1);
  });
});
