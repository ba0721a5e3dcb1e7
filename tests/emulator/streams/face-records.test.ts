import { Rekognition } from "@aws-sdk/client-rekognition";
import { expect } from "chai";
import { controlClient, startEmulator } from "../../../emulator/index.js";
import type { FaceSearchRecord } from "../../../emulator/index.js";
import { BUCKET } from "../harness/bucket.js";
import { dataStreamArn, faceSearch, videoStreamArn } from "../harness/processors.js";
import { Receiver } from "../harness/receiver.js";
import { ACCOUNT, REGION, credentialsOf, setScene } from "../harness/scene.js";

const STARTING_MS = 10_000;
const BOX = { left: 0.1, top: 0.1, width: 0.5, height: 0.8 };

// https://docs.aws.amazon.com/rekognition/latest/dg/streaming-video-kinesis-output-reference.html
describe("the records of face search stream processors", () => {
  const scene = setScene();
  const Name = "watcher";
  const CollectionId = "faces";

  /** Makes a collection with the face of ada. */
  async function index(): Promise<string | undefined> {
    await scene.client.createCollection({ CollectionId });
    scene.bucket.putImage("ada.png", 80, 80);
    scene.bucket.put("ada.png.rekognition.json", JSON.stringify({ faces: [{ identity: "ada", box: BOX }] }));
    const Image = { S3Object: { Bucket: BUCKET, Name: "ada.png" } };
    const { FaceRecords } = await scene.client.indexFaces({ CollectionId, Image, ExternalImageId: "ada.png" });
    return FaceRecords?.[0]?.Face?.FaceId;
  }

  async function run(): Promise<void> {
    await scene.client.createStreamProcessor(faceSearch(Name));
    await scene.client.startStreamProcessor({ Name });
    scene.emulator.advance(STARTING_MS);
  }

  const records = (): readonly FaceSearchRecord[] => scene.emulator.records().map(({ record }) => record);

  it("say of a frame where it is in the stream, which faces are in it, and whose in the collection they are", async () => {
    const FaceId = await index();
    const faces = [{ identity: "ada", box: { ...BOX, left: 0.4 }, confidence: 97 }];
    scene.emulator.setRules({ rules: [{ match: { stream: Name }, holds: { faces } }] });
    await run();
    const [first, ...others] = await controlClient(scene.emulator.url).records();
    expect(others).to.deep.equal([]);
    const nowMs = scene.emulator.nowMs();
    expect(first).to.include({ account: ACCOUNT, region: REGION, streamArn: dataStreamArn(Name), processor: Name });
    const { FaceSearchResponse: [face, ...strangers] = [], ...about } = first?.record ?? {};
    expect(strangers).to.deep.equal([]);
    const { FragmentNumber = "" } = first?.record.InputInformation.KinesisVideo ?? {};
    expect(FragmentNumber).to.match(/^\d{47}$/);
    expect(about).to.deep.equal({
      InputInformation: {
        KinesisVideo: {
          StreamArn: videoStreamArn(Name),
          FragmentNumber,
          ServerTimestamp: (nowMs + 200) / 1000,
          ProducerTimestamp: nowMs / 1000,
          FrameOffsetInSeconds: 0,
        },
      },
      StreamProcessorInformation: { Status: "RUNNING" },
    });
    expect(Object.keys(face?.DetectedFace ?? {})).to.have.members([
      "BoundingBox",
      "Confidence",
      "Landmarks",
      "Pose",
      "Quality",
    ]);
    expect(face?.DetectedFace.BoundingBox).to.deep.equal({ Left: 0.4, Top: 0.1, Width: 0.5, Height: 0.8 });
    expect(face?.DetectedFace.Confidence).to.equal(97);
    const [match, ...unlike] = face?.MatchedFaces ?? [];
    expect(unlike).to.deep.equal([]);
    expect(match?.Similarity).to.be.at.least(99);
    expect(match?.Face).to.include({ FaceId, ExternalImageId: "ada.png" });
  });

  it("come one a second while it is RUNNING, in order, and none after the stop", async () => {
    await index();
    await run();
    scene.emulator.advance(3_500);
    const places = records().map(({ InputInformation: { KinesisVideo } }) => KinesisVideo);
    expect(places.map(({ FrameOffsetInSeconds }) => FrameOffsetInSeconds)).to.deep.equal([0, 1, 0, 1]);
    const numbers = places.map(({ FragmentNumber }) => BigInt(FragmentNumber));
    expect(numbers[0] === numbers[1] && (numbers[1] ?? 0n) < (numbers[2] ?? 0n)).to.equal(true);
    await scene.client.stopStreamProcessor({ Name });
    scene.emulator.advance(60_000);
    expect(records()).to.have.length(4);
  });

  it("are of the last frames only, where much time passes at once", async () => {
    await index();
    await run();
    scene.emulator.advance(30 * 24 * 3_600_000);
    expect(records()).to.have.length(1 + 1 + 20);
    const latest = scene.emulator.records().at(-1)?.atMs;
    expect(latest).to.equal(scene.emulator.nowMs());
  });

  it("name the first faces of the collection where nobody said whom the stream shows", async () => {
    const FaceId = await index();
    await run();
    const matches = records()[0]?.FaceSearchResponse.map(({ MatchedFaces }) =>
      MatchedFaces.map(({ Face }) => Face.FaceId),
    );
    expect(matches).to.deep.equal([[FaceId], [], []]);
  });

  it("are put to the data stream, signed and in order, if there is a Kinesis", async () => {
    const kinesis = await Receiver.start("{}");
    const emulator = await startEmulator({ clock: "manual", kinesisEndpoint: kinesis.url });
    const client = new Rekognition({ endpoint: emulator.url, region: REGION, credentials: credentialsOf(ACCOUNT) });
    try {
      await client.createCollection({ CollectionId });
      await client.createStreamProcessor(faceSearch(Name));
      await client.startStreamProcessor({ Name });
      kinesis.statuses.push(500);
      const refused = kinesis.received();
      emulator.advance(STARTING_MS + 2_000);
      const first = await refused;
      const { request, body } = await kinesis.received();
      expect(body).to.equal(first.body);
      expect(request.headers).to.include({
        "x-amz-target": "Kinesis_20131202.PutRecords",
        "content-type": "application/x-amz-json-1.1",
      });
      expect(request.headers.authorization).to.match(
        new RegExp(`^AWS4-HMAC-SHA256 Credential=${ACCOUNT}/\\d{8}/${REGION}/kinesis/aws4_request, `),
      );
      const sent = JSON.parse(body) as { StreamName: string; Records: { Data: string; PartitionKey: string }[] };
      expect(sent).to.include({ StreamName: Name, StreamARN: dataStreamArn(Name) });
      expect(new Set(sent.Records.map(({ PartitionKey }) => PartitionKey))).to.deep.equal(new Set([Name]));
      const data = sent.Records.map(({ Data }) => JSON.parse(Buffer.from(Data, "base64").toString()) as object);
      expect(data).to.deep.equal(emulator.records().map(({ record }) => record));
      expect(data).to.have.length(3);
    } finally {
      client.destroy();
      await emulator.close();
      kinesis.close();
    }
  });
});
