import type { KindMapping, Mappings, OperationMapping } from "../mapping.js";
import { PAGING } from "./paging.js";

/** A function whose arguments are all of one request, and no rule of ours beyond it. */
function plain(operation: string, more: Omit<OperationMapping, "operation"> = {}): KindMapping {
  return { operations: [{ operation, ...more }], ownInputs: {}, extraRules: [] };
}

/** Functions that ask for what there is. */
export const listingMappings: Mappings = {
  getProjects: plain("DescribeProjects", { notInputs: PAGING }),
  getProject: {
    operations: [
      {
        operation: "DescribeProjects",
        renamed: { ProjectNames: "projectName" },
        asEntry: ["ProjectNames"],
        notInputs: { ...PAGING, Features: { why: "a project is looked for whatever its feature" } },
        variants: [{ present: ["ProjectNames"], absent: [] }],
      },
    ],
    ownInputs: {},
    extraRules: [
      {
        says: /^projectName: is required/,
        why: "AWS's call lists all projects without a name; this function is about one",
        operation: "DescribeProjects",
        example: { ProjectNames: undefined },
      },
    ],
  },
  getProjectPolicies: plain("ListProjectPolicies", { notInputs: PAGING }),
  getProjectVersions: plain("DescribeProjectVersions", { notInputs: PAGING }),
  // Names are read out of the ARN, which itself is not sent: held to what the model says of such an ARN elsewhere.
  getProjectVersion: plain("StopProjectVersion"),
  getEvaluation: {
    ...plain("StopProjectVersion"),
    ownInputs: { maxLabels: "how many labels of the summary are given" },
  },
  getDatasets: plain("ListProjectPolicies", { notInputs: PAGING }),
  getDataset: plain("DescribeDataset"),
  getDatasetEntries: plain("ListDatasetEntries", { notInputs: PAGING }),
  getDatasetLabels: plain("ListDatasetLabels", { notInputs: PAGING }),
  getStreamProcessors: plain("ListStreamProcessors", { notInputs: PAGING }),
  getStreamProcessor: plain("DescribeStreamProcessor"),
  getCollections: plain("ListCollections", { notInputs: PAGING }),
  getCollection: plain("DescribeCollection"),
  getTags: plain("ListTagsForResource"),
};
