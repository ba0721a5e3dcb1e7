import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { buildModules, goProblem } from "./build.js";
import { cacheEntry, cacheKey } from "./cache.js";
import { executable, firstFolderWith, pathFolders } from "./installation.js";
import { type GoModule, hostModule, type Language, minimumGoVersion } from "./modules.js";
import { type ProgressOutput, showProgress } from "./progress.js";

/**
 * The path of an executable that is built from a committed Go module: the one in the cache, or a new one (minutes, once).
 * @throws Error when there is no `go` command, or the build fails.
 */
export async function goProgram(module: GoModule, output: ProgressOutput): Promise<string> {
  const look = (bin: string): Promise<{ readonly path: string } | string> => {
    const path = join(bin, executable(module.executable));
    return Promise.resolve(existsSync(path) ? { path } : `no ${module.executable} in ${bin}`);
  };
  const cached = cacheEntry(() => `${module.executable}-${cacheKey([module])}`, look);
  let found = await cached.inspect();
  if (typeof found === "string") {
    const build = (root: string) => buildModules([module], root, showProgress(output));
    found = (await goProblem()) ?? (await cached.fill(build));
  }
  if (typeof found !== "string") return found.path;
  throw new Error(
    `${module.executable} could not be built: install Go ${minimumGoVersion()} or newer (https://go.dev/dl/), ` +
      `then try again (${found}).`,
  );
}

/**
 * The folder of a language's host: beside the engine, as in Pulumi's own installations, or on PATH, or built (minutes, once).
 * @throws Error when there is no `go` command, or the build fails.
 */
export async function languageHost(language: Language, engineFolder: string, output: ProgressOutput): Promise<string> {
  const module = hostModule(language);
  const installed = firstFolderWith(module.executable, [engineFolder, ...pathFolders()]);
  return installed ?? dirname(await goProgram(module, output));
}
