// Type-checks and tests the example that uses @pulumi/aws: `npm run test:examples:aws`. That package is large, and for one
// example it would have to be installed with everybody's checkout; so it is installed here, into a temporary folder.
import { spawnSync } from "node:child_process";
import { cpSync } from "node:fs";
import { basename, join } from "node:path";
import { runMain, temporaryFolder } from "../sandbox/cleanup.js";

const REPOSITORY = join(__dirname, "..", "..", "..");
const EXAMPLE = "office-hours";
/** What a person who ran the example in place has left there. */
const LEFTOVERS = new Set(["node_modules", "bin"]);

/** Copies the example, and the images it takes from its neighbour, to a place beside which nothing of ours is installed. */
function copyExample(): string {
  const { folder } = temporaryFolder("pulumi-rekognition-examples-");
  for (const path of [EXAMPLE, join("quickstart", "data")]) {
    cpSync(join(REPOSITORY, "examples", path), join(folder, path), {
      recursive: true,
      filter: (source) => !LEFTOVERS.has(basename(source)),
    });
  }
  return join(folder, EXAMPLE);
}

function npm(args: readonly string[], cwd: string): void {
  // On Windows npm is a script, which only a shell starts.
  const run = spawnSync("npm", args, { cwd, stdio: "inherit", shell: process.platform === "win32" });
  if (run.status !== 0) process.exit(run.status ?? 1);
}

runMain(() => {
  const example = copyExample();
  npm(["install", "--ignore-scripts", "--no-audit", `pulumi-rekognition@file:${REPOSITORY}`], example);
  npm(["test"], example);
});
