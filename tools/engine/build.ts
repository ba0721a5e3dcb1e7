import { chmodSync, copyFileSync, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { lastWords, runCommand } from "./child-process.js";
import { binFolder, DYNAMIC_LAUNCHER, executable } from "./installation.js";
import { LAUNCHER_MODULE, modules, pinnedEngineVersion } from "./modules.js";
import type { EngineModule } from "./modules.js";
import type { Progress } from "./progress.js";

const QUESTION_TIMEOUT_MS = 20_000;
const BUILD_TIMEOUT_MS = 45 * 60_000;
// The longest silence of an honest build is its link step; a dead network is silent for ever.
const BUILD_SILENCE_MS = 5 * 60_000;

function goEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, CGO_ENABLED: "0", GOWORK: "off", GOFLAGS: "-mod=readonly -buildvcs=false" };
}

/** Whether a `go` command is there to build with; otherwise why not. */
export async function goProblem(): Promise<string | undefined> {
  const answer = await runCommand("go", ["version"], { env: goEnvironment(), timeoutMs: QUESTION_TIMEOUT_MS });
  return answer.exitCode === 0 ? undefined : `no working go command (${lastWords(answer)})`;
}

/** Builds one executable into a folder. Answers what went wrong, if anything. */
export async function buildModule(module: EngineModule, bin: string, progress: Progress): Promise<string | undefined> {
  const version = `${LAUNCHER_MODULE}/go/common/version.Version=v${pinnedEngineVersion()}`;
  const output = join(bin, executable(module.executable));
  const args = ["build", "-v", "-trimpath", "-ldflags", `-s -w -X ${version}`, "-o", output, module.package];
  let packages = 0;
  progress.begin(`building ${module.executable}`);
  const built = await runCommand("go", args, {
    cwd: module.folder,
    env: goEnvironment(),
    timeoutMs: BUILD_TIMEOUT_MS,
    silenceMs: BUILD_SILENCE_MS,
    onErrorLine: (line) => {
      if (line.startsWith("go: ")) progress.detail(line.slice("go: ".length));
      else progress.detail(`${String(++packages)} packages compiled, now ${line}`);
    },
  });
  progress.end(built.exitCode === 0);
  return built.exitCode === 0 ? undefined : `building ${module.executable} failed (${lastWords(built)})`;
}

/** Copies the scripts that start the dynamic provider out of the released sources Go has just fetched. */
async function copyLaunchers(module: EngineModule, bin: string): Promise<string | undefined> {
  const args = ["list", "-m", "-f", "{{.Dir}}", LAUNCHER_MODULE];
  const options = { cwd: module.folder, env: goEnvironment(), timeoutMs: QUESTION_TIMEOUT_MS };
  const answer = await runCommand("go", args, options);
  const scripts = join(answer.stdout.trim(), "nodejs", "dist");
  if (answer.exitCode !== 0 || !existsSync(scripts)) return `no ${DYNAMIC_LAUNCHER} in ${LAUNCHER_MODULE}`;
  for (const name of readdirSync(scripts)) {
    if (!name.startsWith("pulumi-")) continue;
    copyFileSync(join(scripts, name), join(bin, name));
    // The module cache is read-only and its files are not executable.
    chmodSync(join(bin, name), 0o755);
  }
  return undefined;
}

/** Builds the engine from Go modules into `root`. Answers what went wrong, if anything. */
export async function buildFromGoModules(root: string, progress: Progress): Promise<string | undefined> {
  const bin = binFolder(root);
  for (const module of modules()) {
    const problem = await buildModule(module, bin, progress);
    if (problem !== undefined) return problem;
  }
  return await copyLaunchers(modules()[0], bin);
}
