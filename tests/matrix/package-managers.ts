import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onCleanUp } from "../../tools/sandbox/cleanup.js";
import { npm } from "../e2e/harness/package-under-test.js";
import { nodeBinary, nodeOnPath } from "./node-binaries.js";

/** Yarn Berry lays packages out in node_modules, too, or not at all: Plug'n'Play. */
export type PackageManager = "npm" | "pnpm" | "Yarn Classic" | "Yarn Berry" | "Yarn Plug'n'Play" | "Bun";

interface Cli {
  readonly install: string;
  /** What Node runs; of Bun, which runs by itself, the executable. */
  readonly script: string;
  readonly args: readonly string[];
}

const BERRY: Cli = { install: "@yarnpkg/cli-dist@4", script: "@yarnpkg/cli-dist/bin/yarn.js", args: ["install"] };

/** Versions that run on every Node this package supports. */
const CLI: Readonly<Record<Exclude<PackageManager, "npm">, Cli>> = {
  pnpm: {
    install: "pnpm@10",
    script: "pnpm/bin/pnpm.cjs",
    args: ["install", "--ignore-scripts", "--no-frozen-lockfile"],
  },
  "Yarn Classic": { install: "yarn@1.22.22", script: "yarn/bin/yarn.js", args: ["install", "--ignore-scripts"] },
  "Yarn Berry": BERRY,
  "Yarn Plug'n'Play": BERRY,
  // Its executable comes in a package for each system; the script after the installation would only move it.
  Bun: { install: "bun@1", script: bunExecutable(), args: ["install", "--ignore-scripts"] },
};

function bunExecutable(): string {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const arch = process.arch === "arm64" ? "aarch64" : process.arch;
  return `@oven/bun-${system}-${arch}/bin/bun${process.platform === "win32" ? ".exe" : ""}`;
}

const TIMEOUT_MS = 5 * 60_000;
const scripts = new Map<string, string>();
let registry: string | undefined;

/** Installs what the workspace in this folder asks for, from the registry npm is set up for. */
export function install(manager: PackageManager, root: string, node: number): void {
  if (manager === "npm") {
    npm(["install", "--no-audit", "--no-fund", "--ignore-scripts"], root, nodeOnPath(node));
    return;
  }
  const { args } = CLI[manager];
  const berry = CLI[manager] === BERRY;
  run(manager, berry ? args : [...args, "--registry", registryOf(root)], root, node);
}

/** The version of a package manager, as it says it on this Node. */
export function managerVersion(manager: PackageManager, node: number, folder: string): string {
  const args = ["--version"];
  return (manager === "npm" ? npm(args, folder, nodeOnPath(node)) : run(manager, args, folder, node)).trim();
}

/** Writes what Yarn Berry takes from a file and not from its arguments. */
export function writeBerrySettings(root: string, linker: "node-modules" | "pnp", more: object = {}): void {
  const settings = {
    nodeLinker: linker,
    npmRegistryServer: registryOf(root),
    unsafeHttpWhitelist: [new URL(registryOf(root)).hostname],
    enableScripts: false,
    enableTelemetry: false,
    // It is on wherever a CI machine is recognized.
    enableImmutableInstalls: false,
    ...more,
  };
  // JSON is YAML as well.
  writeFileSync(join(root, ".yarnrc.yml"), JSON.stringify(settings));
}

/** What Yarn adds to the environment of the commands it runs in a folder, so that Node finds packages without a node_modules. */
export function nodeOptionsUnderPlugNPlay(folder: string, node: number): string {
  return run("Yarn Plug'n'Play", ["exec", "node", "-p", "process.env.NODE_OPTIONS"], folder, node).trim();
}

function run(manager: Exclude<PackageManager, "npm">, args: readonly string[], cwd: string, node: number): string {
  const env = { ...process.env, ...nodeOnPath(node) };
  const options = { cwd, env, encoding: "utf8", timeout: TIMEOUT_MS, stdio: "pipe" } as const;
  const script = scriptOf(CLI[manager]);
  try {
    return manager === "Bun"
      ? execFileSync(script, args, options)
      : execFileSync(nodeBinary(node), [script, ...args], options);
  } catch (cause) {
    // Yarn says on its standard output what it does not like, Bun on its standard error.
    const { stdout = "", stderr = "" } = cause as { stdout?: string; stderr?: string };
    throw new Error(`${manager} ${args.join(" ")} failed:\n${stdout}${stderr}`, { cause });
  }
}

function scriptOf(cli: Cli): string {
  const known = scripts.get(cli.install);
  if (known !== undefined) return known;
  const folder = mkdtempSync(join(tmpdir(), "pulumi-rekognition-manager-"));
  onCleanUp(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "manager", private: true }));
  npm(["install", "--no-audit", "--no-fund", "--ignore-scripts", cli.install], folder);
  const script = join(folder, "node_modules", cli.script);
  scripts.set(cli.install, script);
  return script;
}

function registryOf(folder: string): string {
  registry ??= npm(["config", "get", "registry"], folder).trim();
  return registry;
}
