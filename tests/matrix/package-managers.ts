import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onCleanUp } from "../../tools/sandbox/cleanup.js";
import { nodeBinary } from "./node-binaries.js";
import { npm, packedTarball } from "../e2e/harness/package-under-test.js";

export type PackageManager = "npm" | "pnpm" | "yarn";

/** Versions that run on every Node this package supports. */
const CLI: Readonly<Record<Exclude<PackageManager, "npm">, { readonly install: string; readonly script: string }>> = {
  pnpm: { install: "pnpm@10", script: "pnpm/bin/pnpm.cjs" },
  yarn: { install: "yarn@1.22.22", script: "yarn/bin/yarn.js" },
};

const TIMEOUT_MS = 5 * 60_000;

/**
 * Makes a workspace whose member `infra` depends on the packed package and on Pulumi, installs it with the manager, and
 * answers the member's node_modules.
 */
export function installedWith(manager: PackageManager, pulumi: string, node: number): string {
  const root = mkdtempSync(join(tmpdir(), `pulumi-rekognition-${manager}-`));
  onCleanUp(() => {
    rmSync(root, { recursive: true, force: true });
  });
  const tarball = packedTarball(root);
  const infra = join(root, "infra");
  mkdirSync(infra);
  const dependencies = {
    "@pulumi/pulumi": pulumi,
    "pulumi-rekognition": `file:${tarball}`,
    "ts-node": "^10.9.2",
    typescript: "^5.9.0",
  };
  write(join(root, "package.json"), { name: "workspace", private: true, workspaces: ["infra"] });
  write(join(infra, "package.json"), { name: "infra", version: "0.0.0", private: true, dependencies });
  writeFileSync(join(root, "pnpm-workspace.yaml"), "packages:\n  - infra\n");
  if (manager === "npm") npm(["install", "--no-audit", "--no-fund", "--ignore-scripts"], root);
  else runManager(manager, root, node);
  // npm and Yarn hoist a member's dependencies into the workspace's own folder.
  return join(manager === "pnpm" ? infra : root, "node_modules");
}

function runManager(manager: Exclude<PackageManager, "npm">, root: string, node: number): void {
  const tools = mkdtempSync(join(tmpdir(), `pulumi-rekognition-${manager}-cli-`));
  onCleanUp(() => {
    rmSync(tools, { recursive: true, force: true });
  });
  write(join(tools, "package.json"), { name: "tools", private: true });
  npm(["install", "--no-audit", "--no-fund", "--ignore-scripts", CLI[manager].install], tools);
  const registry = npm(["config", "get", "registry"], tools).trim();
  const script = join(tools, "node_modules", CLI[manager].script);
  const args = ["install", "--ignore-scripts", "--registry", registry];
  execFileSync(nodeBinary(node), [script, ...args], { cwd: root, encoding: "utf8", timeout: TIMEOUT_MS });
}

function write(path: string, value: object): void {
  writeFileSync(path, JSON.stringify(value, undefined, 2));
}
