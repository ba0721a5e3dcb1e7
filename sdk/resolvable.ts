import { createRequire } from "node:module";
import { join } from "node:path";

const PROVIDER_MODULE = "pulumi-rekognition/provider";
let found = false;

/**
 * The plugin loads this package by name from the program's folder. Where that cannot work (a package manager that does
 * not hoist, say) the program says so, instead of the plugin with a less helpful error.
 */
export function assertResolvable(folder: string = process.cwd()): void {
  if (found) return;
  try {
    createRequire(join(folder, "program.js")).resolve(PROVIDER_MODULE);
    found = true;
  } catch (cause) {
    throw new Error(
      `pulumi-rekognition cannot be found from ${folder}, where Pulumi's plugin looks for it: add it to the dependencies of the package.json there (npm install pulumi-rekognition).`,
      { cause },
    );
  }
}
