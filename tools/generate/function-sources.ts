import { join } from "node:path";
import { families } from "../../provider/functions/table.js";
import { type FunctionShapes, functionsSource, importsFor } from "./function-source.js";
import { type NamedShapes, answerSource } from "./typescript-types.js";

/** The files of all functions and of what they answer; what they take is added to `given`. */
export function functionSources(given: NamedShapes): Map<string, string> {
  const shapes: FunctionShapes = { given, answered: new Map() };
  const files = new Map<string, string>();
  for (const [family, functions] of Object.entries(families)) {
    files.set(join("sdk", "generated", "functions", `${family}.ts`), functionsSource(functions, shapes));
  }
  files.set(join("sdk", "generated", "results.ts"), resultsSource(shapes));
  return files;
}

function resultsSource(shapes: FunctionShapes): string {
  const body = [...shapes.answered]
    .filter(([name]) => !shapes.given.has(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, shape]) => answerSource(name, shape))
    .join("\n");
  const header =
    "/* Generated from the definitions in provider/functions by `npm run generate`: change those instead. */\n";
  return `${header}${importsFor(body, { ...shapes, answered: new Map() }, ".")}\n${body}`;
}
