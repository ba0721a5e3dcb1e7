import { lines } from "../dataset/datasets.js";
import type { KindName } from "../../../provider/resources/registry.js";
import { modelArgs } from "../harness/models.js";
import type { Rig } from "../harness/rig.js";
import type { StackResource } from "../harness/stack-resource.js";
import { copyArgs, scene } from "../project-version-copy/copies.js";
import { faceSearch } from "../stream-processor/args.js";

/** A kind that is held by tags. */
export interface ClaimedKind {
  readonly kind: KindName;
  /** The call that makes one. */
  readonly creation: string;
  /** Arguments of one that is called what its inputs say; the same object each time. */
  readonly args: (rig: Rig) => Promise<Record<string, unknown>>;
  /** A call after that one; where it is denied, there is something unfinished. */
  readonly later: { readonly operation: string; readonly skip: number };
}

export const CLAIM_TAG = "pulumi-rekognition:claim";
export const OWNER_TAG = "pulumi-rekognition:owner";

/** Whatever is held by tags is tested with these. */
export const claimedKinds: readonly ClaimedKind[] = [
  {
    kind: "project",
    creation: "CreateProject",
    args: () => Promise.resolve({ projectName: "shapes" }),
    later: { operation: "DescribeProjects", skip: 1 },
  },
  {
    kind: "collection",
    creation: "CreateCollection",
    args: () => Promise.resolve({ collectionId: "visitors" }),
    later: { operation: "DescribeCollection", skip: 1 },
  },
  {
    kind: "dataset",
    creation: "CreateDataset",
    args: async (rig) => ({ projectArn: await rig.makeProject(), datasetType: "TRAIN", entries: lines(4) }),
    later: { operation: "UpdateDatasetEntries", skip: 0 },
  },
  {
    kind: "projectVersion",
    creation: "CreateProjectVersion",
    args: async (rig) => modelArgs(await rig.makeProject(), { versionName: "first", minInferenceUnits: 1 }),
    later: { operation: "StartProjectVersion", skip: 0 },
  },
  {
    kind: "projectVersionCopy",
    creation: "CopyProjectVersion",
    args: async (rig) => copyArgs(await scene(rig), { versionName: "first", minInferenceUnits: 1 }),
    later: { operation: "StartProjectVersion", skip: 0 },
  },
  {
    kind: "streamProcessor",
    creation: "CreateStreamProcessor",
    args: async (rig) => {
      await rig.client.createCollection({ CollectionId: "visitors" });
      return faceSearch({ name: "door", running: true });
    },
    later: { operation: "StartStreamProcessor", skip: 0 },
  },
];

/** The ARN of what a resource holds. */
export function arnOf({ id, outputs }: StackResource): string {
  return typeof outputs.arn === "string" ? outputs.arn : id;
}

/** The tags of an object, as the service shows them. */
export async function tagsOf(rig: Rig, arn: string): Promise<Record<string, string>> {
  return (await rig.client.listTagsForResource({ ResourceArn: arn })).Tags ?? {};
}

/** The parts of a claim. */
export async function claimOf(rig: Rig, arn: string): Promise<{ token?: string; phase?: string; from?: string }> {
  const [, , token, phase, from] = (await tagsOf(rig, arn))[CLAIM_TAG]?.split(".") ?? [];
  return { ...(token && { token }), ...(phase && { phase }), ...(from && { from }) };
}

/** The ARN of the one object of a kind that a resource of ours has made, recorded or not. */
export function madeBy(rig: Rig, kind: KindName): string | undefined {
  const { collections, streamProcessors, projects } = rig.emulator.state();
  switch (kind) {
    case "project":
      return projects[0]?.arn;
    case "collection":
      return collections[0]?.arn;
    case "streamProcessor":
      return streamProcessors[0]?.arn;
    case "dataset":
      return rig.datasets[0]?.arn;
    default:
      return rig.models.find(({ name }) => name === "first")?.arn;
  }
}
