import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type AnySchema, Ajv2020 } from "ajv/dist/2020.js";
import type { Told } from "../harness/ask.js";

const PATH = join(__dirname, "..", "..", "..", "emulator", "control", "openapi.json");

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema: AnySchema }>>;
}
interface Answer extends Content {
  readonly headers?: Readonly<Record<string, Ref>>;
}
interface Ref {
  readonly $ref: string;
}
interface Header {
  readonly required: boolean;
  readonly schema: AnySchema;
}
export interface Operation {
  readonly operationId: string;
  readonly security?: readonly [];
  readonly parameters?: readonly ({ readonly name: string; readonly in: string; readonly schema: AnySchema } | Ref)[];
  readonly requestBody?: Content & { readonly required: boolean };
  readonly responses: Readonly<Record<string, Answer | Ref>>;
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

/** An operation with the address under which it is described. */
export interface Described extends Operation {
  readonly method: string;
  readonly path: string;
}

export const text = readFileSync(PATH, "utf8");
const document = JSON.parse(text) as Document;
const ajv = new Ajv2020({ strict: false, strictNumbers: true, validateFormats: false });
ajv.addSchema(document, "openapi");

export const operations: readonly Described[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ ...operation, path, method: method.toUpperCase() })),
);

function resolved<T extends object>(value: T | Ref): T {
  if (!("$ref" in value)) return value;
  const found = value.$ref
    .slice(2)
    .split("/")
    .reduce<unknown>((part, name) => (part as Readonly<Record<string, unknown>>)[name], document);
  return found as T;
}

/** What is wrong with a value; empty if nothing is. */
function wrong(schema: AnySchema, value: unknown): string {
  const inside = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"openapi#/')) as AnySchema;
  return ajv.validate(inside, value) ? "" : ajv.errorsText();
}

/** What is wrong with a request's body, as far as it is described. */
export function wrongBody({ requestBody, operationId }: Described, body: unknown): string {
  if (requestBody === undefined) return body === undefined ? "" : `${operationId} has no body`;
  if (body === undefined) return requestBody.required ? "the body is missing" : "";
  return wrong(requestBody.content?.["application/json"]?.schema ?? false, body);
}

/** What is wrong with a request's query. */
export function wrongQuery({ parameters = [], operationId }: Described, query: URLSearchParams): string {
  const known = parameters.map((each) => resolved(each)).filter((each) => each.in === "query");
  return [...query]
    .map(([name, value]) => {
      const schema = known.find((each) => each.name === name)?.schema;
      return schema === undefined ? `${operationId} has no ${name}` : wrong(schema, Number(value));
    })
    .filter(Boolean)
    .join(", ");
}

/** What is wrong with an answer: its status, its type, its body, its headers. */
export function wrongAnswer({ responses, operationId }: Described, { status, headers, body }: Told): string {
  const response = responses[status];
  if (response === undefined) return `${operationId} is not said to answer ${status}`;
  const { content = {}, headers: described = {} } = resolved(response);
  const schema = content[headers["content-type"] ?? ""]?.schema;
  if (schema === undefined) return `${operationId} is not said to answer ${headers["content-type"] ?? "nothing"}`;
  const isJson = /json/.test(headers["content-type"] ?? "");
  const faults = [wrong(schema, isJson ? JSON.parse(body) : body)];
  for (const [name, header] of Object.entries(described)) {
    const { schema: value, required } = resolved<Header>(header);
    const given = headers[name.toLowerCase()];
    if (given !== undefined || required) faults.push(wrong(value, given));
  }
  return faults.filter(Boolean).join(", ");
}
