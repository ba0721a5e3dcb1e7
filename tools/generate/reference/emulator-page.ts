import { readdirSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { VERBS } from "../../../emulator/control/verbs.js";
import { SWITCHES } from "../../../emulator/switches.js";
import { docsIn } from "../docs-in.js";
import { type Schema, describe, withFields } from "../json-schema.js";
import { type Shapes, shapeSections } from "./fields.js";
import { typeText } from "./input-types.js";
import { code, codeBlock, generatedFrom, page, table } from "./markdown.js";

const declarations = join(__dirname, "..", "..", "..", "emulator");

const EXAMPLE = `import { controlClient } from "pulumi-rekognition/emulator";

const control = controlClient("http://127.0.0.1:4566");
await control.script({ training: [{ status: "TRAINING_FAILED", message: "Too few images." }] });
await control.clock({ advanceMs: 3_600_000 });
const { usd } = await control.meter();`;

/** The reference page of the emulator's control API, from the table that its server and its client are made of. */
export function emulatorPage(): string {
  const files = [...filesOf(declarations), ...filesOf(join(declarations, "control"))];
  const docs = new Map(files.flatMap((path) => [...docsIn(path)]));
  const documented = (name: string, shape: Schema): Schema => {
    const documentedFields = withFields(shape, (field, member) => ({
      ...field,
      description: docs.get(`${name}.${member}`) ?? "",
    }));
    return { ...documentedFields, description: docs.get(name) ?? "" };
  };
  const shapes: Shapes = new Map();
  const rows = Object.entries(VERBS).map(([name, { method, path, args, result }]) => {
    const described = describe(z.object({ args, result }));
    for (const [id, shape] of described.shapes) if (id !== "Switches") shapes.set(id, documented(id, shape));
    const { args: given = {}, result: answered = {} } = described.schema.properties ?? {};
    const request = `${method} /_emulator/${path}`;
    return [
      code(request),
      code(name),
      docs.get(`ControlClient.${name}`) ?? "",
      argumentsText(documented(name, given)),
      answerText(answered),
    ];
  });
  return page(
    generatedFrom("emulator/control/verbs.ts"),
    "# The emulator's control API",
    'How a program asks and steers an emulator that runs in another process ([testing](../testing.md), [faults](../testing.md#faults)). Arguments are members of a JSON object in the body; with `GET`, of the query. Answers are JSON, mistakes `400` with `{"error": "..."}`. The typed client has a method for each request:',
    codeBlock("ts", EXAMPLE),
    table(["request", "client", "what it does", "arguments", "answer"], rows),
    "## Shapes",
    shapeSections(shapes),
    "### Switches",
    "What AWS does not document, each with its default and the reason for it.",
    table(
      ["switch", "default", "why"],
      Object.entries(SWITCHES).map(([name, each]) => [code(name), code(JSON.stringify(each.default)), each.why]),
    ),
    "[All pages](README.md)",
  );
}

function argumentsText(given: Schema): string {
  if (given.$ref !== undefined) return typeText(given);
  const members = Object.entries(given.properties ?? {}).map(
    ([name, schema]) => `${code(name)} (${typeText(schema)}): ${schema.description ?? ""}`,
  );
  return members.join(" ");
}

function answerText(answered: Schema): string {
  const [member] = Object.entries(answered.properties ?? {});
  return member === undefined ? typeText(answered) : code(`{"${member[0]}": ...}`);
}

function filesOf(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".d.ts"))
    .map((name) => join(folder, name));
}
