import { readFileSync } from "node:fs";
import { join } from "node:path";
import { requiredGoVersion, requiredModuleVersion } from "./versions.js";

const SDK_MODULE = "github.com/pulumi/pulumi/sdk/v3";
const ENGINE_MODULE = "github.com/pulumi/pulumi/pkg/v3";
const YAML_MODULE = "github.com/pulumi/pulumi-yaml";

/** One executable and the committed Go module that pins everything it is made of. */
export interface GoModule {
  /** The folder with go.mod and go.sum, and the sources of what is our own. */
  readonly folder: string;
  readonly executable: string;
  readonly package: string;
  /** The folder in the released sources of Pulumi's SDK whose scripts have to lie beside the executable. */
  readonly scripts?: string;
}

/** The languages whose host is not part of the engine here. */
export type Language = "python" | "yaml";

// Compiled files live in dist/tools/engine, the modules only in the sources.
const sources = join(__dirname, "..", "..", "..", "tools", "engine");

/**
 * The two modules an engine is built from. They are apart because the language host's code left the module both would
 * share: its last release there is much older than the CLI.
 */
export function modules(): readonly [GoModule, GoModule] {
  return [
    {
      folder: join(sources, "pulumi"),
      executable: "pulumi",
      package: `${ENGINE_MODULE}/cmd/pulumi`,
      scripts: "nodejs/dist",
    },
    {
      folder: join(sources, "language-nodejs"),
      executable: "pulumi-language-nodejs",
      package: `${SDK_MODULE}/nodejs/cmd/pulumi-language-nodejs`,
    },
  ];
}

/** Writes SDKs from a package schema. */
export const codegenModule: GoModule = {
  folder: join(sources, "..", "codegen"),
  executable: "pulumi-rekognition-codegen",
  package: ".",
};

/** Starts the programs of a language. */
export function hostModule(language: Language): GoModule {
  const host = { folder: join(sources, `language-${language}`), executable: `pulumi-language-${language}` };
  return language === "yaml"
    ? { ...host, package: `${YAML_MODULE}/cmd/pulumi-language-yaml` }
    : { ...host, package: `${SDK_MODULE}/python/cmd/pulumi-language-python`, scripts: "python/cmd" };
}

/** The module whose released sources hold the scripts that lie beside executables. */
export const SCRIPTS_MODULE = SDK_MODULE;

/** The engine version that the committed go.mod of a module pins, without the leading `v`. */
export function pinnedEngineVersion({ folder }: GoModule = modules()[0]): string {
  const version = requiredModuleVersion(readFileSync(join(folder, "go.mod"), "utf8"), ENGINE_MODULE);
  if (version === undefined) throw new Error(`${folder} does not require ${ENGINE_MODULE}.`);
  return version;
}

/** The oldest Go that builds every module. */
export function minimumGoVersion(): string {
  return requiredGoVersion(readFileSync(join(modules()[0].folder, "go.mod"), "utf8")) ?? "1.25";
}
