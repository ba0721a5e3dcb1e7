import { LAG_GRACE_MS } from "../../../provider/lifecycle/wait-for-state.js";
import type { ResourceDefinition } from "../../../provider/schema/definition.js";
import type { GeneratedKind } from "../kinds.js";
import { type Caller, policyFor } from "../permissions/policy.js";
import { type Shapes, inputsTable, outputsTable, ruleList, shapeSections } from "./fields.js";
import { code, codeBlock, generatedFrom, page, table } from "./markdown.js";
import { wholeUsage } from "../usage.js";
import { ABSENT, type StateTable, stateTables, statusesOf } from "./state-tables.js";
import { timeoutsText } from "./waits-page.js";

/** What a resource's page is made of. */
export interface ResourceFacts extends GeneratedKind {
  readonly caller: Caller;
  /** Its program in other languages. */
  readonly inOtherLanguages: string;
  /** Paths of examples that use it, from the repository's root. */
  readonly examples: readonly string[];
}

/** The reference page of one kind of resource. */
export function resourcePage(facts: ResourceFacts): string {
  const { definition, file, caller, timeouts, examples, inOtherLanguages } = facts;
  const shapes: Shapes = new Map();
  const inputs = inputsTable(definition.inputs, shapes);
  const outputs = outputsTable(
    "output",
    { ...derivedInputs(definition), ...definition.outputs },
    shapes,
    identityRows(definition),
  );
  const links = examples.map((example) => `[${example}](../../${example})`).join(", ");
  return page(
    generatedFrom(`provider/resources/${file}`),
    `# ${definition.kind}`,
    `${definition.doc} [AWS's page](${definition.page}).`,
    codeBlock("ts", wholeUsage(definition.kind)),
    inOtherLanguages,
    links === "" ? undefined : `Whole programs: ${links}.`,
    `Default timeouts: ${timeoutsText(timeouts)}; \`customTimeouts\` override them.`,
    "## Inputs",
    "`replaces`: a new object is created and the old one deleted. `in place`: changed by a call to AWS. `recorded only`: no call to AWS. All limits are checked at preview; with `rekognition:validation` set to `warn` they only warn.",
    inputs,
    "## Outputs",
    `All inputs${"adopt" in definition.inputs ? " except `adopt`" : ""} with their effective values, and these:`,
    outputs,
    definition.rules.length === 0 ? undefined : "## Rules over several inputs",
    ruleList(definition.rules),
    shapes.size === 0 ? undefined : "## Shapes",
    shapeSections(shapes),
    ...statesSection(stateTables(file)),
    "## Permissions",
    `A policy for everything that this resource can do, also as a file: [policies/${file}.json](policies/${file}.json). [Permissions](../permissions.md#${definition.kind.toLowerCase()}) says which actions only some inputs need.`,
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
  return Object.fromEntries(
    Object.entries(inputs).filter(([, field]) => field.derived === true && field.hidden !== true),
  );
}

function statesSection(tables: readonly StateTable[]): string[] {
  if (tables.length === 0) return [];
  const explained = tables.filter(({ until, doc }) => until !== undefined && doc !== undefined);
  return [
    "## States",
    `What each status means to each wait. \`target\`: the wait ends. \`pending\`: it continues. \`lagging\`: the status from before the call, which AWS may still show; after ${LAG_GRACE_MS / 1000} s it is an error. \`failed\`: the wait ends with an error. A status that is not in the table is an error too.`,
    table(
      ["status", ...tables.map((one) => title(one, tables))],
      [...statusesOf(tables), ABSENT].map((status) => [
        status === ABSENT ? status : code(status),
        ...tables.map(({ meanings }) => spaced(meanings[status] ?? "")),
      ]),
    ),
    explained.map((one) => `- ${title(one, tables)}: ${one.doc ?? ""}`).join("\n"),
  ];
}

function title({ name, until, doc }: StateTable, all: readonly StateTable[]): string {
  if (until === undefined) return (doc ?? name).replace(/\.$/, "");
  const isOnly = all.filter((other) => other.until === until).length === 1;
  return `until it ${until}${isOnly ? "" : ` (${name})`}`;
}

/** `waitUntilGone` as a reader would write it. */
function spaced(word: string): string {
  return word.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
