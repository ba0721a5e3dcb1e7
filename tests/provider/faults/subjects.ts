import type { KindName } from "../../../provider/resources/registry.js";
import { lines } from "../dataset/datasets.js";
import { copyArgs, scene } from "../project-version-copy/copies.js";
import { modelArgs } from "../harness/models.js";
import type { Rig } from "../harness/rig.js";
import type { StackResource } from "../harness/stack-resource.js";

/** A kind in the general fault tests: what makes it, what changes it, and which calls that takes. */
export interface Subject {
  readonly kind: KindName;
  readonly args: (rig: Rig) => Promise<Record<string, unknown>>;
  /** Added to the arguments, an update in place that calls the service. */
  readonly change: Record<string, unknown>;
  readonly createCalls: readonly string[];
  readonly updateCalls: readonly string[];
  readonly deleteCalls: readonly string[];
  /** The call that makes it. */
  readonly creation: string;
  /** The status that it is in, once made. */
  readonly status: string;
  /** The name of the project that it is, or is in. */
  readonly projectName: (outputs: Readonly<Record<string, unknown>>) => string;
  /** How many there are. */
  readonly count: (rig: Rig) => number;
}

const projectCount = (rig: Rig): number => rig.emulator.state().projects.length;

/** The ARN of a resource: its id, for most kinds. */
export function arnOf({ id, outputs }: StackResource): string {
  return typeof outputs.arn === "string" ? outputs.arn : id;
}

/** What every kind owes is tested with these. */
export const subjects: readonly Subject[] = [
  {
    kind: "project",
    args: () => Promise.resolve({ tags: { team: "vision" } }),
    change: { tags: { stage: "test" } },
    createCalls: ["DescribeProjects", "CreateProject"],
    updateCalls: ["DescribeProjects", "ListTagsForResource", "UntagResource", "TagResource"],
    deleteCalls: ["DescribeProjects", "ListTagsForResource", "DescribeProjectVersions", "DeleteProject"],
    creation: "CreateProject",
    status: "CREATED",
    projectName: ({ projectName }) => projectName as string,
    count: projectCount,
  },
  {
    kind: "projectVersion",
    args: async (rig) => modelArgs(await rig.makeProject(), { minInferenceUnits: 1, tags: { team: "vision" } }),
    change: { minInferenceUnits: 2, tags: { stage: "test" } },
    createCalls: ["DescribeProjectVersions", "CreateProjectVersion", "StartProjectVersion"],
    updateCalls: [
      "DescribeProjectVersions",
      "ListTagsForResource",
      "UntagResource",
      "TagResource",
      "StopProjectVersion",
      "StartProjectVersion",
    ],
    deleteCalls: ["DescribeProjectVersions", "ListTagsForResource", "StopProjectVersion", "DeleteProjectVersion"],
    creation: "CreateProjectVersion",
    status: "RUNNING",
    projectName: () => "animals",
    count: (rig) => rig.models.length,
  },
  {
    kind: "dataset",
    args: async (rig) => ({
      projectArn: await rig.makeProject(),
      datasetType: "TRAIN",
      entries: lines(4),
      tags: { team: "vision" },
    }),
    change: { entries: lines(6), tags: { stage: "test" } },
    createCalls: ["DescribeProjects", "CreateDataset", "DescribeDataset", "UpdateDatasetEntries"],
    updateCalls: [
      "DescribeDataset",
      "ListTagsForResource",
      "UntagResource",
      "TagResource",
      "ListDatasetEntries",
      "UpdateDatasetEntries",
    ],
    deleteCalls: ["DescribeDataset", "ListTagsForResource", "DeleteDataset"],
    creation: "CreateDataset",
    status: "UPDATE_COMPLETE",
    projectName: () => "animals",
    count: (rig) => rig.datasets.length,
  },
  {
    kind: "projectVersionCopy",
    args: async (rig) => copyArgs(await scene(rig), { minInferenceUnits: 1, tags: { team: "vision" } }),
    change: { minInferenceUnits: 2, tags: { stage: "test" } },
    createCalls: ["DescribeProjectVersions", "CopyProjectVersion", "StartProjectVersion"],
    updateCalls: [
      "DescribeProjectVersions",
      "ListTagsForResource",
      "UntagResource",
      "TagResource",
      "StopProjectVersion",
      "StartProjectVersion",
    ],
    deleteCalls: ["DescribeProjectVersions", "ListTagsForResource", "StopProjectVersion", "DeleteProjectVersion"],
    creation: "CopyProjectVersion",
    status: "RUNNING",
    projectName: () => "target",
    count: (rig) => rig.models.filter(({ sourceArn }) => sourceArn !== undefined).length,
  },
];
