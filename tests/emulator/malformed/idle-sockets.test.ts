import { once } from "node:events";
import { type Socket, connect } from "node:net";
import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { expect } from "chai";
import { BUCKET, BucketFolder } from "../harness/bucket.js";
import { type MeasuredEmulator, startMeasuredEmulator } from "../harness/measured-emulator.js";
import { ACCOUNT, REGION, credentialsOf } from "../harness/scene.js";

const IS_FULL = process.env.FULL === "1";
/** 3,000 with FULL=1, which also waits until all of them are closed: for a minute, the limit of a request. */
const SOCKETS = IS_FULL ? 3_000 : 1_500;
/** So many may be idle at once. */
const MAX_IDLE = 1_000;
const AT_ONCE = 100;
const MEGABYTE = 1024 ** 2;

const HOST = "Host: 127.0.0.1\r\n";
/** What a connection says before it falls silent. */
const BEGINNINGS = [
  "",
  "GET /",
  `PUT /${BUCKET}/idle HTTP/1.1\r\n${HOST}Content-Le`,
  `GET /${BUCKET}/?list-type=2 HTTP/1.1\r\n${HOST}`,
  `POST / HTTP/1.1\r\n${HOST}X-Amz-Target: RekognitionService.`,
];
/** These have begun a request, and may take a minute for it. */
const BODIES = [
  `PUT /${BUCKET}/idle HTTP/1.1\r\n${HOST}Authorization: AWS any:any\r\nContent-Length: 100\r\n\r\nhalf`,
  `POST / HTTP/1.1\r\n${HOST}Content-Length: 100\r\n\r\n{`,
];

describe(`${SOCKETS} connections that fall silent`, function () {
  this.timeout(180_000);
  let emulator: MeasuredEmulator;
  let bucket: BucketFolder;
  let client: S3Client;
  const sockets = new Set<Socket>();

  before(async () => {
    bucket = new BucketFolder();
    emulator = await startMeasuredEmulator(BUCKET, bucket.path);
    client = new S3Client({
      endpoint: emulator.url,
      region: REGION,
      credentials: credentialsOf(ACCOUNT),
      forcePathStyle: true,
      maxAttempts: 1,
    });
  });
  after(async () => {
    client.destroy();
    for (const socket of sockets) socket.destroy();
    await emulator.stop();
    bucket.remove();
  });

  async function open(beginning: string): Promise<void> {
    const socket = connect(Number(new URL(emulator.url).port), "127.0.0.1");
    sockets.add(socket);
    socket.resume().on("error", () => undefined);
    socket.once("close", () => sockets.delete(socket));
    await once(socket, "connect");
    socket.write(beginning);
  }

  async function openAll(count: number, beginnings: readonly string[]): Promise<void> {
    for (let opened = 0; opened < count; opened += AT_ONCE) {
      const now = Array.from({ length: AT_ONCE }, (_, index) => beginnings[index % beginnings.length] ?? "");
      await Promise.all(now.map(open));
    }
  }

  /** Writes an object of a megabyte, and reads it. */
  async function useS3(Key: string): Promise<void> {
    const Body = Buffer.alloc(MEGABYTE, Key);
    await client.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body }));
    const read = await client.send(new GetObjectCommand({ Bucket: BUCKET, Key }));
    expect(Body.equals((await read.Body?.transformToByteArray()) ?? Buffer.alloc(0))).to.equal(true);
  }

  it("are closed to make room for requests, which are answered", async () => {
    await useS3("before");
    const before = await emulator.heapBytes();
    await openAll(SOCKETS / 2, BEGINNINGS);
    await Promise.all(Array.from({ length: 20 }, (_, index) => useS3(`meanwhile-${index}`)));
    await openAll(SOCKETS / 2, IS_FULL ? [...BEGINNINGS, ...BODIES] : BEGINNINGS);
    await Promise.all(Array.from({ length: 20 }, (_, index) => useS3(`after-${index}`)));
    const answered = await fetch(`${emulator.url}/_emulator/state`);
    expect(answered.status).to.equal(200);
    while (sockets.size > (IS_FULL ? MAX_IDLE + SOCKETS / 2 : MAX_IDLE)) await new Promise(setImmediate);
    if (IS_FULL) {
      await Promise.all([...sockets].map((socket) => once(socket, "close")));
      expect((await emulator.heapBytes()) - before).to.be.below(8 * MEGABYTE);
    }
    await useS3("at last");
    expect(emulator.complaints).to.equal("");
  });
});
