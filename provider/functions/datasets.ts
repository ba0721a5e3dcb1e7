import * as z from "zod";
import { camelCased } from "../aws/camel-case.js";
import type { ResponseOf } from "../aws/operations.js";
import { collected, pagesOf } from "../aws/pages.js";
import { datasetArn, projectArn } from "../schema/shapes.js";
import { RekognitionError } from "../base/errors.js";
import { projectByArn } from "../lifecycle/presence.js";
import { type FunctionContext, argument, defineFunction } from "./function.js";
import { datasetSummary } from "./shapes/projects.js";

const datasetDescription = z
  .strictObject({
    ...datasetSummary.shape,
    lastUpdatedTimestamp: z.string().optional().describe("When it was last changed, ISO 8601 in UTC."),
    datasetStats: z
      .strictObject({
        totalEntries: z.int().describe("Entries."),
        labeledEntries: z.int().describe("Entries with a label."),
        totalLabels: z.int().describe("Number of different labels."),
        errorEntries: z.int().describe("Entries with an error."),
      })
      .meta({ id: "DatasetCounts", description: "Counts of a dataset." })
      .optional()
      .describe("Counts, once it is created."),
  })
  .meta({ id: "DatasetDescription", description: "A dataset." });

const datasetLabelDescription = z
  .strictObject({
    labelName: z.string().describe("Name."),
    labelStats: z
      .strictObject({
        entryCount: z.int().describe("Entries with the label."),
        boundingBoxCount: z.int().optional().describe("Boxes with the label, in datasets for detection."),
      })
      .meta({ id: "DatasetLabelStats", description: "How often a label occurs." })
      .optional()
      .describe("How often it occurs."),
  })
  .meta({ id: "DatasetLabelDescription", description: "A label of a dataset." });

type DatasetDescription = z.output<typeof datasetDescription>;

/** Datasets of a project. */
export const getDatasets = defineFunction({
  name: "getDatasets",
  doc: "The datasets of a project (at most one TRAIN and one TEST dataset) with their counts.",
  page: "DescribeDataset",
  inputs: { projectArn: argument(projectArn, "ARN of the project, as in `project.arn`.") },
  result: z
    .strictObject({ datasets: z.array(datasetDescription).describe("The datasets.") })
    .meta({ id: "GetDatasetsResult", description: "Datasets of a project." }),
  async call(context, args) {
    const project = await projectByArn(context, args.projectArn);
    if (project === undefined) throw new RekognitionError("NotFound", `project ${args.projectArn} does not exist`);
    // Type and ARN are in the project's list only; what a dataset holds is in its own description only.
    const datasets = (project.Datasets ?? []).map(async (listed) => {
      const described = await describeDataset(context, listed.DatasetArn ?? "");
      return camelCased<DatasetDescription>({ ...listed, ...described });
    });
    return { datasets: await Promise.all(datasets) };
  },
});

/** One dataset. */
export const getDataset = defineFunction({
  name: "getDataset",
  doc: "One dataset, by its ARN, with its counts. Fails if it does not exist.",
  page: "DescribeDataset",
  inputs: { datasetArn: argument(datasetArn, "ARN of the dataset, as in `dataset.arn`.") },
  result: datasetDescription,
  async call(context, args) {
    const described = await describeDataset(context, args.datasetArn);
    const type = args.datasetArn.includes("/dataset/test/") ? "TEST" : "TRAIN";
    return camelCased<DatasetDescription>({ DatasetArn: args.datasetArn, DatasetType: type, ...described });
  },
});

/** Labels of a dataset. */
export const getDatasetLabels = defineFunction({
  name: "getDatasetLabels",
  doc: "The labels of a dataset and how often each occurs.",
  page: "ListDatasetLabels",
  inputs: { datasetArn: argument(datasetArn, "ARN of the dataset, as in `dataset.arn`.") },
  result: z
    .strictObject({ datasetLabelDescriptions: z.array(datasetLabelDescription).describe("The labels.") })
    .meta({ id: "GetDatasetLabelsResult", description: "Labels of a dataset." }),
  async call({ aws }, args) {
    const pages = pagesOf(aws, "ListDatasetLabels", { DatasetArn: args.datasetArn });
    const found = await collected(pages, (page) => page.DatasetLabelDescriptions);
    return { datasetLabelDescriptions: found.map((one) => camelCased<z.output<typeof datasetLabelDescription>>(one)) };
  },
});

async function describeDataset(
  { aws }: FunctionContext,
  arn: string,
): Promise<NonNullable<ResponseOf<"DescribeDataset">["DatasetDescription"]>> {
  const answer = await aws.call("DescribeDataset", { DatasetArn: arn });
  return answer.DatasetDescription ?? {};
}
