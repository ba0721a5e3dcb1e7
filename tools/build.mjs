// Compiles the sources and copies the data files that tsc leaves behind; Node, so that it runs on every system.
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeEmulatorPage } from "./emulator-page.mjs";
import { writePluginClasses, writePluginFile, writePluginProgram } from "./plugin-bundles.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
const compiled = spawnSync(process.execPath, [tsc, "-p", join(root, "tsconfig.json")], { stdio: "inherit" });
if (compiled.status !== 0) process.exit(compiled.status ?? 1);
const bundled = {
  "dist/provider/plugin.js": writePluginFile(root),
  "plugin/plugin.cjs": writePluginProgram(root),
};
// Only esbuild knows what is in them, and the release lists it.
const listed = JSON.stringify(bundled, (key, value) => (key === "text" ? undefined : value), 2);
writeFileSync(join(root, "dist", "bundled-packages.json"), listed);
await writePluginClasses(root);
writeEmulatorPage(root);
for (const data of ["emulator/model", "emulator/control"]) {
  if (existsSync(join(root, data)))
    cpSync(join(root, data), join(root, "dist", data), { recursive: true, filter: (path) => !path.endsWith(".ts") });
}
for (const command of ["emulator/cli.js", "sweep/cli.js"]) {
  if (existsSync(join(root, "dist", command))) chmodSync(join(root, "dist", command), 0o755);
}
