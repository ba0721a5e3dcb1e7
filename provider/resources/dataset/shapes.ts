import * as z from "zod";
import { containsUnknown } from "../../schema/unknown.js";
import { MAX_LINE_LENGTH, lineOfEntry, readEntryLine } from "./entry-line.js";

/** How many entries can be written into a program. */
const MAX_INLINE_ENTRIES = 100;

const entry = z
  .union([z.string().max(MAX_LINE_LENGTH), z.record(z.string(), z.unknown())], {
    error: "must be a JSON line or an object",
  })
  .superRefine((value, context) => {
    if (containsUnknown(value)) return;
    const read = readEntryLine(lineOfEntry(value), 1);
    if (typeof read === "string") context.addIssue({ code: "custom", message: read });
  })
  .meta({ typescript: "string | Record<string, unknown>" });

export const entries = z.array(entry).max(MAX_INLINE_ENTRIES);

export const datasetStats = z
  .strictObject({
    labeledEntries: z.int().optional().describe("Entries with labels."),
    totalEntries: z.int().optional().describe("Number of entries, one per image."),
    totalLabels: z.int().optional().describe("Number of different labels."),
    errorEntries: z
      .int()
      .optional()
      .describe("Number of entries with errors. Training skips them, or only their invalid boxes."),
  })
  .meta({ id: "DatasetStats", description: "AWS's counts of a dataset." });

export const badEntry = z
  .strictObject({
    sourceRef: z.string().describe("The image, s3://BUCKET/KEY."),
    codes: z.array(z.string()).describe("AWS's codes for what is wrong, such as ERROR_NO_LABEL_ATTRIBUTES."),
    line: z
      .int()
      .optional()
      .describe("Line of the manifest file, or number of the inline entry, from 1. Unknown for manifests in S3."),
    onlyBoxes: z
      .boolean()
      .optional()
      .describe(
        "True where some of its bounding boxes have errors: training uses the entry without those. Else absent.",
      ),
  })
  .meta({ id: "BadEntry", description: "An entry with errors, which training skips as a whole or in part." });
