import { pagesOf } from "../../aws/pages.js";
import { isRekognitionError } from "../../base/errors.js";
import type { OperationContext } from "../../lifecycle/handler.js";
import { untilTaken } from "../../lifecycle/until-taken.js";
import { type Outputs, soughtDataset } from "./dataset.js";
import { entryFingerprint, errorCodesOf, fieldsOf, hasBadBoxesOnly } from "./entry-line.js";
import type { Lines } from "./lines.js";

/** What a dataset holds: fingerprints by source-ref, so that a quarter of a million fit into memory. */
export type ListedEntries = Map<string, string>;

type BadEntries = NonNullable<Outputs["badEntries"]>;

const PAGE_SIZE = 100;
const MAX_BAD_ENTRIES = 10;

/** Everything that a dataset holds; where a change goes on that did not show yet, once it has ended. */
export async function listEntries(context: OperationContext, arn: string): Promise<ListedEntries> {
  try {
    return await listedNow(context, arn);
  } catch (error) {
    if (!isRekognitionError(error, "Busy")) throw error;
    let listed: ListedEntries = new Map();
    const before = await untilTaken(context, soughtDataset(context, arn), "can be read", async () => {
      listed = await listedNow(context, arn);
      return undefined;
    });
    if (before === undefined) throw error;
    return listed;
  }
}

async function listedNow(context: OperationContext, arn: string): Promise<ListedEntries> {
  const listed: ListedEntries = new Map();
  const pages = pagesOf(context.aws, "ListDatasetEntries", { DatasetArn: arn, MaxResults: PAGE_SIZE });
  for await (const { DatasetEntries = [] } of pages) {
    for (const text of DatasetEntries) {
      const fields = fieldsOf(text);
      const sourceRef = fields?.["source-ref"];
      if (fields !== undefined && typeof sourceRef === "string") listed.set(sourceRef, entryFingerprint(fields));
    }
  }
  return listed;
}

/** The first entries with errors, with their lines where those can be known. */
export async function listBadEntries(
  context: OperationContext,
  outputs: Outputs,
  lineOf: (sourceRefs: ReadonlySet<string>) => Promise<ReadonlyMap<string, number>>,
): Promise<BadEntries | undefined> {
  if (outputs.arn === undefined || (outputs.stats?.errorEntries ?? 0) === 0) return undefined;
  const { DatasetEntries = [] } = await context.aws.call("ListDatasetEntries", {
    DatasetArn: outputs.arn,
    HasErrors: true,
    MaxResults: MAX_BAD_ENTRIES,
  });
  const bad = DatasetEntries.map((text) => {
    const fields = fieldsOf(text) ?? {};
    const sourceRef = fields["source-ref"];
    return {
      sourceRef: typeof sourceRef === "string" ? sourceRef : "",
      codes: [...new Set(errorCodesOf(fields))],
      ...(hasBadBoxesOnly(fields) && { onlyBoxes: true }),
    };
  });
  const lines = await lineOf(new Set(bad.map(({ sourceRef }) => sourceRef)));
  return bad.slice(0, MAX_BAD_ENTRIES).map((entry) => {
    const line = lines.get(entry.sourceRef);
    return line === undefined ? entry : { ...entry, line };
  });
}

/** Finds some entries in lines of one's own. */
export async function findLines(
  lines: Lines | undefined,
  sourceRefs: ReadonlySet<string>,
): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>();
  if (lines === undefined) return found;
  for await (const { sourceRef, line } of lines()) {
    if (sourceRefs.has(sourceRef)) found.set(sourceRef, line);
    if (found.size === sourceRefs.size) break;
  }
  return found;
}
