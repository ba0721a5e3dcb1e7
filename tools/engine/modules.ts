import { readFileSync } from "node:fs";
import { join } from "node:path";
import { requiredGoVersion, requiredModuleVersion } from "./versions.js";

const SDK_MODULE = "github.com/pulumi/pulumi/sdk/v3";
const ENGINE_MODULE = "github.com/pulumi/pulumi/pkg/v3";

/** One executable and the committed Go module that pins everything it is made of. */
export interface EngineModule {
  /** The folder with go.mod and go.sum. */
  readonly folder: string;
  readonly executable: string;
  readonly package: string;
  /** Files in the folder that it is built from as well. */
  readonly sources?: readonly string[];
}

// Compiled files live in dist/tools/engine, the modules only in the sources.
const sources = join(__dirname, "..", "..", "..", "tools", "engine");

/**
 * The two modules an engine is built from. They are apart because the language host's code left the module both would
 * share: its last release there is much older than the CLI.
 */
export function modules(): readonly [EngineModule, EngineModule] {
  return [
    {
      folder: join(sources, "pulumi"),
      executable: "pulumi",
      package: `${ENGINE_MODULE}/cmd/pulumi`,
    },
    {
      folder: join(sources, "language-nodejs"),
      executable: "pulumi-language-nodejs",
      package: `${SDK_MODULE}/nodejs/cmd/pulumi-language-nodejs`,
    },
  ];
}

/** Writes SDKs from a package schema. */
export const codegenModule: EngineModule = {
  folder: join(sources, "..", "codegen"),
  executable: "pulumi-rekognition-codegen",
  package: ".",
  sources: ["main.go"],
};

/** The module whose released sources hold the launcher scripts of the dynamic provider. */
export const LAUNCHER_MODULE = SDK_MODULE;

/** The engine version that the committed go.mod of a module pins, without the leading `v`. */
export function pinnedEngineVersion({ folder }: EngineModule = modules()[0]): string {
  const version = requiredModuleVersion(readFileSync(join(folder, "go.mod"), "utf8"), ENGINE_MODULE);
  if (version === undefined) throw new Error(`${folder} does not require ${ENGINE_MODULE}.`);
  return version;
}

/** The oldest Go that builds every module. */
export function minimumGoVersion(): string {
  return requiredGoVersion(readFileSync(join(modules()[0].folder, "go.mod"), "utf8")) ?? "1.25";
}
