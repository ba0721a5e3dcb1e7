import type { DatasetMetadata } from "@aws-sdk/client-rekognition";
import { collected, pagesOf } from "../../../provider/aws/pages.js";
import { isRekognitionError } from "../../../provider/base/errors.js";
import type { AwsContext } from "../../../provider/lifecycle/aws-context.js";
import type { DatasetEntry, DatasetLabelEntry } from "../document.js";

/** What a dataset holds now, which need not be what a model was trained on. */
export async function datasetEntry(context: AwsContext, listed: DatasetMetadata): Promise<DatasetEntry> {
  const { DatasetArn: arn = "", DatasetType: datasetType = "", Status: status = null } = listed;
  const named = { datasetType, arn, status, labels: [] };
  const counts = { totalEntries: null, labeledEntries: null, totalLabels: null, errorEntries: null };
  try {
    const [description, labels] = await Promise.all([context.describe.dataset(arn), labelsOf(context, arn)]);
    const { Status: now, DatasetStats: stats } = description ?? {};
    return {
      ...named,
      status: now ?? status,
      totalEntries: stats?.TotalEntries ?? null,
      labeledEntries: stats?.LabeledEntries ?? null,
      totalLabels: stats?.TotalLabels ?? null,
      errorEntries: stats?.ErrorEntries ?? null,
      labels,
      missing: null,
    };
  } catch (error) {
    if (!isRekognitionError(error) || error.code === "Cancelled") throw error;
    return { ...named, ...counts, missing: error.message };
  }
}

async function labelsOf({ aws }: AwsContext, arn: string): Promise<DatasetLabelEntry[]> {
  const pages = pagesOf(aws, "ListDatasetLabels", { DatasetArn: arn });
  const found = await collected(pages, (page) => page.DatasetLabelDescriptions);
  return found.map(({ LabelName: label = "", LabelStats: stats }) => ({
    label,
    entryCount: stats?.EntryCount ?? 0,
    boundingBoxCount: stats?.BoundingBoxCount ?? null,
  }));
}
