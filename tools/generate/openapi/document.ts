import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import type { ControlClient } from "../../../emulator/client.js";
import { CONTROL_PREFIX, VERBS, type Verb } from "../../../emulator/control/verbs.js";
import { PAGE_FILES, PAGE_HEADERS } from "../../../emulator/page/answer.js";
import { SWITCHES } from "../../../emulator/switches.js";
import { packageVersion } from "../../../emulator/version.js";
import { type JsonSchema, clientSchemas, ref, written } from "./schemas.js";

type Name = keyof ControlClient;
type Asked = Pick<Verb, "method" | "args">;

const JSON_TYPE = "application/json";
const AMZ_JSON = "application/x-amz-json-1.1";
const DESCRIPTION = `Reads and controls an emulator of Amazon Rekognition. Who may reach it is decided before anything is read:

- \`Host\` must name this machine, or be allowed with \`--allow-host\`. Web pages of other origins are refused, whatever \`--allow-origin\` says.
- A change that a browser asks for carries the emulator's own \`Origin\`, or one of \`x-emulator-page\`, \`x-emulator-token\` and \`Authorization\`. Programs that send no \`Sec-Fetch-Site\` need none of them.
- An emulator that others can reach, or that was started with \`--token\`, asks for its token.

Times are virtual milliseconds since the epoch, unless they say otherwise.`;

const list = (name: string): JsonSchema => ({ type: "array", items: ref(name) });
const DONE: JsonSchema = {
  type: "object",
  properties: { ok: { const: true } },
  required: ["ok"],
  additionalProperties: false,
};
const CLOCK: JsonSchema = {
  type: "object",
  properties: { nowMs: { type: "number", description: "Virtual milliseconds since the epoch." } },
  required: ["nowMs"],
  additionalProperties: false,
};

/** What is answered with more than that it was done. */
const ANSWERS: Partial<Record<Name, JsonSchema>> = {
  state: ref("StateReport"),
  meter: ref("MeterReport"),
  notifications: list("Notification"),
  records: list("StreamRecord"),
  calls: list("CallRecord"),
  answer: ref("CallAnswer"),
  held: list("HeldCall"),
  pending: ref("Pending"),
  rules: ref("RuleSet"),
  clock: CLOCK,
  switches: ref("Switches"),
};

/** What is asked by a type of the client; anything else is described as it is checked. */
const ARGUMENTS: Partial<Record<Name, JsonSchema>> = {
  addFaults: { type: "object", properties: { add: list("Fault") }, required: ["add"] },
  script: ref("Outcomes"),
  setRules: ref("RuleSet"),
  forceStatus: ref("ForcedStatus"),
  setSwitches: ref("SwitchChanges"),
};

/** What the client says of each method. */
function methodDocs(): ReadonlyMap<string, string> {
  const path = join(__dirname, "..", "..", "..", "..", "emulator", "client.ts");
  const source = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.ES2022, true);
  const docs = new Map<string, string>();
  source.forEachChild((node) => {
    if (!ts.isInterfaceDeclaration(node) || node.name.text !== "ControlClient") return;
    for (const member of node.members) {
      const [doc] = ts.getJSDocCommentsAndTags(member);
      const text = ts.getTextOfJSDocComment(doc?.comment) ?? "";
      docs.set(member.name?.getText(source) ?? "", text.replaceAll(/\s+/g, " "));
    }
  });
  return docs;
}

function switchSchemas(): Record<string, JsonSchema> {
  const changes = written(VERBS.setSwitches.args);
  for (const [name, { why, default: value }] of Object.entries(SWITCHES)) {
    const schema = changes.properties?.[name];
    if (schema !== undefined) Object.assign(schema, { description: why, default: value });
  }
  return { SwitchChanges: changes, Switches: { ...changes, required: Object.keys(SWITCHES) } };
}

const response = (name: string): object => ({ $ref: `#/components/responses/${name}` });
const header = (name: string): [string, object] => [name, { $ref: `#/components/headers/${name}` }];
const HEADERS = Object.fromEntries([header("X-Content-Type-Options"), header("x-amzn-RequestId")]);
const answers = (description: string, schema: JsonSchema, type = JSON_TYPE): object => ({
  description,
  headers: HEADERS,
  content: { [type]: { schema } },
});

/** Reads of what has no query cannot be wrong. */
const canBeWrong = ({ method, args }: Asked): boolean =>
  method !== "GET" || Object.keys(written(args).properties ?? {}).length > 0;

