import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onCleanUp } from "../../../tools/sandbox/cleanup.js";

/** The root of the repository. */
export const REPOSITORY = join(__dirname, "..", "..", "..", "..");
const NPM_TIMEOUT_MS = 5 * 60_000;

/**
 * How a test's project gets the package: a link to the source tree, installed from the packed tarball, or a link to
 * another built copy.
 */
export type PackageKind = "linked" | "tarball" | { readonly copyIn: string };

function link(target: string, path: string): void {
  // A junction needs no privilege on Windows; elsewhere the word is ignored.
  symlinkSync(target, path, "junction");
}

function linkPackage(project: string, folder: string): void {
  const modules = join(project, "node_modules");
  mkdirSync(modules);
  link(join(REPOSITORY, "node_modules", "@pulumi"), join(modules, "@pulumi"));
  link(folder, join(modules, "pulumi-rekognition"));
}

/** Runs npm, with the network of the machine; `added` comes on top of its environment. */
export function npm(args: readonly string[], cwd: string, added: Readonly<Record<string, string>> = {}): string {
  const env = { ...process.env, ...added };
  // On Windows npm is a script, which only a shell starts.
  const options = { cwd, env, encoding: "utf8", timeout: NPM_TIMEOUT_MS, shell: process.platform === "win32" } as const;
  return execFileSync("npm", args, options);
}

let installed: string | undefined;

/** Packs the repository into a folder and answers the tarball's path. */
export function packedTarball(folder: string): string {
  const packed = npm(["pack", "--json", "--ignore-scripts", "--pack-destination", folder], REPOSITORY);
  const [tarball] = readdirSync(folder).filter((name) => name.endsWith(".tgz"));
  if (tarball === undefined) throw new Error(`npm pack left no tarball: ${packed}`);
  return join(folder, tarball);
}

/** Packs the repository once and installs the tarball, with what it depends on, into a folder that tests share. */
function installedTarball(): string {
  if (installed !== undefined) return installed;
  const folder = mkdtempSync(join(tmpdir(), "pulumi-rekognition-packed-"));
  onCleanUp(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const tarball = packedTarball(folder);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "packed", private: true }));
  const pulumi = readFileSync(join(REPOSITORY, "node_modules", "@pulumi", "pulumi", "package.json"), "utf8");
  const { version } = JSON.parse(pulumi) as { version: string };
  const quiet = ["--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline"];
  npm(["install", ...quiet, tarball, `@pulumi/pulumi@${version}`], folder);
  installed = join(folder, "node_modules");
  return installed;
}

/** Makes `pulumi-rekognition` and `@pulumi/pulumi` resolvable from a project's folder. */
export function providePackage(project: string, kind: PackageKind): void {
  if (kind === "tarball") link(installedTarball(), join(project, "node_modules"));
  else if (kind === "linked") linkPackage(project, REPOSITORY);
  else linkPackage(project, kind.copyIn);
}
