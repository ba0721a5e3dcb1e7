import { expect } from "chai";
import { ACCOUNT, BUCKET, REGION, Rig } from "../harness/rig.js";
import { modelArgs } from "../harness/models.js";
import { call, resultOf } from "./calling.js";

describe("functions that read", () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.start();
  });
  afterEach(() => rig.close());

  it("give projects, with adapters among them", async () => {
    const animals = await rig.makeProject("animals");
    const { ProjectArn: adapters } = await rig.client.createProject({
      ProjectName: "adapters",
      Feature: "CONTENT_MODERATION",
      AutoUpdate: "ENABLED",
    });
    const all = (await resultOf(rig, "getProjects", {}))?.projectDescriptions as { projectArn: string }[];
    expect(all.map(({ projectArn }) => projectArn)).to.have.members([animals, adapters]);
    const custom = await resultOf(rig, "getProjects", { features: ["CUSTOM_LABELS"] });
    expect((custom?.projectDescriptions as { projectArn: string }[]).map(({ projectArn }) => projectArn)).to.deep.equal(
      [animals],
    );
    const named = await resultOf(rig, "getProjects", { projectNames: ["adapters", "nobody"] });
    expect(named?.projectDescriptions).to.have.length(1);
    expect(await resultOf(rig, "getProject", { projectName: "adapters" })).to.deep.include({
      projectArn: adapters,
      status: "CREATING",
      feature: "CONTENT_MODERATION",
      autoUpdate: "ENABLED",
    });
  });

  it("give models, by project and by ARN", async () => {
    const projectArn = await rig.makeProject();
    const model = rig.resource("projectVersion", "m");
    await model.up(modelArgs(projectArn, { versionName: "v1" }));
    const all = await resultOf(rig, "getProjectVersions", { projectArn });
    const one = await resultOf(rig, "getProjectVersion", { projectVersionArn: model.id });
    expect(all?.projectVersionDescriptions).to.deep.equal([one]);
    expect(one).to.deep.include({
      projectVersionArn: model.id,
      status: "TRAINING_COMPLETED",
      creationTimestamp: model.outputs.creationTimestamp,
      outputConfig: { s3Bucket: BUCKET, s3KeyPrefix: "results" },
    });
    const none = await resultOf(rig, "getProjectVersions", { projectArn, versionNames: ["v2"] });
    expect(none?.projectVersionDescriptions).to.deep.equal([]);
  });

  it("give datasets, what they hold, their entries and labels", async () => {
    const projectArn = await rig.makeProject();
    const { DatasetArn: datasetArn } = await rig.client.createDataset({
      ProjectArn: projectArn,
      DatasetType: "TRAIN",
      DatasetSource: { GroundTruthManifest: { S3Object: { Bucket: BUCKET, Name: "train.manifest" } } },
    });
    rig.emulator.advance(rig.emulator.switches().datasetCreatingMs);
    const one = await resultOf(rig, "getDataset", { datasetArn });
    expect(one).to.deep.include({ datasetArn, datasetType: "TRAIN", status: "CREATE_COMPLETE" });
    expect((await resultOf(rig, "getDatasets", { projectArn }))?.datasets).to.deep.equal([one]);
    const { totalEntries } = one?.datasetStats as { totalEntries: number };
    const entries = (await resultOf(rig, "getDatasetEntries", { datasetArn }))?.datasetEntries as string[];
    expect(entries).to.have.length(totalEntries);
    expect(JSON.parse(entries[0] ?? "")).to.have.property("source-ref");
    const labels = await resultOf(rig, "getDatasetLabels", { datasetArn });
    expect((labels?.datasetLabelDescriptions as { labelName: string }[]).length).to.equal(
      (one?.datasetStats as { totalLabels: number }).totalLabels,
    );
  });

  it("give policies of a project", async () => {
    const projectArn = await rig.makeProject();
    const policyDocument = JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
          Action: "rekognition:CopyProjectVersion",
          Resource: "*",
        },
      ],
    });
    await rig.client.putProjectPolicy({ ProjectArn: projectArn, PolicyName: "copy", PolicyDocument: policyDocument });
    const result = await resultOf(rig, "getProjectPolicies", { projectArn });
    const [policy] = result?.projectPolicies as Record<string, unknown>[];
    expect(policy).to.deep.include({ projectArn, policyName: "copy", policyDocument });
  });

  it("give collections, stream processors and tags", async () => {
    const { CollectionArn: arn } = await rig.client.createCollection({
      CollectionId: "staff",
      Tags: { team: "a", Team: "B" },
    });
    const { StreamProcessorArn: processorArn } = await rig.client.createStreamProcessor({
      Name: "door",
      Input: { KinesisVideoStream: { Arn: `arn:aws:kinesisvideo:${REGION}:${ACCOUNT}:stream/door/1` } },
      Output: { KinesisDataStream: { Arn: `arn:aws:kinesis:${REGION}:${ACCOUNT}:stream/found` } },
      Settings: { FaceSearch: { CollectionId: "staff" } },
      RoleArn: `arn:aws:iam::${ACCOUNT}:role/door`,
    });
    const collections = await resultOf(rig, "getCollections", {});
    expect(collections?.collectionIds).to.deep.equal(["staff"]);
    expect(collections?.faceModelVersions).to.have.length(1);
    const collection = await resultOf(rig, "getCollection", { collectionId: "staff" });
    expect(collection).to.deep.include({ faceCount: 0, faceModelVersion: "7.0" });
    expect(collection?.collectionArn).to.match(/^arn:aws:rekognition:.*:collection\/staff$/);
    const processors = await resultOf(rig, "getStreamProcessors", {});
    expect(processors?.streamProcessors).to.deep.equal([{ name: "door", status: "STOPPED" }]);
    expect(await resultOf(rig, "getStreamProcessor", { name: "door" })).to.deep.include({
      streamProcessorArn: processorArn,
      settings: { faceSearch: { collectionId: "staff", faceMatchThreshold: 80 } },
    });
    // The keys of tags are nobody's names: they stay as they are.
    const resourceArn = (arn ?? "").startsWith("arn:") ? arn : `arn:${arn ?? ""}`;
    expect((await resultOf(rig, "getTags", { resourceArn }))?.tags).to.deep.equal({ team: "a", Team: "B" });
  });

  for (const [name, args] of [
    ["getProject", { projectName: "nobody" }],
    [
      "getProjectVersion",
      { projectVersionArn: `arn:aws:rekognition:${REGION}:${ACCOUNT}:project/p/version/v/1690556751958` },
    ],
    ["getDatasets", { projectArn: `arn:aws:rekognition:${REGION}:${ACCOUNT}:project/p/1690556751958` }],
    ["getDataset", { datasetArn: `arn:aws:rekognition:${REGION}:${ACCOUNT}:project/p/dataset/train/1690556751958` }],
    ["getCollection", { collectionId: "nobody" }],
    ["getStreamProcessor", { name: "nobody" }],
    ["getTags", { resourceArn: `arn:aws:rekognition:${REGION}:${ACCOUNT}:collection/nobody` }],
  ] as const) {
    it(`${name} fails where there is none`, async () => {
      expect((await call(rig, name, args)).error).to.contain("[NotFound]");
    });
  }
});
