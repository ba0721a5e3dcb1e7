import { codeBlock, folded } from "../reference/markdown.js";
import { wholeUsage } from "../usage.js";
import { goProgram } from "./go.js";
import { programWith } from "./program.js";
import { pythonProgram } from "./python.js";
import type { ArgumentSpecs, NamedTypes } from "./types.js";
import { yamlProgram } from "./yaml.js";

/** A program in one language. */
export interface Example {
  /** As blocks of code and the registry's pages call it. */
  readonly language: string;
  readonly text: string;
}

/** The program that shows a resource or function, in each language. */
export function examplesOf(name: string, inputs: ArgumentSpecs, types: NamedTypes): Example[] {
  const program = programWith(name);
  const programs = {
    typescript: wholeUsage(name),
    python: pythonProgram(program, inputs, types),
    go: goProgram(program, inputs, types),
    yaml: yamlProgram(program),
  };
  return Object.entries(programs).map(([language, text]) => ({ language, text }));
}

const OTHER_LANGUAGES: Readonly<Record<string, string>> = { python: "Python", go: "Go", yaml: "YAML" };

/** The program in the languages besides TypeScript, folded away. */
export function inOtherLanguages(examples: readonly Example[] = []): string {
  return examples
    .filter(({ language }) => language in OTHER_LANGUAGES)
    .map(({ language, text }) => folded(`In ${OTHER_LANGUAGES[language] ?? ""}`, codeBlock(language, text)))
    .join("\n\n");
}

/** A description with the program that shows what is described. */
export function withExamples(description: string, examples: readonly Example[]): string {
  return [
    description,
    "",
    "{{% examples %}}",
    "## Example Usage",
    "",
    "{{% example %}}",
    examples.map(({ language, text }) => codeBlock(language, text)).join("\n\n"),
    "{{% /example %}}",
    "{{% /examples %}}",
  ].join("\n");
}
