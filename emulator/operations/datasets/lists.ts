import type {
  ListDatasetEntriesRequest,
  ListDatasetEntriesResponse,
  ListDatasetLabelsRequest,
  ListDatasetLabelsResponse,
} from "@aws-sdk/client-rekognition";
import { listedLine } from "../../media/entry-line.js";
import { resourceInUse, resourceNotReady } from "../../protocol/errors.js";
import type { Wire } from "../../protocol/wire.js";
import type { DatasetEntry } from "../../store/dataset-entries.js";
import { requireDataset } from "../../store/lookup.js";
import type { Dataset } from "../../store/things.js";
import type { Call } from "../../world.js";
import type { Handler } from "../handler.js";
import { DATASET_LEGALITY } from "../legality.js";
import { paginate, paginateOrdered } from "../paging.js";

function requireListable(call: Call, arn: string): Dataset {
  const dataset = requireDataset(call, arn);
  const status = dataset.status.current;
  const verdict = DATASET_LEGALITY[status].list;
  if (verdict === "inUse") throw resourceInUse(`The dataset ${arn} is ${status}.`);
  if (verdict === "notReady") throw resourceNotReady(`The dataset ${arn} is ${status}.`);
  return dataset;
}

/** Whether an entry passes the filters of the request; each of them is optional. */
function passes(call: Call, entry: DatasetEntry, filters: Wire<ListDatasetEntriesRequest>): boolean {
  const { ContainsLabels: labels, Labeled: labeled, SourceRefContains: part, HasErrors: hasErrors } = filters;
  if (labels !== undefined && !entry.labels.some((label) => labels.includes(label.name))) return false;
  if (labeled !== undefined && entry.labeled !== labeled) return false;
  if (part !== undefined && !entry.sourceRef.includes(part)) return false;
  if (hasErrors === true) return entry.hasErrors;
  return hasErrors === undefined || call.world.switches.hasErrorsFalse === "all" || !entry.hasErrors;
}

export const listDatasetEntries: Handler<ListDatasetEntriesRequest, ListDatasetEntriesResponse> = (input, call) => {
  const dataset = requireListable(call, input.DatasetArn);
  function* after(index: number): Generator<DatasetEntry> {
    for (const entry of dataset.entries.from(index)) if (passes(call, entry, input)) yield entry;
  }
  const page = paginateOrdered(call, {
    operation: "ListDatasetEntries",
    of: dataset.arn,
    after: (index) => after(index === undefined ? 0 : Number(index) + 1),
    keyOf: (entry) => entry.index,
    maxResults: input.MaxResults,
    token: input.NextToken,
  });
  const { entryErrorsName, needsAllLabelMetadata } = call.world.switches;
  return {
    DatasetEntries: page.items.map((entry) => listedLine(entry.text(), entryErrorsName, needsAllLabelMetadata)),
    NextToken: page.nextToken,
  };
};

export const listDatasetLabels: Handler<ListDatasetLabelsRequest, ListDatasetLabelsResponse> = (input, call) => {
  const dataset = requireListable(call, input.DatasetArn);
  const page = paginate(call, {
    operation: "ListDatasetLabels",
    of: dataset.arn,
    items: dataset.entries.labels(),
    keyOf: ([name]) => name,
    order: "ascending",
    maxResults: input.MaxResults,
    token: input.NextToken,
  });
  return {
    DatasetLabelDescriptions: page.items.map(([name, { entries, boxes }]) => ({
      LabelName: name,
      LabelStats: { EntryCount: entries, BoundingBoxCount: boxes === 0 ? undefined : boxes },
    })),
    NextToken: page.nextToken,
  };
};
