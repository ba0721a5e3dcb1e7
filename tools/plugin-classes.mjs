// Writes `dist/sdk/plugin.js`, what `pulumi-rekognition/plugin` is: the classes of the package once more, over the plugin. A
// class that extended another would be in the way: Pulumi takes for the program's line, which it records, the one that called
// the class just below its own. All that the two have in common stays outside, so that there is one of it.
import { join, relative, resolve } from "node:path";
import { build } from "esbuild";

/** What is another one over the plugin. */
const REPLACED = ["resource.js", "provider.js"];

/** Writes the file; its types are those of `pulumi-rekognition`. */
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
    absWorkingDir: root,
    entryPoints: ["./sdk/index.ts"],
    outfile: "dist/sdk/plugin.js",
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20.19",
    packages: "external",
    plugins: [choosing],
    logLevel: "warning",
  });
}
