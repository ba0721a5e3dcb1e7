import { wholeUsage } from "../usage.js";
import { programWith } from "./program.js";
import { type ArgumentSpecs, pythonProgram } from "./python.js";
import type { NamedTypes } from "./types.js";
import { yamlProgram } from "./yaml.js";

/** A description, with the program that shows the resource or function in each language. */
export function withExamples(description: string, name: string, inputs: ArgumentSpecs, types: NamedTypes): string {
  const program = programWith(name);
  const programs = {
    typescript: wholeUsage(name),
    python: pythonProgram(program, inputs, types),
    yaml: yamlProgram(program),
  };
  const blocks = Object.entries(programs).map(([language, text]) => `\`\`\`${language}\n${text}\n\`\`\``);
  return [
    description,
    "",
    "{{% examples %}}",
    "## Example Usage",
    "",
    "{{% example %}}",
    blocks.join("\n\n"),
    "{{% /example %}}",
    "{{% /examples %}}",
  ].join("\n");
}
