import { existsSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { runCommand } from "./child-process.js";
import { isNewEnough, parseEngineVersion } from "./versions.js";

const VERSION_TIMEOUT_MS = 20_000;

/** A folder with everything that runs a Node program with dynamic resources. */
export interface Installation {
  readonly folder: string;
  /** Without the leading `v`. */
  readonly version: string;
}

/** The executables beside each other in an engine's folder: CLI, Node language host, launcher of the dynamic provider. */
const CLI = "pulumi";
const LANGUAGE_HOST = "pulumi-language-nodejs";
const DYNAMIC_LAUNCHER = "pulumi-resource-pulumi-nodejs";

/** The file name of a compiled executable on this system. */
export function executable(name: string): string {
  return process.platform === "win32" ? `${name}.exe` : name;
}

function fileNames(name: string): string[] {
  return process.platform === "win32" ? [`${name}.exe`, `${name}.cmd`] : [name];
}

export function firstFolderWith(name: string, folders: readonly string[]): string | undefined {
  return folders.find((folder) => fileNames(name).some((file) => existsSync(join(folder, file))));
}

/** Asks the CLI in a folder for its version; undefined when there is none or it does not answer. */
async function engineVersion(folder: string): Promise<string | undefined> {
  const cli = join(folder, executable(CLI));
  if (!existsSync(cli)) return undefined;
  const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
  const answer = await runCommand(cli, ["version"], { env, timeoutMs: VERSION_TIMEOUT_MS });
  return answer.exitCode === 0 ? parseEngineVersion(answer.stdout) : undefined;
}

/** The installation in a folder, if it is complete, answers, and is new enough; otherwise what is wrong with it. */
export async function inspectFolder(folder: string, alsoIn: readonly string[] = []): Promise<Installation | string> {
  const version = await engineVersion(folder);
  if (version === undefined) return `no working ${CLI} in ${folder}`;
  if (!isNewEnough(version)) return `${CLI} ${version} in ${folder} is too old`;
  const missing = [LANGUAGE_HOST, DYNAMIC_LAUNCHER].find(
    (name) => firstFolderWith(name, [folder, ...alsoIn]) === undefined,
  );
  return missing === undefined ? { folder, version } : `${CLI} ${version} in ${folder} comes without ${missing}`;
}

/** The folders on PATH. */
export function pathFolders(): string[] {
  return (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
}

/** Whether what a folder calls `pulumi` is the npm package's, which downloads the CLI when it is first asked anything. */
function holdsLauncher(folder: string): boolean {
  const cli = join(folder, executable(CLI));
  return existsSync(cli) ? realpathSync(cli).endsWith(join(CLI, "run.js")) : existsSync(join(folder, `${CLI}.cmd`));
}

/** The installation on PATH, or why there is none to be used. */
export async function inspectPath(): Promise<Installation | string> {
  const folders = pathFolders();
  const folder = firstFolderWith(
    CLI,
    folders.filter((one) => !holdsLauncher(one)),
  );
  return folder === undefined ? `no ${CLI} on PATH` : await inspectFolder(folder, folders);
}

/** The installation of a version that the npm package `pulumi` or the Automation API has downloaded before. */
export async function inspectDownloaded(version: string): Promise<Installation | string> {
  const home = process.env["PULUMI_HOME"] || join(homedir(), ".pulumi");
  return await inspectFolder(binFolder(join(home, "versions", version)));
}

/** The folder of an installation by its root, as Pulumi's own installer lays it out. */
export function binFolder(root: string): string {
  return join(root, "bin");
}
