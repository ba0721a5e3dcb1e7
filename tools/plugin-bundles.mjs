// The three bundles that the build makes.
import { readFileSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { build, buildSync } from "esbuild";
import { noticesFor, packagesIn } from "./notices.mjs";

/** One file for Node. */
const BUNDLE = { bundle: true, platform: "node", format: "cjs", target: "node20.19", logLevel: "warning" };

/** What goes into `dist/provider/plugin.js`, small and without dependencies outside, and where each one's licence stands. */
const WITHIN = {
  zod: "LICENSE",
  "p-retry": "license",
  "is-network-error": "license",
  "fastest-levenshtein": "LICENSE.md",
};

/**
 * Writes `dist/provider/plugin.js`: what the dynamic provider runs, in one file. The engine waits for it at every command, and
 * 250 modules take five times as long to load as one. What AWS and Pulumi make stays outside, as the versions that the user
 * has installed. Answers which packages are in it.
 */
export function writePluginFile(root) {
  const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const outside = Object.keys({ ...dependencies, ...peerDependencies }).filter((name) => !(name in WITHIN));
  const licences = Object.entries(WITHIN).map(
    ([name, file]) => `${name}\n\n${readFileSync(join(root, "node_modules", name, file), "utf8").trim()}`,
  );
  const { metafile } = buildSync({
    ...BUNDLE,
    absWorkingDir: root,
    entryPoints: ["provider/facades/dynamic/index.ts"],
    outfile: "dist/provider/plugin.js",
    external: outside,
    banner: { js: `/*\nThis file contains these libraries.\n\n${licences.join("\n\n")}\n*/` },
    metafile: true,
  });
  return packagesIn(metafile, root);
}

/** What is another one over the plugin. */
const REPLACED = ["resource.js", "provider.js"];

/**
 * Writes `dist/sdk/plugin.js`, what `pulumi-rekognition/plugin` is: the classes of the package once more, over the plugin; its
 * types are those of `pulumi-rekognition`. A class that extended another would be in the way: Pulumi takes for the program's
 * line, which it records, the one that called the class just below its own. All that the two have in common stays outside, so
 * that there is one of it.
 */
export async function writePluginClasses(root) {
  const sdk = join(root, "sdk");
  const choosing = {
    name: "over the plugin",
    setup({ onResolve }) {
      onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir, kind }) => {
        const place = relative(sdk, resolve(resolveDir, path)).replaceAll("\\", "/");
        if (kind === "entry-point" || /^generated\/[\w-]+\.js$/.test(place)) return undefined;
        return { path: `./${REPLACED.includes(place) ? "over-plugin/" : ""}${place}`, external: true };
      });
    },
  };
  await build({
    ...BUNDLE,
    absWorkingDir: root,
    entryPoints: ["./sdk/index.ts"],
    outfile: "dist/sdk/plugin.js",
    packages: "external",
    plugins: [choosing],
  });
}

/**
 * Writes `plugin/plugin.cjs`, which the launchers beside it start, and the notices for what is in it: the plugin for Pulumi's
 * engine in one file that needs nothing but Node. A program in YAML or Python has no node_modules, and the engine starts it by
 * itself. Answers which packages are in it.
 */
export function writePluginProgram(root) {
  const { metafile } = buildSync({
    ...BUNDLE,
    absWorkingDir: root,
    entryPoints: ["provider/facades/plugin/main.ts"],
    outfile: "plugin/plugin.cjs",
    define: { PACKAGE_SCHEMA: JSON.stringify(readFileSync(join(root, "schema.json"), "utf8")) },
    // Names stay, for error messages and stacks.
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: "none",
    metafile: true,
  });
  const preamble = "pulumi-resource-rekognition contains these packages.\n\n";
  const packages = packagesIn(metafile, root);
  writeFileSync(join(root, "plugin", "THIRD_PARTY_NOTICES"), preamble + noticesFor(packages));
  return packages;
}
