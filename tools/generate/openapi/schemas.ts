import { join } from "node:path";
import { createGenerator } from "ts-json-schema-generator";
import * as z from "zod";
import { FAULT, FORCED_STATUS, OUTCOMES } from "../../../emulator/control/shapes.js";
import { RULE_SET } from "../../../emulator/images/shapes.js";

/** The part of JSON Schema that is written and read here. */
export interface JsonSchema {
  $ref?: string;
  description?: string;
  type?: string | string[];
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  additionalProperties?: JsonSchema | boolean;
  [keyword: string]: unknown;
}

const root = join(__dirname, "..", "..", "..", "..");
const ROOTS = [
  "StateReport",
  "MeterReport",
  "Notification",
  "StreamRecord",
  "CallRecord",
  "CallAnswer",
  "HeldCall",
  "Pending",
  "RuleSet",
  "ForcedStatus",
];

/** What the control API checks of the types that it is given. */
const CHECKED = { Fault: FAULT, ForcedStatus: FORCED_STATUS, Outcomes: OUTCOMES, RuleSet: RULE_SET };

const PREFIX = "#/components/schemas/";
export const ref = (name: string): JsonSchema => ({ $ref: PREFIX + name });

export const written = (schema: z.ZodType): JsonSchema => {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return json as JsonSchema;
};

/** The types of the client, as schemas by their names: from their declarations, and with what is checked of them. */
export function clientSchemas(): Record<string, JsonSchema> {
  const generator = createGenerator({
    path: join(root, "emulator", "index.ts"),
    tsconfig: join(root, "tsconfig.json"),
    skipTypeCheck: true,
    additionalProperties: false,
    expose: "export",
    topRef: true,
  });
  const declared = Object.assign({}, ...ROOTS.map((name) => generator.createSchema(name).definitions)) as object;
  const text = JSON.stringify(declared).replaceAll("#/definitions/", PREFIX);
  const schemas = JSON.parse(text) as Record<string, JsonSchema>;
  for (const [name, schema] of Object.entries(CHECKED)) constrain(schemas, ref(name), written(schema));
  return Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Adds to what is declared what is checked besides: bounds, patterns, and whether other members are a mistake. */
function constrain(schemas: Record<string, JsonSchema>, declared: JsonSchema, checked: JsonSchema): void {
  const { $ref } = declared;
  const schema = $ref === undefined ? declared : schemas[$ref.slice(PREFIX.length)];
  if (schema === undefined) throw new Error(`${$ref ?? "a schema"} is not declared`);
  const { properties = {}, items, required: _, type, enum: __, ...keywords } = checked;
  if (checked.properties !== undefined && checked.additionalProperties === undefined)
    delete schema.additionalProperties;
  Object.assign(schema, keywords, type === "integer" ? { type } : {});
  for (const [name, member] of Object.entries(properties)) {
    const known = schema.properties?.[name];
    if (known === undefined) throw new Error(`${name} is checked, but not declared`);
    constrain(schemas, known, member);
  }
  if (items !== undefined && schema.items !== undefined) constrain(schemas, schema.items, items);
}
