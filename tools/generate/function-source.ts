import { join } from "node:path";
import type { ServiceFunction } from "../../provider/functions/function.js";
import { families } from "../../provider/functions/table.js";
import {
  type NamedShapes,
  type Side,
  docWithExample,
  fieldSource,
  interfaceOf,
  interfaceSource,
  listElement,
  namesOf,
  typeImports,
  typeOf,
} from "./typescript-types.js";
import { capitalized } from "./json-schema.js";
import { functionUsage } from "./usage.js";

const HEADER =
  "/* Generated from the definitions in provider/functions by `npm run generate`: change those instead. */\n";

/** Where nested interfaces go: those that can be given, and those that are only ever answered. */
interface FunctionShapes {
  readonly given: NamedShapes;
  readonly answered: NamedShapes;
}

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
    .map(([name, shape]) => interfaceSource(name, shape, "result"))
    .join("\n");
  return `${HEADER}${importsFor(body, { ...shapes, answered: new Map() }, ".")}\n${body}`;
}

/** A file of functions. */
function functionsSource(functions: readonly ServiceFunction[], shapes: FunctionShapes): string {
  const body = functions.map((one) => functionSource(one, shapes)).join("\n");
  const calls = ["invoke", "invokeOutput", "invokeCharged", "invokeChargedOutput", "iterate"].filter((name) =>
    new RegExp(`\\b${name}\\(`).test(body),
  );
  const imports = [
    'import type * as pulumi from "@pulumi/pulumi";',
    `import { type FunctionOptions, type FunctionOutputOptions, ${calls.join(", ")} } from "../../functions/invoke.js";`,
    importsFor(body, shapes, ".."),
  ];
  return `${HEADER}${imports.join("\n")}\n${body}`;
}

function importsFor(body: string, { given, answered }: FunctionShapes, folder: string): string {
  const results = [...answered.keys()].filter((name) => !given.has(name));
  return `${typeImports(body, namesOf(given), `${folder}/shapes.js`)}${typeImports(body, results, `${folder}/results.js`)}`;
}

function functionSource(one: ServiceFunction, shapes: FunctionShapes): string {
  const { name, isCharged } = one;
  const type = capitalized(name);
  const takesNothing = Object.keys(one.inputs).length === 0;
  const isOptional = Object.values(one.inputs).every(({ required }) => !required);
  const result = typeOf(one.result, "result", shapes.answered);
  const call = isCharged ? "invokeCharged" : "invoke";
  const parameters = (args: string, options: string): string =>
    `${takesNothing ? "" : `args: ${args}${isOptional ? " = {}" : ""}, `}options: ${options} = {}`;
  const passed = takesNothing ? "{}" : "args";
  const previews = isCharged
    ? { plain: " Costs money, so it rejects in a preview.", output: " Costs money, so in a preview it is unknown." }
    : { plain: "", output: "" };
  return [
    ...(takesNothing ? [] : [argsSource(one, `${type}Args`, "result", shapes)]),
    ...(takesNothing ? [] : [argsSource(one, `${type}OutputArgs`, "args", shapes)]),
    `${docWithExample(`${one.doc}${previews.plain} See ${one.page}`, functionUsage(name))}export function ${name}(${parameters(`${type}Args`, "FunctionOptions")}): Promise<${result}> {`,
    `  return ${call}("${name}", ${passed}, options);`,
    "}\n",
    `${docWithExample(`${one.doc}${previews.output} See ${one.page}`, functionUsage(name))}export function ${name}Output(${parameters(`${type}OutputArgs`, "FunctionOutputOptions")}): pulumi.Output<${result}> {`,
    `  return ${call}Output("${name}", ${passed}, options);`,
    "}\n",
    ...iteratorSource(one, parameters(`${type}Args`, "FunctionOptions"), shapes),
  ].join("\n");
}

function iteratorSource(one: ServiceFunction, parameters: string, shapes: FunctionShapes): string[] {
  const { iterator } = one;
  if (iterator === undefined) return [];
  const element = typeOf(listElement(one.result, iterator.list), "result", shapes.answered);
  return [
    `${docWithExample(`${iterator.doc} See ${one.page}`, functionUsage(iterator.name))}export function ${iterator.name}(${parameters}): AsyncGenerator<${element}, void, undefined> {`,
    `  return iterate("${one.name}", "${iterator.list}", args, options);`,
    "}\n",
  ];
}

function argsSource(one: ServiceFunction, name: string, side: Side, shapes: FunctionShapes): string {
  const fields = Object.entries(one.inputs).map(([field, input]) =>
    fieldSource(field, typeOf(input.schema, side, shapes.given), side, input),
  );
  return interfaceOf(name, `Arguments of {@link ${side === "args" ? `${one.name}Output` : one.name}}.`, fields);
}
