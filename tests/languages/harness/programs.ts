import { join } from "node:path";
import type { Language } from "../../../tools/engine/modules.js";
import { REPOSITORY } from "../../e2e/harness/package-under-test.js";

/** The files of the same program in each language. */
export type InEachLanguage = Readonly<Record<Language, Readonly<Record<string, string>>>>;

interface Programs {
  /** What the project file of YAML says besides. */
  readonly yaml: object;
  /** The text of `__main__.py`. */
  readonly python: string;
}

const PLUGINS = { providers: [{ name: "rekognition", path: join(REPOSITORY, "plugin") }] };

export function inEachLanguage({ yaml, python }: Programs): InEachLanguage {
  return {
    yaml: { "Pulumi.yaml": project("yaml", yaml) },
    python: { "Pulumi.yaml": project("python"), "__main__.py": python },
  };
}

// JSON is YAML as well.
function project(runtime: Language, program = {}): string {
  return JSON.stringify({ name: "sandbox", runtime, plugins: PLUGINS, ...program });
}
