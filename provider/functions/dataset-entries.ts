import * as z from "zod";
import { awsCased } from "../aws/camel-case.js";
import { pagesOf } from "../aws/pages.js";
import { datasetArn } from "../schema/shapes.js";
import { type ArgumentsOf, type FunctionContext, argument, defineFunction, optionalArgument } from "./function.js";

const inputs = {
  datasetArn: argument(datasetArn, "ARN of the dataset, as in `dataset.arn`."),
  containsLabels: optionalArgument(
    z.array(z.string().min(1).max(255).regex(/^.+$/, "without line breaks")).min(1).max(10),
    "Only entries with one of these labels: 1 to 10, each of 1 to 255 characters without line breaks. Default: all.",
  ),
  labeled: optionalArgument(z.boolean(), "Only entries with a label, or only those without. Default: both."),
  sourceRefContains: optionalArgument(
    z
      .string()
      .min(1)
      .max(2048)
      .regex(/^[^\S\r\n\u2028\u2029]*\S.*$/, "without line breaks, and not only white space"),
    "Only entries whose `source-ref` contains this text, 1 to 2048 characters without line breaks. Default: all.",
  ),
  hasErrors: optionalArgument(z.boolean(), "Only entries with an error, or only those without. Default: both."),
} as const;

/** Entries of a dataset. */
export const getDatasetEntries = defineFunction({
  name: "getDatasetEntries",
  doc: "All entries of a dataset, held in memory. In TypeScript, iterateDatasetEntries holds at most 100 at a time.",
  page: "ListDatasetEntries",
  inputs,
  result: z
    .strictObject({
      datasetEntries: z
        .array(z.string())
        .describe("The entries, JSON, as lines of a manifest; AWS adds cl-metadata and, to bad entries, errors."),
    })
    .meta({ id: "GetDatasetEntriesResult", description: "Entries of a dataset." }),
  async call(context, args) {
    const datasetEntries: string[] = [];
    for await (const entry of each(context, args)) datasetEntries.push(entry);
    return { datasetEntries };
  },
  iterator: {
    name: "iterateDatasetEntries",
    doc: "The entries of a dataset, one at a time: no more than 100 are held in memory.",
    list: "datasetEntries",
    each,
  },
});

async function* each(
  { aws }: FunctionContext,
  args: ArgumentsOf<typeof inputs>,
): AsyncGenerator<string, void, undefined> {
  for await (const page of pagesOf(aws, "ListDatasetEntries", awsCased(args))) yield* page.DatasetEntries ?? [];
}
