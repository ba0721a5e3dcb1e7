import type { ServiceFunction } from "../../../provider/functions/function.js";
import type { GeneratedKind } from "../kinds.js";
import { generatedFrom, page, table } from "./markdown.js";

/** The first page of the reference. */
export function indexPage(kinds: readonly GeneratedKind[], functions: readonly ServiceFunction[]): string {
  return page(
    generatedFrom("the code"),
    "# Reference",
    "These pages are generated from the code.",
    "## Resources",
    table(
      ["resource", "what it is"],
      kinds.map(({ definition, file }) => [`[${definition.kind}](${file}.md)`, definition.doc]),
    ),
    "## Functions",
    `[${functions.length} functions](functions.md): what there is, and what a model says of an image or a video.`,
    "## Other pages",
    [
      "- [Configuration](configuration.md): every key, and which keys of `aws:` are followed",
      "- [Provider](provider.md): other regions, accounts and settings within one stack",
      "- [Waits](waits.md): everything that is waited for, and for how long",
      "- [Actions](actions.md): every action of AWS's API, with what calls it, or why nothing does",
      "- [The emulator's control API](emulator.md): faults, outcomes, time, costs and state, over HTTP",
      "- [Permissions](../permissions.md), and a [policy for each resource](policies)",
      "- [Troubleshooting](../troubleshooting.md): every error by its code",
    ].join("\n"),
    "[Everything else](../README.md)",
  );
}
