import { readdirSync } from "node:fs";
import { S3 } from "@aws-sdk/client-s3";
import { Rekognition } from "@aws-sdk/client-rekognition";
import { expect } from "chai";
import { startEmulator } from "../../../emulator/index.js";
import type { Emulator } from "../../../emulator/index.js";
import { BUCKET, BucketFolder, labeled, putSmallTraining } from "../harness/bucket.js";
import { copyModel } from "../harness/copies.js";
import { makeDataset, manifestSource } from "../harness/datasets.js";
import { describeOnly, makeProject, run, runRequested, train, trainingRequest } from "../harness/models.js";
import { connectedHome } from "../harness/processors.js";
import { refusalOf } from "../harness/refusal.js";
import { resultsOf } from "../harness/results.js";
import { ACCOUNT, HOUR_MS, MINUTE_MS, REGION, credentialsOf } from "../harness/scene.js";
import type { Scene } from "../harness/scene.js";
import { detectLabels, putVideo } from "../harness/videos.js";

const image = (Name: string) => ({ S3Object: { Bucket: BUCKET, Name } });

/** The other S3 is that of a second emulator; what is written there reaches the folder. */
describe("with an S3 elsewhere", () => {
  let elsewhere: Emulator;
  let emulator: Emulator;
  let bucket: BucketFolder;
  let client: Rekognition;
  let folders: BucketFolder[];

  const scene: Scene = {
    get emulator() {
      return emulator;
    },
    get bucket() {
      return bucket;
    },
    get client() {
      return client;
    },
    clientOf: () => client,
  };

  beforeEach(async () => {
    bucket = new BucketFolder();
    folders = [bucket];
    elsewhere = await startEmulator({ buckets: { [BUCKET]: { folder: bucket.path, writable: true } } });
    emulator = await startEmulator({ clock: "manual", s3Endpoint: elsewhere.url });
    client = new Rekognition({
      endpoint: emulator.url,
      region: REGION,
      credentials: credentialsOf(ACCOUNT),
      maxAttempts: 1,
    });
  });
  afterEach(async () => {
    client.destroy();
    await emulator.close();
    await elsewhere.close();
    for (const folder of folders) folder.remove();
  });

  it("trains from a manifest and images there, writes its results there, and knows the images", async () => {
    const arn = await run(scene);
    const results = await resultsOf(scene, arn);
    expect(results.summary().AggregatedEvaluationResults.F1Score).to.equal(0.92);
    const { CustomLabels = [] } = await client.detectCustomLabels({ ProjectVersionArn: arn, Image: image("cat.png") });
    expect(CustomLabels.map(({ Name }) => Name)).to.deep.equal(["cat"]);
    expect(emulator.state().projects[0]?.versions[0]?.status).to.equal("RUNNING");
  });

  it("knows a model's images after a restart, and writes what was under way", async () => {
    const folder = new BucketFolder();
    folders.push(folder);
    const restart = async (): Promise<void> => {
      client.destroy();
      await emulator.close();
      const state = `${folder.path}/state.json`;
      emulator = await startEmulator({ clock: "manual", s3Endpoint: elsewhere.url, state });
      client = new Rekognition({ endpoint: emulator.url, region: REGION, credentials: credentialsOf(ACCOUNT) });
    };
    await restart();
    const arn = await run(scene);
    const [project] = emulator.state().projects;
    await client.createProjectVersion(trainingRequest(project?.arn ?? "", "second"));
    await restart();
    emulator.advance(HOUR_MS);
    const { CustomLabels = [] } = await client.detectCustomLabels({ ProjectVersionArn: arn, Image: image("cat.png") });
    expect(CustomLabels.map(({ Name }) => Name)).to.deep.equal(["cat"]);
    expect(bucket.has("output/EvaluationResultSummary-animals-second.json")).to.equal(true);
  });

  it("trains from a dataset whose images are there", async () => {
    const project = await makeProject(scene);
    putSmallTraining(bucket);
    await makeDataset(scene, project, manifestSource("train.manifest"));
    await makeDataset(scene, project, manifestSource("train.manifest"), "TEST");
    const request = { ...trainingRequest(project, "first"), TrainingData: undefined, TestingData: undefined };
    const arn = await runRequested(scene, request);
    const { CustomLabels = [] } = await client.detectCustomLabels({ ProjectVersionArn: arn, Image: image("dog.png") });
    expect(CustomLabels.map(({ Name }) => Name)).to.deep.equal(["dog"]);
  });

  it("copies a model with the results that are there", async () => {
    const version = await train(scene);
    const source = emulator.state().projects[0]?.arn ?? "";
    const destination = await makeProject(scene, "others");
    await copyModel(client, { source, destination, version });
    emulator.advance(HOUR_MS);
    await client.describeProjects({});
    const { OutputConfig } = (await describeOnly(scene, emulator.state().projects[1]?.versions[0]?.arn ?? "")) ?? {};
    const key = `${OutputConfig?.S3KeyPrefix ?? ""}/EvaluationResultSummary-others-copied.json`;
    expect(bucket.read(key)).to.equal(bucket.read("output/EvaluationResultSummary-animals-first.json"));
  });

  it("counts images that are not there as errors, and fails a training without its manifest or output bucket", async () => {
    const project = await makeProject(scene);
    putSmallTraining(bucket);
    bucket.putManifest("gone.manifest", [labeled("cat.png", "cat"), labeled("gone.png", "dog")]);
    await client.createProjectVersion(trainingRequest(project, "images", "gone.manifest"));
    await client.createProjectVersion(trainingRequest(project, "manifest", "no.manifest"));
    emulator.advance(HOUR_MS);
    const OutputConfig = { S3Bucket: "no-bucket", S3KeyPrefix: "" };
    await client.createProjectVersion({ ...trainingRequest(project, "output"), OutputConfig });
    emulator.advance(HOUR_MS);
    const messages = emulator.state().projects[0]?.versions.map(({ statusMessage }) => statusMessage);
    expect(messages).to.deep.equal([
      "The manifest file contains too many invalid rows.",
      "The manifest file extension or contents are invalid.",
      "Unable to write to output S3 bucket.",
    ]);
  });

  it("looks at images and at the files beside them, as they are there now", async () => {
    bucket.putImage("a b+c/ä!.png", 80, 80);
    const faces = async () => (await client.detectFaces({ Image: image("a b+c/ä!.png") })).FaceDetails?.length;
    expect(await faces()).to.equal(1);
    bucket.put("a b+c/ä!.png.rekognition.json", JSON.stringify({ faces: [] }));
    expect(await faces()).to.equal(0);
  });

  it("asks for the version that is named", async () => {
    bucket.putImage("cat.png", 80, 80);
    const s3 = new S3({ endpoint: elsewhere.url, region: REGION, credentials: credentialsOf(ACCOUNT) });
    await s3.createBucket({ Bucket: "versions" });
    await s3.putBucketVersioning({ Bucket: "versions", VersioningConfiguration: { Status: "Enabled" } });
    const put = (Body: Buffer) => s3.putObject({ Bucket: "versions", Key: "a.png", Body });
    const { VersionId: Version } = await put(bucket.putImage("any.png", 80, 80));
    await put(Buffer.from("no image"));
    const S3Object = { Bucket: "versions", Name: "a.png" };
    expect((await client.detectFaces({ Image: { S3Object: { ...S3Object, Version } } })).FaceDetails).to.have.length(1);
    const { name } = await refusalOf(client.detectFaces({ Image: { S3Object } }));
    expect(name).to.equal("InvalidImageFormatException");
    s3.destroy();
  });

  it("analyses a video there, which it does not copy", async () => {
    putVideo(scene, 5000);
    const jobId = await detectLabels(scene, 3);
    expect((await client.getLabelDetection({ JobId: jobId })).JobStatus).to.equal("SUCCEEDED");
  });

  it("writes the frames of connected home there", async () => {
    await client.createStreamProcessor({
      ...connectedHome("door"),
      Output: { S3Destination: { Bucket: BUCKET, KeyPrefix: "home" } },
    });
    const StartSelector = { KVSStreamStartSelector: { ProducerTimestamp: 1 } };
    const { SessionId = "" } = await client.startStreamProcessor({ Name: "door", StartSelector });
    emulator.advance(MINUTE_MS);
    await client.listStreamProcessors({});
    expect(bucket.has(`home/door/${SessionId}/frames/1.jpg`)).to.equal(true);
    expect(bucket.has(`home/door/${SessionId}/summary.json`)).to.equal(true);
  });

  it("leaves nothing behind in the folder for temporary files", async () => {
    const folder = new BucketFolder();
    const { TMPDIR } = process.env;
    process.env.TMPDIR = folder.path;
    try {
      await run(scene);
      expect(readdirSync(folder.path)).to.have.length.greaterThan(0);
      await emulator.close();
      await elsewhere.close();
      expect(readdirSync(folder.path)).to.deep.equal([]);
    } finally {
      process.env.TMPDIR = TMPDIR;
      if (TMPDIR === undefined) delete process.env.TMPDIR;
      folder.remove();
    }
  });

  it("says of what is not there what AWS says", async () => {
    const { name } = await refusalOf(client.detectFaces({ Image: image("gone.png") }));
    expect(name).to.equal("InvalidS3ObjectException");
  });

  it("says so if that S3 cannot be asked", async () => {
    const { url } = elsewhere;
    await elsewhere.close();
    const refusal = await refusalOf(client.detectFaces({ Image: image("cat.png") }));
    expect(refusal.name).to.equal("UnavailableS3OfEmulatorException");
    expect(refusal.message).to.include(url);
  });

  it("leaves buckets that are folders alone", async () => {
    const other = await startEmulator({
      clock: "manual",
      buckets: { [BUCKET]: bucket.path },
      s3Endpoint: "http://127.0.0.1:1",
    });
    const own = new Rekognition({ endpoint: other.url, region: REGION, credentials: credentialsOf(ACCOUNT) });
    bucket.putImage("cat.png", 80, 80);
    expect((await own.detectFaces({ Image: image("cat.png") })).FaceDetails).to.have.length(1);
    own.destroy();
    await other.close();
  });
});
