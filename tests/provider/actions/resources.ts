import type { CallRecord } from "../../../emulator/index.js";
import { CLAIM_TAG, OWNER_TAG } from "../../../provider/lifecycle/claim.js";
import { lines } from "../dataset/datasets.js";
import type { Report } from "../harness/command.js";
import { modelArgs } from "../harness/models.js";
import { BUCKET, type Rig } from "../harness/rig.js";
import type { StackResource } from "../harness/stack-resource.js";
import { allow } from "../project-policy/policies.js";
import { neverRecorded } from "../sweep/never-recorded.js";
import { connectedHome, faceSearch } from "../stream-processor/args.js";

/** Leads a resource of one kind through everything that it calls AWS for; gives the calls it made. */
export type ResourceScenario = (rig: Rig) => Promise<readonly CallRecord[]>;

/** Any object of the bucket will do: the emulator makes up what there is to see. */
const VIDEO = { s3Object: { bucket: BUCKET, name: "train.manifest" } };

const ANALYSES = [
  ["LABEL_DETECTION", {}],
  ["CONTENT_MODERATION", {}],
  ["FACE_DETECTION", {}],
  ["FACE_SEARCH", { collectionId: "visitors" }],
  ["CELEBRITY_RECOGNITION", {}],
] as const;

const TAGS = { tags: { team: "vision" } };

/** A recorded thing that is not found is gone only where it is looked for in its account. */
async function destroyedTwice(rig: Rig, resource: StackResource): Promise<readonly Report[]> {
  const { state } = resource;
  const first = await resource.destroy();
  rig.emulator.advance(300_000);
  resource.state = state;
  return [first, await resource.destroy()];
}

/** By kind. A kind without a scenario, and a call that its scenario does not reach, fail the test. */
export const resourceScenarios: Readonly<Record<string, ResourceScenario | undefined>> = {
  async Project(rig) {
    const project = rig.resource("project", "animals");
    const made = await project.up({});
    const tagged = await project.up({ ...TAGS, forceDestroy: true });
    const untagged = await project.up({ forceDestroy: true });
    const model = rig.resource("projectVersion", "model");
    await model.up(modelArgs(project.id, { minInferenceUnits: 1 }));
    await neverRecorded(rig, model);
    const dataset = {
      ProjectArn: project.id,
      DatasetType: "TRAIN",
      Tags: { [OWNER_TAG]: rig.owner, [CLAIM_TAG]: "aaaaaaaaaaaa.bbbbbbbbbbbb.0123456789abcdef.making" },
    } as const;
    await rig.client.createDataset(dataset);
    rig.emulator.advance(60_000);
    return callsOf(made, tagged, untagged, ...(await destroyedTwice(rig, project)));
  },

  async ProjectVersion(rig) {
    const projectArn = await rig.makeProject();
    const model = rig.resource("projectVersion", "model");
    const made = await model.up(modelArgs(projectArn, { minInferenceUnits: 1 }));
    const stopped = await model.up(modelArgs(projectArn, TAGS));
    const untagged = await model.up(modelArgs(projectArn));
    const got = await rig.record(() =>
      rig.startProcess().provider("projectVersion").read(model.id, { __provider: "x" }),
    );
    return [...callsOf(made, stopped, untagged, ...(await destroyedTwice(rig, model))), ...got.calls];
  },

  async ProjectVersionCopy(rig) {
    const sourceProjectArn = await rig.makeProject("source");
    const source = rig.resource("projectVersion", "model");
    await source.up(modelArgs(sourceProjectArn));
    const destinationProjectArn = await rig.makeProject("destination");
    const of = (more: object = {}): object => ({
      sourceProjectArn,
      sourceProjectVersionArn: source.id,
      destinationProjectArn,
      outputConfig: { s3Bucket: BUCKET },
      ...more,
    });
    const copy = rig.resource("projectVersionCopy", "copy");
    const made = await copy.up(of({ minInferenceUnits: 1 }));
    const stopped = await copy.up(of(TAGS));
    const untagged = await copy.up(of());
    const got = await rig.record(() =>
      rig.startProcess().provider("projectVersionCopy").read(copy.id, { __provider: "x" }),
    );
    return [...callsOf(made, stopped, untagged, ...(await destroyedTwice(rig, copy))), ...got.calls];
  },

  async Dataset(rig) {
    const projectArn = await rig.makeProject();
    const train = rig.resource("dataset", "train");
    const of = (count: number, more: object = {}): object => ({
      projectArn,
      datasetType: "TRAIN",
      entries: lines(count),
      ...more,
    });
    const made = await train.up(of(4));
    const grown = await train.up(of(10, TAGS));
    const untagged = await train.up(of(10));
    const test = rig.resource("dataset", "test");
    const split = await test.up({ projectArn, datasetType: "TEST", distributeFromDatasetArn: train.outputs.arn });
    const fewer = await train.up(of(3));
    return callsOf(made, grown, untagged, split, fewer, await test.destroy(), ...(await destroyedTwice(rig, train)));
  },

  async ProjectPolicy(rig) {
    const projectArn = await rig.makeProject();
    const policy = rig.resource("projectPolicy", "copies");
    const made = await policy.up({ projectArn, policyDocument: allow(projectArn) });
    const changed = await policy.up({ projectArn, policyDocument: { ...allow(projectArn), Version: "2008-10-17" } });
    const removed = await policy.destroy();
    await policy.up({ projectArn, policyDocument: allow(projectArn) });
    rig.emulator.advance(300_000);
    await rig.client.deleteProject({ ProjectArn: projectArn });
    rig.emulator.advance(300_000);
    return callsOf(made, changed, removed, await policy.refresh());
  },

  async Collection(rig) {
    const collection = rig.resource("collection", "visitors");
    const made = await collection.up({});
    const tagged = await collection.up(TAGS);
    const untagged = await collection.up({});
    const gone = [1, 2, 3, 4].map((each) => rig.resource("collection", `gone-${String(each)}`));
    for (const each of gone) {
      await each.up({});
      await rig.client.deleteCollection({ CollectionId: each.id.split("/").at(-1) });
    }
    rig.emulator.advance(300_000);
    const process = rig.startProcess();
    const missed = await Promise.all(gone.map((each) => each.refresh({ process })));
    process.close();
    return callsOf(made, tagged, untagged, ...missed, await collection.destroy());
  },

  async StreamProcessor(rig) {
    await rig.client.createCollection({ CollectionId: "visitors" });
    const door = rig.resource("streamProcessor", "door");
    const made = await door.up(faceSearch({ running: true }));
    const refused = await rig.resource("streamProcessor", "second").up(faceSearch(), { fails: true });
    const stopped = await door.up(faceSearch(TAGS));
    const untagged = await door.up(faceSearch());
    const porch = rig.resource("streamProcessor", "porch");
    const home = await porch.up(connectedHome());
    const changed = await porch.up(connectedHome({ minConfidence: 70 }));
    return callsOf(made, refused, stopped, untagged, home, changed, ...(await destroyedTwice(rig, door)));
  },

  async VideoAnalysisJob(rig) {
    await rig.client.createCollection({ CollectionId: "visitors" });
    const reports: Report[] = [];
    for (const [analysis, more] of ANALYSES) {
      const job = rig.resource("videoAnalysisJob", analysis.toLowerCase());
      reports.push(await job.up({ analysis, video: VIDEO, ...more }));
    }
    return callsOf(...reports);
  },
};

function callsOf(...reports: readonly Report[]): CallRecord[] {
  return reports.flatMap(({ calls }) => calls);
}
