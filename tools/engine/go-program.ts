import { existsSync } from "node:fs";
import { join } from "node:path";
import { buildModule, goProblem } from "./build.js";
import { cacheEntry, cacheKey } from "./cache.js";
import { binFolder, executable } from "./installation.js";
import type { EngineModule } from "./modules.js";
import { type ProgressOutput, showProgress } from "./progress.js";

/**
 * The path of an executable that is built from a committed Go module: the one in the cache, or a new one (minutes, once).
 * @throws Error when there is no `go` command, or the build fails.
 */
export async function goProgram(module: EngineModule, output: ProgressOutput): Promise<string> {
  const look = (bin: string): Promise<{ readonly path: string } | string> => {
    const path = join(bin, executable(module.executable));
    return Promise.resolve(existsSync(path) ? { path } : `no ${module.executable} in ${bin}`);
  };
  const cached = cacheEntry(() => `${module.executable}-${cacheKey([module])}`, look);
  const progress = showProgress(output);
  let found = await cached.inspect();
  if (typeof found === "string") {
    found = (await goProblem()) ?? (await cached.fill((root) => buildModule(module, binFolder(root), progress)));
  }
  if (typeof found === "string") throw new Error(`${module.executable} could not be built: ${found}.`);
  return found.path;
}
