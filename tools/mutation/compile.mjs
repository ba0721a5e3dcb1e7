// Compiles what Stryker has changed, in its copy of the repository, and does not check types: a changed line seldom has the
// right ones.
import { buildSync } from "esbuild";
import { cpSync } from "node:fs";

buildSync({
  entryPoints: ["emulator", "provider", "sdk", "sweep", "tests", "tools"].map((folder) => `${folder}/**/*.ts`),
  outdir: "dist",
  outbase: ".",
  platform: "node",
  format: "cjs",
  target: "es2022",
  logLevel: "error",
});
cpSync("emulator/model", "dist/emulator/model", { recursive: true });
