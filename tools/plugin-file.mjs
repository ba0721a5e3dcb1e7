// Puts what the plugin runs into one file: the engine waits for it at every command, and 250 modules take five times as
// long to load as one. What AWS and Pulumi make stays outside, as the versions that the user has installed.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";

/** What goes into it, small and without dependencies outside, and where each one's licence stands. */
const WITHIN = {
  zod: "LICENSE",
  "p-retry": "license",
  "is-network-error": "license",
  "fastest-levenshtein": "LICENSE.md",
};

/** Writes `dist/provider/plugin.js`. */
export function writePluginFile(root) {
  const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const outside = Object.keys({ ...dependencies, ...peerDependencies }).filter((name) => !(name in WITHIN));
  const licences = Object.entries(WITHIN).map(
    ([name, file]) => `${name}\n\n${readFileSync(join(root, "node_modules", name, file), "utf8").trim()}`,
  );
  buildSync({
    absWorkingDir: root,
    entryPoints: ["provider/facades/dynamic/index.ts"],
    outfile: "dist/provider/plugin.js",
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20.19",
    external: outside,
    banner: { js: `/*\nThis file contains these libraries.\n\n${licences.join("\n\n")}\n*/` },
    logLevel: "warning",
  });
}
