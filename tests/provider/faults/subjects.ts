import type { KindName } from "../harness/kinds.js";
import { modelArgs } from "../harness/models.js";
import type { Rig } from "../harness/rig.js";

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
  /** The name of the project that it is, or is in. */
  readonly projectName: (outputs: Readonly<Record<string, unknown>>) => string;
  /** How many there are. */
  readonly count: (rig: Rig) => number;
}

const projectCount = (rig: Rig): number => rig.emulator.state().projects.length;

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
    projectName: () => "animals",
    count: (rig) => rig.models.length,
  },
];
