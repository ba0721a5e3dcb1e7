import { LAG_GRACE_MS } from "../../../provider/lifecycle/wait-for-state.js";
import { humanDuration } from "../../../provider/base/durations.js";
import type { GeneratedKind } from "../kinds.js";
import { generatedFrom, page, table } from "../reference/markdown.js";
import { timeoutsOf } from "../reference/timeouts.js";
import { type FoundWait, waitsIn } from "./find-waits.js";
import { OTHER_WAITS } from "./other-waits.js";
import { constantsOf, numberIn, providerSources } from "./sources.js";
import { GIVEN_BY_CALLER, tablesIn } from "./verdict-tables.js";

/** The page of everything that is waited for. */
export function waitsPage(kinds: readonly GeneratedKind[]): string {
  return page(
    generatedFrom("the code"),
    "# Waits",
    "Nothing is waited for without a deadline. Every wait below ends at the timeout of the operation that it is part of: the `customTimeouts` of the resource, or the default. At a timeout nothing is lost: the error says the last status, how long it took and what was seen, the work goes on in AWS, and the next `pulumi up` takes it up.",
    `A look comes after 1 s at first, then after about 2 % of the time waited, at most 29 s. A status from before a call is taken for a late answer for ${humanDuration(LAG_GRACE_MS)}; then the call is taken to have had no effect, which is an error.`,
    "## Timeouts",
    table(
      ["resource", "default timeouts"],
      kinds.map(({ definition, file }) => [`[${definition.kind}](${file}.md)`, timeoutsOf(file) ?? ""]),
    ),
    "A delete that finds a model still being trained or copied waits as long as AWS may take for it (26 h, 2 h), since AWS cannot cancel it.",
    "## What is waited for",
    table(["of", "until it", "ends"], polls(kinds)),
    "## Spans",
    table(["what", "how long"], spans()),
    "## Besides",
    table(["where", "what ends it"], others()),
  );
}

function polls(kinds: readonly GeneratedKind[]): string[][] {
  const rows = providerSources().flatMap((source) => {
    const waits = waitsIn(source);
    const owner = ownerOf(source.fileName, kinds);
    const byTable = tablesIn(source).map(({ name, table: { until } }) => [
      owner,
      until,
      endOf(waits.find((each) => each.table === name)),
    ]);
    const byCall = waits.flatMap((wait) => (wait.until === undefined ? [] : [[owner, wait.until, endOf(wait)]]));
    return [...byTable.filter(([, until]) => until !== GIVEN_BY_CALLER), ...byCall];
  });
  return [...new Map(rows.map((row) => [row.join(), row])).values()];
}

function ownerOf(file: string, kinds: readonly GeneratedKind[]): string {
  const [, , folder] = file.split("/");
  if (folder === "trained-model") return "models";
  return kinds.find((kind) => kind.file === folder)?.definition.kind ?? "everything";
}

function endOf(wait: FoundWait | undefined): string {
  const atMost = wait?.deadline?.atMost;
  if (atMost === undefined) return "at the timeout";
  const span = typeof atMost === "number" ? humanDuration(atMost) : "with what is left of its span";
  return `after ${span}, at the timeout at the latest`.replace("after with", "with");
}

/** The spans that have a reason of their own written down. */
function spans(): string[][] {
  return providerSources().flatMap((source) =>
    constantsOf(source).flatMap(({ name, doc, value }) => {
      const ms = name.endsWith("_MS") ? numberIn(value, source) : undefined;
      return doc === undefined || ms === undefined ? [] : [[doc, humanDuration(ms)]];
    }),
  );
}

function others(): string[][] {
  return Object.entries(OTHER_WAITS).map(([place, end]) => {
    const [what = "", file = "", name = ""] = place.split(" ");
    return [`${what} in \`${file}\` (\`${name}\`)`, end];
  });
}
