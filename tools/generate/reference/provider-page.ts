import { providerSettings } from "../provider-args-source.js";
import { wholeUsage } from "../usage.js";
import { type Shapes, outputsTable, shapeSections } from "./fields.js";
import { codeBlock, generatedFrom, page } from "./markdown.js";

/** The reference page of the Provider class. */
export function providerPage(inOtherLanguages: string): string {
  const shapes: Shapes = new Map();
  return page(
    generatedFrom("provider/session/configuration/keys.ts"),
    "# Provider",
    "Another region or account, or other settings, for some of a stack's resources and functions. Resources without an explicit provider use the stack's configuration.",
    codeBlock("ts", wholeUsage("Provider")),
    inOtherLanguages,
    "## Arguments",
    "Each has the meaning of the configuration key `rekognition:` of the same name.",
    outputsTable("setting", Object.fromEntries(providerSettings), shapes),
    "## Shapes",
    shapeSections(shapes),
    "[All pages](README.md)",
  );
}
