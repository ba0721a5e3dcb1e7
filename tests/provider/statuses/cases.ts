import { lines } from "../dataset/datasets.js";
import type { KindName } from "../../../provider/resources/registry.js";
import { modelArgs } from "../harness/models.js";
import type { Rig } from "../harness/rig.js";
import { copyArgs, scene } from "../project-version-copy/copies.js";
import { allow } from "../project-policy/policies.js";
import { connectedHome, faceSearch } from "../stream-processor/args.js";
import { jobArgs, putVideo } from "../video-analysis-job/jobs.js";

/** A resource of some kind, and a change of it that calls the service. */
export interface Case {
  readonly what: string;
  readonly kind: KindName;
  readonly args: (rig: Rig) => Promise<Record<string, unknown>>;
  /** undefined: nothing can be updated in place. */
  readonly change?: Record<string, unknown>;
}

const tags = { stage: "test" };

export const model: Case = {
  what: "model",
  kind: "projectVersion",
  args: async (rig) => modelArgs(await rig.makeProject(), { minInferenceUnits: 1 }),
  change: { minInferenceUnits: 2, tags },
};

export const copy: Case = {
  what: "copy",
  kind: "projectVersionCopy",
  args: async (rig) => copyArgs(await scene(rig), { minInferenceUnits: 1 }),
  change: { minInferenceUnits: 2, tags },
};

export const dataset: Case = {
  what: "dataset",
  kind: "dataset",
  args: async (rig) => ({ projectArn: await rig.makeProject(), datasetType: "TRAIN", entries: lines(4) }),
  change: { entries: lines(6), tags },
};

export const searching: Case = {
  what: "face search processor",
  kind: "streamProcessor",
  args: async (rig) => {
    await rig.client.createCollection({ CollectionId: "visitors" });
    return faceSearch({ running: true });
  },
  change: { running: false, tags },
};

export const home: Case = {
  what: "connected home processor",
  kind: "streamProcessor",
  args: () => Promise.resolve(connectedHome()),
  change: { ...connectedHome({ minConfidence: 70 }), tags },
};

const project: Case = {
  what: "project",
  kind: "project",
  args: () => Promise.resolve({}),
  change: { tags },
};

const collection: Case = {
  what: "collection",
  kind: "collection",
  args: () => Promise.resolve({}),
  change: { tags },
};

const policy: Case = {
  what: "project policy",
  kind: "projectPolicy",
  args: async (rig) => {
    const projectArn = await rig.makeProject();
    return { projectArn, policyDocument: allow(projectArn) };
  },
  change: { policyDocument: { ...allow("arn:aws:rekognition:us-east-1:111122223333:project/other/1"), Id: "changed" } },
};

const job: Case = {
  what: "video job",
  kind: "videoAnalysisJob",
  args: (rig) => {
    putVideo(rig);
    return Promise.resolve(jobArgs());
  },
};

export const CASES: readonly Case[] = [project, dataset, model, copy, policy, collection, searching, home, job];
