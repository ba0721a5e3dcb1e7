import type { ResourceDefinition } from "../../../provider/schema/definition.js";
import { type Caller, policyFor } from "../permissions/policy.js";
import { type Shapes, inputsTable, outputsTable, ruleList, shapeSections } from "./fields.js";
import { codeBlock, generatedFrom, page, table } from "./markdown.js";
import { resourceUsage } from "../usage.js";
import type { StateTables, Wait } from "./state-tables.js";

/** What a resource's page is made of. */
export interface ResourceFacts {
  readonly definition: ResourceDefinition;
  readonly file: string;
  readonly caller: Caller;
  readonly states: StateTables;
  readonly timeouts: string | undefined;
  /** Paths of examples that use it, from the repository's root. */
  readonly examples: readonly string[];
}

/** The reference page of one kind of resource. */
export function resourcePage({ definition, file, caller, states, timeouts, examples }: ResourceFacts): string {
  const shapes: Shapes = new Map();
  const inputs = inputsTable(definition.inputs, shapes);
  const outputs = outputsTable(
    { ...derivedInputs(definition), ...definition.outputs },
    shapes,
    identityRows(definition),
  );
  const links = examples.map((example) => `[${example}](../../${example})`).join(", ");
  return page(
    generatedFrom(`provider/resources/${file}`),
    `# ${definition.kind}`,
    `${definition.doc} [AWS's page](${definition.page}).`,
    codeBlock("ts", resourceUsage(definition.kind)),
    links === "" ? undefined : `Whole programs: ${links}.`,
    timeouts === undefined ? undefined : `Default timeouts: ${timeouts}; \`customTimeouts\` override them.`,
    "## Inputs",
    "`replaces`: a new one is made and the old one deleted. `in place`: changed by a call to AWS. `recorded only`: no call to AWS. All limits are checked at preview; with `rekognition:validation: warn` they only warn.",
    inputs,
    "## Outputs",
    `All inputs${"adopt" in definition.inputs ? " but `adopt`" : ""}, as they are in effect, and these:`,
    outputs,
    definition.rules.length === 0 ? undefined : "## Rules over several inputs",
    ruleList(definition.rules),
    shapes.size === 0 ? undefined : "## Shapes",
    shapeSections(shapes),
    ...statesSection(definition, file, states),
    "## Permissions",
    `For everything that this resource can do; what of it is needed only for some inputs is said in [permissions](../permissions.md#${definition.kind.toLowerCase()}). The same as a file: [policies/${file}.json](policies/${file}.json).`,
    codeBlock("json", JSON.stringify(policyFor([caller]), undefined, 2)),
    "[All pages](README.md)",
  );
}

function identityRows({ id }: ResourceDefinition): string[][] {
  if (id !== undefined) return [["`id`", "string", `The ${id}.`]];
  return [
    ["`id`", "string", "The ARN."],
    ["`arn`", "string", "The ARN: the id itself, so it stays known in the preview of an update."],
  ];
}

/** What is worked out from the inputs is no input that users write. */
function derivedInputs({ inputs }: ResourceDefinition): ResourceDefinition["inputs"] {
  return Object.fromEntries(Object.entries(inputs).filter(([, field]) => field.derived === true));
}

function statesSection(definition: ResourceDefinition, file: string, states: StateTables): (string | undefined)[] {
  if (states.waits.length === 0) return [];
  return [
    "## States",
    "What each status means to each wait, drawn from the tables that the waits decide by. A status that none of them knows is an error, never an endless wait.",
    `![States of ${definition.kind}; the table below says the same](states/${file}.svg)`,
    table(
      ["status", ...states.waits.map((wait) => waitTitle(wait, states.waits))],
      [...states.statuses, undefined].map((status) => [
        status === undefined ? "absent" : `\`${status}\``,
        ...states.waits.map((wait) => verdictOf(wait, status)),
      ]),
    ),
  ];
}

function waitTitle(wait: Wait, all: readonly Wait[]): string {
  const isOnly = all.filter(({ until }) => until === wait.until).length === 1;
  return `until it ${wait.until}${isOnly ? "" : ` (${wait.name})`}`;
}

function verdictOf(wait: Wait, status: string | undefined): string {
  return (status === undefined ? wait.absent : wait.verdicts[status]) ?? "";
}