function operation(name: Name, doc: string): object {
  const verb: Asked = VERBS[name];
  const schema = ARGUMENTS[name] ?? written(verb.args);
  const { properties = {}, required = [] } = schema as { properties?: object; required?: string[] };
  const isRead = verb.method === "GET";
  const query = Object.entries(properties).map(([member, each]) => ({
    name: member,
    in: "query",
    required: required.includes(member),
    schema: each as object,
  }));
  const hasBody = !isRead && (schema.$ref !== undefined || Object.keys(properties).length > 0);
  const isRequired = required.length > 0 || ["setRules", "forceStatus"].includes(name);
  return {
    operationId: name,
    summary: doc,
    parameters: isRead ? query : [{ $ref: "#/components/parameters/Meant" }],
    ...(hasBody ? { requestBody: { required: isRequired, content: { [JSON_TYPE]: { schema } } } } : {}),
    responses: {
      200: answers("Done.", ANSWERS[name] ?? DONE),
      ...(canBeWrong(verb) ? { 400: response("Wrong") } : {}),
      401: response("TokenMissing"),
      403: response("NotLetIn"),
      ...(isRead ? {} : { 413: response("TooLarge"), 500: response("NotKept") }),
    },
  };
}

function pageOperation(file: string, type: string): object {
  return {
    operationId: file === "" ? "page" : file.replace(/\.(\w)/, (_, letter: string) => letter.toUpperCase()),
    summary: file === "openapi.json" ? "This description." : "The emulator's page, or a file of it.",
    security: [],
    responses: {
      200: {
        description: "The file.",
        headers: Object.fromEntries([...Object.keys(PAGE_HEADERS), ...Object.keys(HEADERS)].map(header)),
        content: { [type]: { schema: type === JSON_TYPE ? { type: "object" } : { type: "string" } } },
      },
      403: response("NotLetIn"),
    },
  };
}

function paths(): Record<string, Record<string, object>> {
  const found: Record<string, Record<string, object>> = {};
  for (const [file, { type }] of PAGE_FILES) found[CONTROL_PREFIX + file] = { get: pageOperation(file, type) };
  const docs = methodDocs();
  for (const [name, { method, path }] of Object.entries(VERBS)) {
    const of = (found[CONTROL_PREFIX + path] ??= {});
    of[method.toLowerCase()] = operation(name as Name, docs.get(name) ?? "");
  }
  return found;
}

const ERROR: JsonSchema = {
  type: "object",
  properties: { error: { type: "string", minLength: 1 } },
  required: ["error"],
  additionalProperties: false,
};
const REFUSAL: JsonSchema = {
  type: "object",
  properties: { __type: { type: "string" }, message: { type: "string", minLength: 1 } },
  required: ["__type", "message"],
  additionalProperties: false,
};
const fixed = (value: string): object => ({ required: true, schema: { const: value } });

/** The OpenAPI description of the control API. */
export function openApiDocument(): object {
  return {
    openapi: "3.1.1",
    info: { title: "The control API of rekognition-emulator", version: packageVersion(), description: DESCRIPTION },
    servers: [{ url: "http://127.0.0.1:4566" }],
    security: [{}, { token: [] }, { bearer: [] }],
    paths: paths(),
    components: {
      securitySchemes: {
        token: {
          type: "apiKey",
          in: "header",
          name: "x-emulator-token",
          description: "As it was printed at the start.",
        },
        bearer: { type: "http", scheme: "bearer", description: "The same token." },
      },
      parameters: {
        Meant: {
          name: "x-emulator-page",
          in: "header",
          description:
            "Anything. A browser's change needs it, unless it carries the emulator's own Origin or the token.",
          schema: { type: "string" },
        },
      },
      headers: {
        "x-amzn-RequestId": { required: true, schema: { type: "string", minLength: 1 } },
        "X-Content-Type-Options": fixed("nosniff"),
        ...Object.fromEntries(Object.entries(PAGE_HEADERS).map(([name, value]) => [name, fixed(value)])),
      },
      responses: {
        Wrong: answers("The request is wrong; `error` says where and why. Nothing was changed.", ref("Error")),
        TokenMissing: answers("The token is missing, or is another one.", ref("Error")),
        NotLetIn: answers("The request is for another host, or a web page sent it.", ref("Refusal"), AMZ_JSON),
        TooLarge: answers("The body has more than 8 MiB.", ref("Refusal"), AMZ_JSON),
        NotKept: answers("It was done, but `--state` could not be written.", ref("Refusal"), AMZ_JSON),
      },
      schemas: { ...clientSchemas(), ...switchSchemas(), Error: ERROR, Refusal: REFUSAL },
    },
  };
}
