import type { ServiceFunction } from "../../../provider/functions/function.js";
import { type Caller, policyFor } from "../permissions/policy.js";
import { type Shapes, argumentsTable, ruleList, shapeSections } from "./fields.js";
import { describe } from "../json-schema.js";
import { typeText } from "./input-types.js";
import { code, codeBlock, enumerate, folded, generatedFrom, page, table } from "./markdown.js";
import { functionUsage } from "../usage.js";

/** A function and what it calls. */
export interface FunctionFacts {
  readonly definition: ServiceFunction;
  readonly caller: Caller;
  /** Its program in other languages. */
  readonly inOtherLanguages: string;
}

/** The reference page of all functions. */
export function functionsPage(functions: readonly FunctionFacts[]): string {
  const shapes: Shapes = new Map();
  const sections = functions.flatMap((one) => functionSection(one, shapes));
  return page(
    generatedFrom("provider/functions"),
    "# Functions",
    "Each function has two forms: `getX(args)` returns a promise, `getXOutput(args)` takes outputs and returns an output. Functions that only read run in previews as well. Functions that AWS bills do not: in a preview their result is unknown. Lists are read to the last of AWS's pages; for long lists there is also an iterator, which returns the items one at a time.",
    "The last argument can name the `region` or a `provider` ([Provider](provider.md)). Default: the region of an ARN among the arguments, then the stack's configuration. As with Pulumi's own functions, an Output form is unknown in a preview while a resource that its arguments come from, or that `dependsOn` names, is not created yet. A failing function throws one error, whose `code` tells [what failed](../troubleshooting.md). In AWS's texts, control characters are escaped, as in `\\u001b`, since Pulumi prints what a program exports.",
    table(
      ["function", "what it returns", "in previews"],
      functions.map(({ definition }) => [
        `[${definition.name}](#${definition.name.toLowerCase()})`,
        definition.iterator === undefined
          ? definition.doc
          : `${definition.doc} One at a time: ${code(definition.iterator.name)}.`,
        definition.isCharged ? "no: AWS bills it" : "yes",
      ]),
    ),
    ...sections,
    "## Shapes",
    shapeSections(shapes),
    "[All pages](README.md)",
  );
}

function functionSection(
  { definition, caller, inOtherLanguages }: FunctionFacts,
  shapes: Shapes,
): (string | undefined)[] {
  const { schema, shapes: ofResult } = describe(definition.result);
  const policy = policyFor([caller]);
  const parameters = argumentsTable(definition.inputs, shapes);
  for (const [name, shape] of ofResult) shapes.set(name, shape);
  const { iterator } = definition;
  const usages = [definition.name, ...(iterator === undefined ? [] : [iterator.name])];
  return [
    `## ${definition.name}`,
    `${definition.doc} [AWS's page](${definition.page}).`,
    codeBlock("ts", usages.map(functionUsage).join("\n\n")),
    inOtherLanguages,
    Object.keys(definition.inputs).length === 0 ? "No arguments." : parameters,
    ruleList(definition.rules),
    `Result: ${typeText(schema)}.`,
    iterator === undefined ? undefined : `${code(iterator.name)}: ${iterator.doc}`,
    `Calls ${enumerate([...caller.operations].sort().map((name) => code(name)))}.`,
    folded("Policy", codeBlock("json", JSON.stringify(policy, undefined, 2))),
  ];
}
