import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { VERBS } from "../../../emulator/control/verbs.js";
import { SWITCHES } from "../../../emulator/switches.js";
import { code, codeBlock, generatedFrom, page, table } from "./markdown.js";

const folder = join(__dirname, "..", "..", "..", "..", "emulator");

const EXAMPLE = `import { controlClient } from "pulumi-rekognition/emulator";

const control = controlClient("http://127.0.0.1:4566");
await control.script({ training: [{ status: "TRAINING_FAILED", message: "Too few images." }] });
await control.clock({ advanceMs: 3_600_000 });
const { usd } = await control.meter();`;

/** The reference page of the emulator's control API: its requests, and the types of its client as they are written. */
export function emulatorPage(): string {
  const stored = ["status.ts", "tags.ts"].map((name) => join("store", name));
  const sources = [...readdirSync(folder).filter((name) => name.endsWith(".ts")), ...stored];
  const declared = new Map(sources.flatMap(declarationsIn));
  return page(
    generatedFrom("emulator/control/verbs.ts and emulator/client.ts"),
    "# The emulator's control API",
    "How a program reads and controls an emulator that runs in another process ([the emulator](../emulator.md), [faults](../emulator.md#faults)). The typed client has a method for each request:",
    codeBlock("ts", EXAMPLE),
    table(
      ["request", "method of the client"],
      Object.entries(VERBS).map(([name, { method, path }]) => [code(`${method} /_emulator/${path}`), code(name)]),
    ),
    'A method\'s argument is the JSON object in the request body; with `GET` it is the query string. Responses are JSON: `{"ok": true}` if the method returns nothing, and status 400 with `{"error": "..."}` for a wrong request.',
    "## Types",
    codeBlock("ts", reachedFrom("ControlClient", declared).join("\n\n")),
    "## Switches",
    "Behaviour that AWS does not document can be set. Each switch has a default and a reason for it.",
    table(
      ["switch", "default", "why"],
      Object.entries(SWITCHES).map(([name, each]) => [code(name), code(JSON.stringify(each.default)), each.why]),
    ),
    "[All pages](README.md)",
  );
}

/** What a source of the emulator declares, as it is written, by name. */
function declarationsIn(name: string): [string, string][] {
  const text = readFileSync(join(folder, name), "utf8");
  return ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true).statements.flatMap((node) => {
    const written = node
      .getFullText()
      .trim()
      .replace(/^export /m, "");
    const [, declared] = /^(?:interface|type|const) (\w+)/m.exec(written) ?? [];
    return declared === undefined ? [] : [[declared, written]];
  });
}

/** The declarations that a text names, and those that these name. The switches have a table of their own. */
function reachedFrom(text: string, declared: ReadonlyMap<string, string>, reached = new Set(["Switches"])): string[] {
  const words = text.replaceAll(/\/\*\*.*?\*\//gs, "").match(/\b[A-Z]\w+/g) ?? [];
  return words.flatMap((word) => {
    const written = declared.get(word);
    if (written === undefined || reached.has(word)) return [];
    reached.add(word);
    return [written, ...reachedFrom(written, declared, reached)];
  });
}
