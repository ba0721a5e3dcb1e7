import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { onCleanUp } from "../../tools/sandbox/cleanup.js";
import { npm } from "../e2e/harness/package-under-test.js";
import { engine } from "../e2e/harness/engine.js";

const folders = new Map<number, string>();

/** The folder with the `node` of a major version, from the npm packages that carry its binaries. */
function nodeFolder(major: number): string {
  const known = folders.get(major);
  if (known !== undefined) return known;
  const folder = mkdtempSync(join(tmpdir(), `pulumi-rekognition-node-${String(major)}-`));
  onCleanUp(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "node-binaries", private: true }));
  const system = process.platform === "win32" ? "win" : process.platform;
  const carrier = `node-${system}-${process.arch}`;
  npm(["install", "--no-audit", "--no-fund", `${carrier}@${String(major)}`], folder);
  const bin = join(folder, "node_modules", carrier, "bin");
  folders.set(major, bin);
  return bin;
}

/** The `node` of a major version. */
export function nodeBinary(major: number): string {
  return isThisNode(major)
    ? process.execPath
    : join(nodeFolder(major), process.platform === "win32" ? "node.exe" : "node");
}

/** The whole version of the `node` of a major version. */
export function nodeVersion(major: number): string {
  return execFileSync(nodeBinary(major), ["--version"], { encoding: "utf8" }).trim().replace(/^v/, "");
}

/** The environment in which a script that asks for `node` gets one of this major version. */
export function nodeOnPath(major: number): Record<string, string> {
  return isThisNode(major) ? {} : { PATH: [nodeFolder(major), process.env["PATH"] ?? ""].join(delimiter) };
}

function isThisNode(major: number): boolean {
  return process.versions.node.startsWith(`${String(major)}.`);
}

/** The environment in which `node` is of this major version, for the CLI, the program and the plugin. */
export async function onNode(major: number): Promise<Record<string, string>> {
  if (isThisNode(major)) return {};
  const { folder } = await engine();
  return { PATH: [nodeFolder(major), folder, process.env["PATH"] ?? ""].join(delimiter) };
}
