import * as z from "zod";
import { datasetSummary } from "./projects.js";

export const datasetDescription = z
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

export const datasetLabelDescription = z
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
