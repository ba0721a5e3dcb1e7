import { coerce, gte } from "semver";

/** The oldest engine the provider works with: `read` returns inputs since then. */
export const MINIMUM_ENGINE_VERSION = "3.216.0";

/** Reads what `pulumi version` prints, such as `v3.250.0` or `v3.216.1-alpha.5+dirty`; undefined when it is no version. */
export function parseEngineVersion(printed: string): string | undefined {
  const firstLine = printed.trim().split(/\r?\n/)[0] ?? "";
  return /^v?\d+\.\d+\.\d+/.test(firstLine) ? coerce(firstLine)?.version : undefined;
}

/** Whether the provider works with an engine of this version. */
export function isNewEnough(version: string): boolean {
  return gte(version, MINIMUM_ENGINE_VERSION);
}

/** The version, without its `v`, that a go.mod requires of a module; undefined when it does not mention the module. */
export function requiredModuleVersion(goMod: string, module: string): string | undefined {
  return new RegExp(`^\\s*(?:require\\s+)?${module}\\s+v?(\\S+)`, "m").exec(goMod)?.[1];
}

/** The oldest Go that builds a module: the `go` line of its go.mod. */
export function requiredGoVersion(goMod: string): string | undefined {
  return /^go\s+(\S+)/m.exec(goMod)?.[1];
}
