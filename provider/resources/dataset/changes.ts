import type { OperationContext } from "../../lifecycle/handler.js";
import { distributedFrom } from "./contents-mark.js";
import type { Place } from "./dataset.js";
import { type EntryLine, entryFingerprint } from "./entry-line.js";
import type { Lines } from "./lines.js";
import { type ListedEntries, listEntries } from "./listed-entries.js";

/** What makes a dataset hold just these lines: the new and changed ones sent, or all of them into a new one. */
export type Change = { readonly kind: "send"; readonly lines: Lines } | { readonly kind: "remake" };

/** Compares lines with what AWS lists. An entry cannot be taken away, so where one is too many there is no way in place. */
export async function changeTo(context: OperationContext, place: Place, arn: string, lines: Lines): Promise<Change> {
  const here = await listEntries(context, arn);
  const test = await distributedFrom(context, place, arn);
  const moved = test === undefined ? new Map<string, string>() : await listEntries(context, test.value.arn);
  let matched = 0;
  for await (const entry of lines()) {
    const there = moved.get(entry.sourceRef);
    if (here.has(entry.sourceRef) || there !== undefined) matched += 1;
    // What was distributed is the test dataset's: from here it is changed only by distributing again.
    if (there !== undefined && there !== entryFingerprint(entry.fields)) return { kind: "remake" };
  }
  if (matched < unionSize(here, moved)) return { kind: "remake" };
  const isNews = (entry: EntryLine): boolean =>
    !moved.has(entry.sourceRef) && here.get(entry.sourceRef) !== entryFingerprint(entry.fields);
  return { kind: "send", lines: () => only(lines(), isNews) };
}

function unionSize(here: ListedEntries, moved: ListedEntries): number {
  let size = here.size;
  for (const sourceRef of moved.keys()) if (!here.has(sourceRef)) size += 1;
  return size;
}

async function* only(
  lines: AsyncIterable<EntryLine>,
  isWanted: (entry: EntryLine) => boolean,
): AsyncGenerator<EntryLine, void, undefined> {
  for await (const entry of lines) if (isWanted(entry)) yield entry;
}
