import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { controlClient } from "../../../emulator/index.js";
import { BUCKET, labeled } from "../harness/bucket.js";
import { copyModel, makePlaces } from "../harness/copies.js";
import { beginDataset, makeDatasetOf, manifestSource, sendEntries } from "../harness/datasets.js";
import { beginTraining, describeOnly, makeProject, run, train } from "../harness/models.js";
import { policyOf } from "../harness/policies.js";
import { connectedHome, createProcessor, faceSearch } from "../harness/processors.js";
import { refusalName } from "../harness/refusal.js";
import { ACCOUNT, HOUR_MS, MINUTE_MS, REGION, credentialsOf } from "../harness/scene.js";
import { CHANNEL, VIDEO, detectLabels, putVideo, startLabels } from "../harness/videos.js";
import { setKeptScene } from "./scene.js";

/** What an answer says, without what belongs to the request. */
const said = (answer: object): object => ({ ...answer, $metadata: undefined });

describe("an emulator that is started again with its state file", () => {
  const scene = setKeptScene();

  /** Restarts, and expects the same answers as before. */
  async function expectSame(...looks: readonly (() => Promise<object>)[]): Promise<void> {
    const before = await Promise.all(looks.map(async (look) => said(await look())));
    await scene.restart();
    const after = await Promise.all(looks.map(async (look) => said(await look())));
    expect(after).to.deep.equal(before);
  }

  it("has its projects, policies and tags, of every account", async () => {
    const { ProjectArn = "" } = await scene.client.createProject({ ProjectName: "animals", Tags: { stage: "test" } });
    const policy = { ProjectArn, PolicyName: "copies", PolicyDocument: policyOf({}) };
    await scene.client.putProjectPolicy(policy);
    const other = scene.clientOf("444455556666", "eu-west-1");
    await other.createProject({ ProjectName: "plants", Feature: "CONTENT_MODERATION", AutoUpdate: "ENABLED" });
    other.destroy();
    await expectSame(
      () => scene.client.describeProjects({}),
      () => scene.client.listProjectPolicies({ ProjectArn }),
      () => scene.client.listTagsForResource({ ResourceArn: ProjectArn }),
      async () => {
        const client = scene.clientOf("444455556666", "eu-west-1");
        const projects = await client.describeProjects({ Features: ["CONTENT_MODERATION"] });
        client.destroy();
        return projects;
      },
    );
    const update = { ...policy, PolicyRevisionId: "0".repeat(32) };
    expect(await refusalName(scene.client.putProjectPolicy(update))).to.equal("InvalidPolicyRevisionIdException");
  });

  it("has its datasets, entry by entry, also one that is being changed", async () => {
    const project = await makeProject(scene);
    const lines = ["a", "b", "c", "d", "e"].map((key) => labeled(`${key}.png`, "cat", "dog"));
    const DatasetArn = await makeDatasetOf(scene, project, lines);
    await sendEntries(scene, DatasetArn, [labeled("f.png", "bird")]);
    const looks = [
      () => scene.client.describeDataset({ DatasetArn }),
      () => scene.client.listDatasetEntries({ DatasetArn }),
      () => scene.client.listDatasetLabels({ DatasetArn }),
    ];
    await expectSame(() => scene.client.describeDataset({ DatasetArn }));
    scene.emulator.advance(MINUTE_MS);
    await expectSame(...looks);
    expect(
      (await scene.client.describeDataset({ DatasetArn })).DatasetDescription?.DatasetStats?.TotalEntries,
    ).to.equal(6);
    const { DatasetArn: test = "" } = await scene.client.createDataset({ ProjectArn: project, DatasetType: "TEST" });
    scene.emulator.advance(MINUTE_MS);
    await scene.client.distributeDatasetEntries({ Datasets: [{ Arn: DatasetArn }, { Arn: test }] });
    await scene.restart();
    scene.emulator.advance(MINUTE_MS);
    const { DatasetDescription } = await scene.client.describeDataset({ DatasetArn: test });
    expect(DatasetDescription?.DatasetStats?.TotalEntries).to.equal(1);
  });

  it("goes on with a training, and with a dataset's creation", async () => {
    scene.emulator.script({ training: [{ f1Score: 0.5 }] });
    const arn = await beginTraining(scene);
    const project = await makeProject(scene, "plants");
    scene.bucket.putManifest("lines.manifest", [labeled("a.png", "cat")]);
    const dataset = await beginDataset(scene, project, manifestSource("lines.manifest"));
    await scene.restart();
    await scene.restart();
    expect((await describeOnly(scene, arn))?.Status).to.equal("TRAINING_IN_PROGRESS");
    scene.emulator.advance(HOUR_MS);
    const version = await describeOnly(scene, arn);
    expect(version).to.deep.include({ Status: "TRAINING_COMPLETED", BillableTrainingTimeInSeconds: 2700 });
    expect(version?.EvaluationResult?.F1Score).to.equal(0.5);
    const before = scene.emulator.state();
    await scene.restart();
    expect(scene.emulator.state()).to.deep.equal(before);
    const created = await scene.client.describeDataset({ DatasetArn: dataset });
    expect(created.DatasetDescription).to.deep.include({ Status: "CREATE_COMPLETE" });
    const { Bucket, Name: Key } = version?.EvaluationResult?.Summary?.S3Object ?? {};
    const s3 = new S3Client({
      endpoint: scene.emulator.url,
      region: REGION,
      credentials: credentialsOf(ACCOUNT),
      forcePathStyle: true,
    });
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    expect(JSON.parse((await Body?.transformToString()) ?? "")).to.have.property("AggregatedEvaluationResults");
    s3.destroy();
  });

  it("goes on with a copy, which knows what its source knew", async () => {
    const places = await makePlaces(scene);
    const { ProjectVersionArn = "" } = await copyModel(scene.client, places);
    await scene.restart();
    scene.emulator.advance(HOUR_MS);
    expect((await describeOnly(scene, ProjectVersionArn))?.Status).to.equal("COPYING_COMPLETED");
    await scene.restart();
    await scene.client.startProjectVersion({ ProjectVersionArn, MinInferenceUnits: 1 });
    scene.emulator.advance(HOUR_MS);
    const Image = { S3Object: { Bucket: BUCKET, Name: "cat.png" } };
    const { CustomLabels } = await scene.client.detectCustomLabels({ ProjectVersionArn, Image });
    expect(CustomLabels?.map(({ Name }) => Name)).to.deep.equal(["cat"]);
  });

  it("goes on metering a model that runs; the time while it was down does not count", async () => {
    const ProjectVersionArn = await run(scene);
    scene.emulator.advance(HOUR_MS);
    await expectSame(() => controlClient(scene.emulator.url).meter());
    scene.emulator.advance(HOUR_MS);
    await scene.client.stopProjectVersion({ ProjectVersionArn });
    const meter = scene.emulator.meter();
    expect(meter).to.include({ inferenceUnitSeconds: 7200, running: 0 });
    await scene.restart();
    scene.emulator.advance(HOUR_MS);
    expect((await describeOnly(scene, ProjectVersionArn))?.Status).to.equal("STOPPED");
    expect(scene.emulator.meter().usd).to.equal(meter.usd);
  });

  it("has its collections, faces, users and the answers to their tokens", async () => {
    const CollectionId = "people";
    await scene.client.createCollection({ CollectionId, Tags: { stage: "test" } });
    scene.bucket.putImage("face.png", 100, 100);
    const Image = { S3Object: { Bucket: BUCKET, Name: "face.png" } };
    const { FaceRecords } = await scene.client.indexFaces({ CollectionId, Image, ExternalImageId: "one" });
    const FaceIds = [FaceRecords?.[0]?.Face?.FaceId ?? ""];
    await scene.client.createUser({ CollectionId, UserId: "ann", ClientRequestToken: "first" });
    await scene.client.associateFaces({ CollectionId, UserId: "ann", FaceIds, ClientRequestToken: "second" });
    await expectSame(
      () => scene.client.describeCollection({ CollectionId }),
      () => scene.client.listFaces({ CollectionId }),
      () => scene.client.listFaces({ CollectionId, UserId: "ann" }),
      () => scene.client.listUsers({ CollectionId }),
      () => scene.client.searchFacesByImage({ CollectionId, Image }),
    );
    await scene.client.createUser({ CollectionId, UserId: "ann", ClientRequestToken: "first" });
    await scene.client.disassociateFaces({ CollectionId, UserId: "ann", FaceIds });
    const { Faces = [] } = await scene.client.listFaces({ CollectionId });
    expect(Faces.map(({ UserId }) => UserId)).to.deep.equal([undefined]);
  });

  it("has its stream processors, in every state, and those it still remembers", async () => {
    await scene.client.createCollection({ CollectionId: "faces" });
    for (const name of ["still", "starts", "gone"]) await createProcessor(scene, name);
    await scene.client.createStreamProcessor(connectedHome("home"));
    await scene.client.startStreamProcessor({ Name: "starts" });
    const StartSelector = { KVSStreamStartSelector: { ProducerTimestamp: 1 } };
    await scene.client.startStreamProcessor({ Name: "home", StartSelector });
    await scene.client.deleteStreamProcessor({ Name: "gone" });
    const looks = ["still", "starts", "home"].map((Name) => () => scene.client.describeStreamProcessor({ Name }));
    await expectSame(...looks, () => scene.client.listStreamProcessors({}));
    const again = scene.client.createStreamProcessor(faceSearch("gone"));
    expect(await refusalName(again)).to.equal("ResourceInUseException");
    scene.emulator.advance(HOUR_MS);
    await expectSame(...looks);
    const states = await Promise.all(looks.map(async (look) => (await look()).Status));
    expect(states).to.deep.equal(["STOPPED", "RUNNING", "STOPPED"]);
    expect(scene.emulator.meter().processors.map(({ running }) => running)).to.deep.equal([true]);
  });

  it("has its video jobs, their tokens and notifications", async () => {
    const done = await detectLabels(scene, 3, { NotificationChannel: CHANNEL });
    putVideo(scene);
    const open = await startLabels(scene, { ClientRequestToken: "once", NotificationChannel: CHANNEL });
    const segments = await scene.client.startSegmentDetection({ Video: VIDEO, SegmentTypes: ["SHOT"] });
    await expectSame(
      () => scene.client.getLabelDetection({ JobId: done }),
      () => scene.client.getSegmentDetection({ JobId: segments.JobId }),
      () => scene.client.getLabelDetection({ JobId: open }),
      async () => ({ all: await controlClient(scene.emulator.url).notifications() }),
    );
    const repeated = await scene.client.startLabelDetection({
      Video: VIDEO,
      ClientRequestToken: "once",
      NotificationChannel: CHANNEL,
    });
    expect(repeated.JobId).to.equal(open);
    scene.emulator.advance(MINUTE_MS);
    expect(scene.emulator.notifications().map(({ message }) => message.JobId)).to.deep.equal([done, open]);
    const { SelectedSegmentTypes } = await scene.client.getSegmentDetection({ JobId: segments.JobId });
    expect(SelectedSegmentTypes?.map(({ Type }) => Type)).to.deep.equal(["SHOT"]);
  });

  it("has the outcomes that were scripted, its switches, its rules and its time", async () => {
    const control = controlClient(scene.emulator.url);
    await control.script({ training: [{ match: { name: "second" }, status: "TRAINING_FAILED", message: "No." }] });
    await control.setSwitches({ trainingMs: 5000, faceModelVersion: "9.0" });
    const rules = [{ match: { key: "a*" }, holds: { labels: [{ name: "Cat" }] } }];
    await control.setRules({ rules });
    await control.clock({ advanceMs: HOUR_MS });
    const nowMs = scene.emulator.nowMs();
    await scene.restart();
    expect(scene.emulator.nowMs()).to.equal(nowMs);
    expect(scene.emulator.switches()).to.include({ trainingMs: 5000, faceModelVersion: "9.0" });
    expect(scene.emulator.rules()).to.deep.equal({ rules });
    const [first, second] = [await train(scene), await train(scene, "second", await makeProject(scene, "plants"))];
    expect((await describeOnly(scene, first))?.Status).to.equal("TRAINING_COMPLETED");
    expect((await describeOnly(scene, second))?.StatusMessage).to.equal("No.");
    await scene.restart({ switches: { trainingMs: 6000 } });
    expect(scene.emulator.switches().trainingMs).to.equal(6000);
  });

  it("finishes what is being deleted", async () => {
    const ProjectVersionArn = await train(scene);
    await scene.client.deleteProjectVersion({ ProjectVersionArn });
    await scene.restart();
    expect((await describeOnly(scene, ProjectVersionArn))?.Status).to.equal("DELETING");
    scene.emulator.advance(MINUTE_MS);
    const { ProjectDescriptions = [] } = await scene.client.describeProjects({});
    await scene.client.deleteProject({ ProjectArn: ProjectDescriptions[0]?.ProjectArn });
    await scene.restart();
    scene.emulator.advance(MINUTE_MS);
    expect((await scene.client.describeProjects({})).ProjectDescriptions).to.deep.equal([]);
  });

  it("forgets what a reset forgets", async () => {
    await train(scene);
    await controlClient(scene.emulator.url).reset();
    await scene.restart();
    expect((await scene.client.describeProjects({})).ProjectDescriptions).to.deep.equal([]);
    expect(scene.emulator.meter().models).to.deep.equal([]);
  });

  it("makes the file with the first change, and none for reads", async () => {
    await scene.client.describeProjects({});
    expect(existsSync(scene.file)).to.equal(false);
    await scene.client.createCollection({ CollectionId: "people" });
    expect(existsSync(scene.file)).to.equal(true);
    expect(existsSync(join(`${scene.file}.objects`, "parts"))).to.equal(true);
  });
});
