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
  const program = createRequire(join(folder, "program.js"));
  try {
    program.resolve(PROVIDER_MODULE);
  } catch (cause) {
    throw new Error(
      `pulumi-rekognition cannot be found from ${folder}, where Pulumi's plugin looks for it: add it to the dependencies of the package.json there (npm install pulumi-rekognition), even if only a package the program uses needs it.`,
      { cause },
    );
  }
  if (process.versions["pnp"] !== undefined) assertLoadableByPulumi(program);
  found = true;
}

/** Under Yarn's Plug'n'Play a package loads only what it depends on itself: for the plugin's code that is Pulumi's own. */
function assertLoadableByPulumi(program: NodeJS.Require): void {
  try {
    createRequire(program.resolve("@pulumi/pulumi/package.json")).resolve(PROVIDER_MODULE);
  } catch (cause) {
    throw new Error(
      `Yarn's Plug'n'Play keeps Pulumi's plugin from loading pulumi-rekognition. Add to .yarnrc.yml and install again:
packageExtensions:
  "@pulumi/pulumi@*":
    peerDependencies:
      pulumi-rekognition: "*"`,
      { cause },
    );
  }
}
