// Puts the plugin for Pulumi's engine into one file that needs nothing but Node: a program in YAML or Python has no
// node_modules, and the engine starts it by itself.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { noticesFor } from "./notices.mjs";

const PREAMBLE = "pulumi-resource-rekognition contains these packages.\n\n";

/** Writes `plugin/plugin.cjs`, which the launchers beside it start, and the notices for what is in it. */
export function writePluginProgram(root) {
  const { metafile } = buildSync({
    absWorkingDir: root,
    entryPoints: ["provider/facades/plugin/main.ts"],
    outfile: "plugin/plugin.cjs",
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20.19",
    define: { PACKAGE_SCHEMA: JSON.stringify(readFileSync(join(root, "schema.json"), "utf8")) },
    // Names stay, for error messages and stacks.
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: "none",
    metafile: true,
    logLevel: "warning",
  });
  writeFileSync(join(root, "plugin", "THIRD_PARTY_NOTICES"), PREAMBLE + noticesFor(metafile, root));
}
