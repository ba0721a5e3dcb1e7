import { kinds } from "../kinds.js";
import { generatedFrom, page, table } from "../reference/markdown.js";
import { type Launch, launches } from "./launches.js";
import { OBSERVED_CALLS } from "./observed.js";
import type { Action, ActionCaller } from "./table.js";

/** The page of all actions. */
export function actionsPage(actions: readonly Action[], origin: string): string {
  const called = actions.filter(({ callers }) => callers.length > 0);
  return page(
    generatedFrom(`AWS's API model, the calls in provider/ and ${OBSERVED_CALLS}`),
    "# Actions",
    `Every action of Rekognition's API (model: ${origin}): ${actions.length} in all, ${called.length} of them called by a resource or a function. The callers are derived from the code. The provider tests check that each of these calls was seen to succeed, and compare them with [the recorded calls](observed-calls.json).`,
    "Three launches are marked:",
    launches.map(launchLine).join("\n"),
    table(
      ["action", ...launches.map(({ year }) => year), "called", "by, or why not"],
      actions.map((action) => [
        `[${action.name}](https://docs.aws.amazon.com/rekognition/latest/APIReference/API_${action.name}.html)`,
        ...launches.map(({ year }) => action.launches[year] ?? ""),
        action.callers.length === 0 ? "no" : "yes",
        action.callers.length === 0 ? (action.reason ?? "") : action.callers.map(callerText).join(", "),
      ]),
    ),
    "[All pages](README.md)",
  );
}

function launchLine({ year, date, what, actions, changed }: Launch): string {
  const counts = [
    ...(actions.length === 0 ? [] : [`${String(actions.length)} new`]),
    ...(changed.length === 0 ? [] : [`${String(changed.length)} changed`]),
  ];
  return `- **${year}** (${date}): ${what}; ${counts.join(", ")}`;
}

function callerText({ name, isFunction }: ActionCaller): string {
  const file = kinds.find(({ definition }) => definition.kind === name)?.file;
  const target = isFunction ? `functions.md#${name.toLowerCase()}` : `${file ?? ""}.md`;
  return `[${name}](${target})`;
}
