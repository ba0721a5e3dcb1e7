// Puts the emulator's page where the emulator serves it from: its script in one file, which a browser reads as it is.
import { cpSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";

/** Writes `dist/emulator/page/page.{html,css,js}`. */
export function writeEmulatorPage(root) {
  const outdir = join("dist", "emulator", "page");
  buildSync({
    absWorkingDir: root,
    entryPoints: { page: "emulator/page/script/main.ts" },
    outdir,
    bundle: true,
    format: "esm",
    target: "es2022",
    logLevel: "warning",
  });
  for (const file of ["page.html", "page.css"]) {
    cpSync(join(root, "emulator", "page", file), join(root, outdir, file));
  }
}
