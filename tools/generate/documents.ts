import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { format } from "prettier";
import { apiModel } from "./actions/api-model.js";
import { OBSERVED_CALLS, observedCalls } from "./actions/observed.js";
import { actionsPage } from "./actions/page.js";
import { actionTable } from "./actions/table.js";
import { architecturePicture } from "./architecture/picture.js";
import { kinds } from "./kinds.js";
import { lifePage } from "./model-life/page.js";
import { lifePicture } from "./model-life/picture.js";
import { permissionsPage } from "./permissions/page.js";
import { openApiDocument } from "./openapi/document.js";
import { type Caller, policyFor } from "./permissions/policy.js";
import { inOtherLanguages } from "./package-schema/examples.js";
import { registryConfiguration, registryIndex } from "./package-schema/registry-pages.js";
import { packageFacts } from "./package-schema/schema.js";
import { configurationPage } from "./reference/configuration-page.js";
import { emulatorPage } from "./reference/emulator-page.js";
import { type FunctionFacts, functionsPage } from "./reference/function-page.js";
import { type Callers, callersIn } from "./permissions/callers.js";
import { families } from "../../provider/functions/table.js";
import { indexPage } from "./reference/index-page.js";
import { providerPage } from "./reference/provider-page.js";
import { resourcePage } from "./reference/resource-page.js";
import { troubleshootingPage } from "./reference/troubleshooting-page.js";
import { waitsPage } from "./reference/waits-page.js";

const root = join(__dirname, "..", "..", "..");
const REFERENCE = join("docs", "reference");

/** The documents that are made from the code, by their path from the repository's root. */
export async function documents(): Promise<Map<string, string>> {
  const model = apiModel();
  const callers = callersIn(observedCalls());
  const functions = Object.values(families).flat();
  const facts = packageFacts();
  const files = new Map<string, string>([["schema.json", json(facts.schema)]]);
  const factsOf = (name: string): Pick<FunctionFacts, "caller" | "inOtherLanguages"> => ({
    caller: callerOf(callers, name),
    inOtherLanguages: inOtherLanguages(facts.programs.get(name)),
  });
  for (const kind of kinds) {
    const { definition, file } = kind;
    const { kind: name } = definition;
    files.set(join(REFERENCE, `${file}.md`), resourcePage({ ...kind, ...factsOf(name), examples: examplesOf(name) }));
    files.set(join(REFERENCE, "policies", `${file}.json`), json(policyFor([callerOf(callers, name)])));
  }
  const called = functions.map((definition) => ({ definition, ...factsOf(definition.name) }));
  files.set(join(REFERENCE, "functions.md"), functionsPage(called));
  files.set(join(REFERENCE, "provider.md"), providerPage(inOtherLanguages(facts.programs.get("Provider"))));
  files.set(join(REFERENCE, "configuration.md"), configurationPage());
  files.set(join(REFERENCE, "emulator.md"), emulatorPage());
  files.set(join("emulator", "control", "openapi.json"), json(openApiDocument()));
  files.set(join(REFERENCE, "waits.md"), waitsPage(kinds));
  const actions = actionTable(model.operations, callers);
  files.set(join(REFERENCE, "actions.md"), actionsPage(actions, model.origin));
  files.set(join(REFERENCE, "policies", "all.json"), json(policyFor(callers.resources)));
  files.set(join(REFERENCE, "README.md"), indexPage(kinds, functions));
  files.set(join("docs", "model-life.svg"), lifePicture());
  files.set(join("docs", "maintainers", "architecture.svg"), architecturePicture());
  const pages = [
    ["_index.md", registryIndex(facts)],
    ["installation-configuration.md", registryConfiguration(facts)],
    ["model-life.md", lifePage()],
    ["permissions.md", permissionsPage(callers.resources, callers.functions)],
    ["troubleshooting.md", troubleshootingPage(model.errors)],
  ] as const;
  for (const [name, text] of pages)
    files.set(join("docs", name), await format(text, { parser: "markdown", printWidth: 120 }));
  return files;
}

/** Pages of what is no longer there. */
export function leftOver(made: ReadonlyMap<string, string>): string[] {
  const there = readdirSync(join(root, REFERENCE), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
  return there.filter((file) => !made.has(file) && file !== join(...OBSERVED_CALLS.split("/")));
}

/** The example programs that make a resource of a kind, as paths from the repository's root. */
function examplesOf(kind: string): string[] {
  const folder = join(root, "examples");
  return readdirSync(folder)
    .sort()
    .map((name) => `examples/${name}/index.ts`)
    .filter((path) => existsSync(join(root, path)))
    .filter((path) => new RegExp(`new rekognition\\.${kind}\\(`).test(readFileSync(join(root, path), "utf8")));
}

function callerOf(callers: Callers, name: string): Caller {
  const found = [...callers.resources, ...callers.functions].find((caller) => caller.name === name);
  if (found === undefined) throw new Error(`It is not known what ${name} calls.`);
  return found;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
