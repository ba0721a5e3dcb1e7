import { EXCHANGE_MS } from "../../../provider/aws/exchange/bounded-handler.js";
import { humanDuration } from "../../../provider/base/durations.js";
import { MAX_DELAY_MS } from "../../../provider/base/retry.js";
import { FRESH_MS } from "../../../provider/lifecycle/presence.js";
import { LAG_GRACE_MS } from "../../../provider/lifecycle/wait-for-state.js";
import { PROOF_MS } from "../../../provider/observe/sightings.js";
import { IAM_PROPAGATION_MS as POLICY_PROPAGATION_MS } from "../../../provider/resources/project-policy/policy.js";
import { TOMBSTONE_MS } from "../../../provider/resources/stream-processor/creation.js";
import { IAM_PROPAGATION_MS as ROLE_PROPAGATION_MS } from "../../../provider/resources/stream-processor/run-state.js";
import { kinds as registered } from "../../../provider/resources/registry.js";
import type { GeneratedKind } from "../kinds.js";
import { generatedFrom, page, table } from "./markdown.js";
import { stateTables } from "./state-tables.js";

/** Waits that end before, or after, the timeout of their operation. */
function otherLimits(): string {
  const { projectVersion, projectVersionCopy } = registered;
  const madeIn = [projectVersion, projectVersionCopy].map(({ handler }) => humanDuration(handler.timeouts.createMs));
  return [
    `- **Deleting a model that is still being trained or copied** waits longer than the delete timeout: as long as AWS may need, ${madeIn.join(" and ")}. AWS cannot cancel either.`,
    "- **If AWS's quota of trainings or of running models is used up**, a model waits for a free slot until the timeout.",
    `- **A project policy** whose principals AWS does not know yet is put again for ${humanDuration(POLICY_PROPAGATION_MS)}.`,
    `- **A stream processor** whose role AWS cannot use yet is started again for ${humanDuration(ROLE_PROPAGATION_MS)} after its creation. Its creation waits up to ${humanDuration(TOMBSTONE_MS)} while AWS still holds the name or the video stream of a deleted one.`,
    `- **An object that was created less than ${humanDuration(FRESH_MS)} ago** does not count as deleted because AWS does not show it yet.`,
    `- **An object counts as deleted** after two answers that it does not exist, or after two lists without it that are at least ${humanDuration(PROOF_MS)} apart.`,
    `- **Transient errors** are retried as often as \`rekognition:maxAttempts\` says, with pauses of at most ${humanDuration(MAX_DELAY_MS)}. One request with its answer takes at most ${humanDuration(EXCHANGE_MS)}.`,
  ].join("\n");
}

/** The page of what is waited for, for how long, and what ends it. */
export function waitsPage(kinds: readonly GeneratedKind[]): string {
  return page(
    generatedFrom("the verdict tables and timeouts of provider/resources"),
    "# Waits",
    "Every wait has a deadline: the timeout of the operation that it is part of, which is the default below or the resource's `customTimeouts`. A timeout loses nothing. The error says the last status, how long it took and what was seen; the work continues in AWS, and the next `pulumi up` continues with it.",
    `Status is polled after 1 s at first, then after about 2 % of the time waited, at most every 29 s. A status from before a call may still be shown for ${humanDuration(LAG_GRACE_MS)}; after that the call counts as without effect, which is an error. The page of each resource says what a status means to each wait, under "States".`,
    table(
      ["resource", "waits until it", "default timeouts"],
      kinds.map(({ definition, file, timeouts }) => [
        `[${definition.kind}](${file}.md)`,
        [...new Set(stateTables(file).flatMap(({ until }) => until ?? []))].join("; "),
        timeoutsText(timeouts),
      ]),
    ),
    "## Other limits",
    otherLimits(),
    "[All pages](README.md)",
  );
}

/** The default timeouts of a kind. */
export function timeoutsText({ createMs, updateMs, deleteMs }: GeneratedKind["timeouts"]): string {
  return `create ${humanDuration(createMs)}, update ${humanDuration(updateMs)}, delete ${humanDuration(deleteMs)}`;
}
