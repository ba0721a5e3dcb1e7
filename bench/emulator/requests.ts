import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Rekognition } from "@aws-sdk/client-rekognition";
import { TRAINING_BUCKET, createTrainingBucket } from "../../tests/e2e/harness/training-bucket.js";
import { type EmulatorProcess, startEmulatorProcess } from "../../tools/sandbox/emulator-process.js";
import { SANDBOX_CREDENTIALS, SANDBOX_REGION } from "../../tools/sandbox/surroundings.js";
import { interleaved } from "../measure/pairs.js";
import { type Figure, atLeast } from "../report/figure.js";
import type { BenchContext, Section } from "../section.js";
import { type Call, requestsPerSecond } from "./load.js";
import { startMoto } from "./moto.js";

const PEER = "moto";
const LEAST = 5;
const SETTLE_MS = 3_600_000;
const VIDEO = "clip.mp4";
/** So many that the answer is as long as moto's constant one. */
const DETECTIONS = 5;

/** Makes what the calls are about, and gives the calls that both have. */
async function prepare({ url: endpoint, control }: EmulatorProcess, image: Buffer): Promise<Call[]> {
  const client = new Rekognition({ endpoint, region: SANDBOX_REGION, credentials: SANDBOX_CREDENTIALS });
  const { ProjectArn = "" } = await client.createProject({ ProjectName: "animals" });
  await control.clock({ advanceMs: SETTLE_MS });
  const OutputConfig = { S3Bucket: TRAINING_BUCKET, S3KeyPrefix: "results" };
  const S3Object = { Bucket: TRAINING_BUCKET, Name: "manifest.jsonl" };
  const { ProjectVersionArn = "" } = await client.createProjectVersion({
    ProjectArn,
    VersionName: "v1",
    OutputConfig,
    TrainingData: { Assets: [{ GroundTruthManifest: { S3Object } }] },
    TestingData: { AutoCreate: true },
  });
  await control.clock({ advanceMs: SETTLE_MS });
  await client.startProjectVersion({ ProjectVersionArn, MinInferenceUnits: 1 });
  await client.createCollection({ CollectionId: "visitors" });
  await control.setSwitches({ quotaVideoJobs: Number.MAX_SAFE_INTEGER });
  const search = { Video: { S3Object: { Bucket: TRAINING_BUCKET, Name: VIDEO } }, CollectionId: "visitors" };
  await control.script({ video: [{ detections: DETECTIONS }] });
  const { JobId = "" } = await client.startFaceSearch(search);
  await control.clock({ advanceMs: SETTLE_MS });
  client.destroy();
  return [
    { operation: "DetectCustomLabels", input: { ProjectVersionArn, Image: { Bytes: image.toString("base64") } } },
    { operation: "StartFaceSearch", input: search },
    { operation: "GetFaceSearch", input: { JobId } },
  ];
}

async function compare(
  call: Call,
  ports: { ours: number; moto: number },
  { count, progress }: BenchContext,
): Promise<Figure[]> {
  const { operation } = call;
  const pairs = count(5, 2);
  const durationMs = count(3_000, 500);
  const measured = await interleaved(
    pairs,
    () => requestsPerSecond(ports.ours, call, durationMs),
    () => requestsPerSecond(ports.moto, call, durationMs),
    (pair) => {
      progress(`${operation}, pair ${pair} of ${pairs}`);
    },
  );
  return [
    {
      id: `requests-${operation}`,
      what: operation,
      unit: "calls/s",
      ours: measured.ours,
      peers: { [PEER]: measured.theirs },
    },
    {
      id: `requests-${operation}-ratio`,
      what: `${operation}, ratio`,
      unit: "times",
      ours: measured.ratio,
      bound: atLeast(measured.ratio, LEAST, `at least ${LEAST}x`),
    },
  ];
}

/** How many requests a second the emulator answers. */
export const emulatorRequests: Section = {
  name: "emulator",
  title: "Requests of the emulator",
  async run(context) {
    context.progress("moto is installed and started");
    const moto = await startMoto();
    const bucket = createTrainingBucket();
    writeFileSync(bucket.file(VIDEO), "a video, of which only the size matters");
    const emulator = await startEmulatorProcess({ buckets: bucket.buckets });
    try {
      const image = readFileSync(bucket.file(join("images", "circle-01.png")));
      const calls = await prepare(emulator, image);
      const ports = { ours: Number(new URL(emulator.url).port), moto: moto.port };
      const figures: Figure[] = [];
      for (const call of calls) figures.push(...(await compare(call, ports, context)));
      return {
        method: [
          "The operations that the emulator and moto's server both have; moto answers them with constants, the emulator " +
            "from what it holds, about as much of it. One client, Node's own with 8 connections kept alive, sends the same requests to both in " +
            `turn; medians of ${context.count(5, 2)} pairs.`,
        ],
        figures,
        plots: [],
      };
    } finally {
      emulator.stop();
      moto.stop();
      bucket.dispose();
    }
  },
};
