import { LAG_GRACE_MS } from "../../../provider/lifecycle/wait-for-state.js";
import { humanDuration } from "../../../provider/base/durations.js";
import type { GeneratedKind } from "../kinds.js";
import { generatedFrom, page, table } from "./markdown.js";
import { stateTables } from "./state-tables.js";

/** The page of what is waited for, for how long, and what ends it. */
export function waitsPage(kinds: readonly GeneratedKind[]): string {
  return page(
    generatedFrom("the verdict tables and timeouts of provider/resources"),
    "# Waits",
    "Nothing is waited for without a deadline. Every wait ends at the timeout of the operation that it is part of: the `customTimeouts` of the resource, or the default. At a timeout nothing is lost: the error says the last status, how long it took and what was seen, the work goes on in AWS, and the next `pulumi up` takes it up.",
    `A look comes after 1 s at first, then after about 2 % of the time waited, at most 29 s. A status from before a call is taken for a late answer for ${humanDuration(LAG_GRACE_MS)}; then the call is taken to have had no effect, which is an error. What a status means to each wait is on the resource's page, under "States".`,
    table(
      ["resource", "waits until it", "default timeouts"],
      kinds.map(({ definition, file, timeouts }) => [
        `[${definition.kind}](${file}.md)`,
        [...new Set(stateTables(file).flatMap(({ until }) => until ?? []))].join("; "),
        timeoutsText(timeouts),
      ]),
    ),
    "## Other ends",
    [
      "- A delete that finds a model still being trained or copied waits as long as AWS may take for it (26 h, 2 h), since AWS cannot cancel it.",
      "- A model waits for its turn where AWS's quota of trainings or of running models is used up, until the timeout.",
      "- A policy whose principals AWS does not know yet is put again for 2 min, a stream processor with such a role is started again for 3 min after its creation; the name and the video stream of a deleted stream processor are waited for up to 45 s.",
      "- Something that was just made may not be visible for up to 2 min. Something counts as deleted after two answers that do not find it, at least 10 s apart.",
      "- An error that passes is tried again as often as `rekognition:maxAttempts` says, with pauses of 5 s at most; one request with its answer takes 30 s at most.",
    ].join("\n"),
    "[All pages](README.md)",
  );
}

/** The default timeouts of a kind. */
export function timeoutsText({ createMs, updateMs, deleteMs }: GeneratedKind["timeouts"]): string {
  return `create ${humanDuration(createMs)}, update ${humanDuration(updateMs)}, delete ${humanDuration(deleteMs)}`;
}
