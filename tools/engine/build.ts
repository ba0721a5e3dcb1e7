import { chmodSync, copyFileSync, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { lastWords, runCommand } from "./child-process.js";
import { binFolder, executable } from "./installation.js";
import { type GoModule, pinnedEngineVersion, SCRIPTS_MODULE } from "./modules.js";
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

async function compile(module: GoModule, bin: string, progress: Progress): Promise<string | undefined> {
  const version = `${SCRIPTS_MODULE}/go/common/version.Version=v${pinnedEngineVersion()}`;
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

/** Copies the scripts that an executable starts programs with out of the released sources Go has just fetched. */
async function copyScripts(module: GoModule, bin: string): Promise<string | undefined> {
  if (module.scripts === undefined) return undefined;
  const args = ["list", "-m", "-f", "{{.Dir}}", SCRIPTS_MODULE];
  const options = { cwd: module.folder, env: goEnvironment(), timeoutMs: QUESTION_TIMEOUT_MS };
  const answer = await runCommand("go", args, options);
  const scripts = join(answer.stdout.trim(), module.scripts);
  if (answer.exitCode !== 0 || !existsSync(scripts)) return `no ${module.scripts} in ${SCRIPTS_MODULE}`;
  for (const entry of readdirSync(scripts, { withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.startsWith("pulumi-")) continue;
    copyFileSync(join(scripts, entry.name), join(bin, entry.name));
    // The module cache is read-only and its files are not executable.
    chmodSync(join(bin, entry.name), 0o755);
  }
  return undefined;
}

/** Builds executables from Go modules into `root`. Answers what went wrong, if anything. */
export async function buildModules(
  modules: readonly GoModule[],
  root: string,
  progress: Progress,
): Promise<string | undefined> {
  const bin = binFolder(root);
  for (const module of modules) {
    const problem = (await compile(module, bin, progress)) ?? (await copyScripts(module, bin));
    if (problem !== undefined) return problem;
  }
  return undefined;
}
