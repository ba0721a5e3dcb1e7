// Installs Stryker beside this file, runs it from the root of the repository, and writes the page of what survived. Arguments
// are the files to change, of which survivors are only printed; without any, it is all of them.
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { PARTS } from "./stryker.config.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..");
const asked = process.argv.slice(2);

function run(command, args, options = {}) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: "inherit", ...options });
  if (status !== 0) process.exit(status ?? 1);
}

run("npm", ["ci", "--prefix", here], { shell: process.platform === "win32" });
const stryker = join(here, "node_modules", "@stryker-mutator", "core", "bin", "stryker.js");
for (const [part, { folders }] of Object.entries(PARTS)) {
  const files = asked.filter((file) => folders.some((folder) => file.startsWith(`${folder}/`)));
  if (asked.length > 0 && files.length === 0) continue;
  const only = files.length === 0 ? [] : ["--mutate", files.join(",")];
  const env = { ...process.env, MUTATION_PART: part };
  run(process.execPath, [stryker, "run", join(here, "stryker.config.mjs"), ...only], { env });
}
run(process.execPath, [join(here, "page.mjs"), ...(asked.length > 0 ? ["--only-print"] : [])]);
