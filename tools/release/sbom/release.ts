import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Bundle, type BundledPackage, sbomOfPackage, sbomOfPlugin } from "./document.js";
import type { Lockfile } from "./installed.js";

/** The bills of materials of a release, by the names of their files. */
export function sbomsOfRelease(root: string, plugin: string): Readonly<Record<string, string>> {
  const read = (...path: string[]): unknown => JSON.parse(readFileSync(join(root, ...path), "utf8"));
  const manifest = read("package.json") as { name: string; version: string };
  const bundled = read("dist", "bundled-packages.json") as Record<string, readonly BundledPackage[]>;
  const bundleOf = (file: string): Bundle => ({
    content: readFileSync(join(root, file)),
    packages: bundled[file] ?? [],
  });
  const bundles = Object.fromEntries(Object.keys(bundled).map((file) => [file, bundleOf(file)]));
  const { name, version } = manifest;
  return {
    [`${name}-${version}.cdx.json`]: sbomOfPackage(manifest, read("package-lock.json") as Lockfile, bundles),
    [`${plugin}-v${version}.cdx.json`]: sbomOfPlugin(plugin, version, bundleOf("plugin/plugin.cjs")),
  };
}
