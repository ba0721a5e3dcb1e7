import type { CallRecord } from "../../../emulator/index.js";
import { png } from "../../emulator/harness/images.js";
import { modelArgs } from "../harness/models.js";
import { resultOf } from "../functions/calling.js";
import { BUCKET, type Rig } from "../harness/rig.js";
import { faceSearch } from "../stream-processor/args.js";

const IMAGE = { bytes: png(100, 100).toString("base64") };

/** Any object of the bucket will do: the emulator makes up what there is to see. */
const VIDEO = { S3Object: { Bucket: BUCKET, Name: "train.manifest" } };

/** Prepares what a function needs and calls it; gives the calls that it then made. */
export type FunctionScenario = (rig: Rig) => Promise<readonly CallRecord[]>;

/** By function. A function without a scenario, and a call that its scenario does not reach, fail the test. */
export const functionScenarios: Readonly<Record<string, FunctionScenario | undefined>> = {
  getProjects: (rig) => called(rig, "getProjects", {}),
  async getProject(rig) {
    await rig.makeProject("animals");
    return called(rig, "getProject", { projectName: "animals" });
  },
  async getProjectPolicies(rig) {
    return called(rig, "getProjectPolicies", { projectArn: await rig.makeProject() });
  },
  async getProjectVersions(rig) {
    return called(rig, "getProjectVersions", { projectArn: await rig.makeProject() });
  },
  async getProjectVersion(rig) {
    return called(rig, "getProjectVersion", { projectVersionArn: await trainedModel(rig) });
  },
  async getEvaluation(rig) {
    rig.config["rekognition:s3Endpoint"] = rig.emulator.url;
    return called(rig, "getEvaluation", { projectVersionArn: await trainedModel(rig) });
  },
  async getDatasets(rig) {
    const { projectArn } = await dataset(rig);
    return called(rig, "getDatasets", { projectArn });
  },
  async getDataset(rig) {
    const { datasetArn } = await dataset(rig);
    return called(rig, "getDataset", { datasetArn });
  },
  async getDatasetEntries(rig) {
    const { datasetArn } = await dataset(rig);
    return called(rig, "getDatasetEntries", { datasetArn });
  },
  async getDatasetLabels(rig) {
    const { datasetArn } = await dataset(rig);
    return called(rig, "getDatasetLabels", { datasetArn });
  },
  getStreamProcessors: (rig) => called(rig, "getStreamProcessors", {}),
  async getStreamProcessor(rig) {
    await rig.client.createCollection({ CollectionId: "visitors" });
    await rig.resource("streamProcessor", "door").up(faceSearch({ name: "door" }));
    return called(rig, "getStreamProcessor", { name: "door" });
  },
  getCollections: (rig) => called(rig, "getCollections", {}),
  async getCollection(rig) {
    await rig.client.createCollection({ CollectionId: "visitors" });
    return called(rig, "getCollection", { collectionId: "visitors" });
  },
  async getTags(rig) {
    return called(rig, "getTags", { resourceArn: await rig.makeProject() });
  },
  async detectCustomLabels(rig) {
    const model = rig.resource("projectVersion", "model");
    await model.up(modelArgs(await rig.makeProject(), { minInferenceUnits: 1 }));
    return called(rig, "detectCustomLabels", { projectVersionArn: model.id, image: IMAGE });
  },
  async getLabelDetection(rig) {
    const { JobId = "" } = await rig.client.startLabelDetection({ Video: VIDEO });
    return resultsOfJob(rig, "getLabelDetection", JobId);
  },
  async getContentModeration(rig) {
    const { JobId = "" } = await rig.client.startContentModeration({ Video: VIDEO });
    return resultsOfJob(rig, "getContentModeration", JobId);
  },
  async getFaceDetection(rig) {
    const { JobId = "" } = await rig.client.startFaceDetection({ Video: VIDEO });
    return resultsOfJob(rig, "getFaceDetection", JobId);
  },
  async getFaceSearch(rig) {
    await rig.client.createCollection({ CollectionId: "visitors" });
    const { JobId = "" } = await rig.client.startFaceSearch({ Video: VIDEO, CollectionId: "visitors" });
    return resultsOfJob(rig, "getFaceSearch", JobId);
  },
  async getCelebrityRecognition(rig) {
    const { JobId = "" } = await rig.client.startCelebrityRecognition({ Video: VIDEO });
    return resultsOfJob(rig, "getCelebrityRecognition", JobId);
  },
  detectModerationLabels: (rig) => called(rig, "detectModerationLabels", { image: IMAGE }),
};

async function called(rig: Rig, name: string, args: object): Promise<readonly CallRecord[]> {
  const { calls } = await rig.record(() => resultOf(rig, name, args));
  return calls;
}

function resultsOfJob(rig: Rig, name: string, jobId: string): Promise<readonly CallRecord[]> {
  rig.emulator.advance(600_000);
  return called(rig, name, { jobId });
}

async function trainedModel(rig: Rig): Promise<string> {
  const model = rig.resource("projectVersion", "model");
  await model.up(modelArgs(await rig.makeProject()));
  return model.id;
}

async function dataset(rig: Rig): Promise<{ projectArn: string; datasetArn: string }> {
  const projectArn = await rig.makeProject();
  const { DatasetArn = "" } = await rig.client.createDataset({
    ProjectArn: projectArn,
    DatasetType: "TRAIN",
    DatasetSource: { GroundTruthManifest: { S3Object: { Bucket: BUCKET, Name: "train.manifest" } } },
  });
  rig.emulator.advance(60_000);
  return { projectArn, datasetArn: DatasetArn };
}
