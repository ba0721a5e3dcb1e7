// Makes what is released: npm run release [-- --only OS-ARCH ...] [--out FOLDER]
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runMain, temporaryFolder } from "../sandbox/cleanup.js";
import { checksumLine, pack } from "./archive.js";
import { fetchNode, fetchNodeLicence } from "./node-runtime.js";
import { sbomsOfRelease } from "./sbom/release.js";
import { makeExecutable, signForMacOs } from "./single-executable.js";
import { executableOn, NODE_VERSION, nameOf, type Target, TARGETS, thisMachine } from "./targets.js";
import { tryOut } from "./try-out.js";

const ROOT = join(__dirname, "..", "..", "..");
const PLUGIN = "pulumi-resource-rekognition";
const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string };

function chosenTargets(only: readonly string[] | undefined): readonly Target[] {
  if (only === undefined) return TARGETS;
  return only.map((name) => {
    const target = TARGETS.find((candidate) => nameOf(candidate) === name);
    if (target === undefined) throw new Error(`No platform is called ${name}, only ${TARGETS.map(nameOf).join(", ")}.`);
    return target;
  });
}

function notices(work: string): string {
  const ours = readFileSync(join(ROOT, "plugin", "THIRD_PARTY_NOTICES"), "utf8");
  return `${ours}\n${"-".repeat(80)}\n\nNode.js ${NODE_VERSION}, which runs the plugin\n\n${fetchNodeLicence(work)}`;
}

/** The content of an archive, in a folder of its own. */
async function assemble(target: Target, work: string, folder: string): Promise<void> {
  mkdirSync(folder);
  writeFileSync(join(folder, "THIRD_PARTY_NOTICES"), notices(work));
  copyFileSync(join(ROOT, "LICENSE"), join(folder, "LICENSE"));
  const executable = join(folder, executableOn(target, PLUGIN));
  const script = join(ROOT, "plugin", "plugin.cjs");
  makeExecutable({ builder: fetchNode(thisMachine(), work), node: fetchNode(target, work), script }, executable);
  if (target.os === "darwin") await signForMacOs(executable);
  if (target === thisMachine()) await tryOut(executable);
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { only: { type: "string", multiple: true }, out: { type: "string" } } });
  const out = values.out ?? join(ROOT, "release");
  mkdirSync(out, { recursive: true });
  const { folder: work } = temporaryFolder("pulumi-rekognition-release-");
  let checksums = "";
  const finish = (name: string): void => {
    checksums += checksumLine(join(out, name), name);
    process.stdout.write(`${join(out, name)}\n`);
  };
  for (const [name, text] of Object.entries(sbomsOfRelease(ROOT, PLUGIN))) {
    writeFileSync(join(out, name), text);
    finish(name);
  }
  for (const target of chosenTargets(values.only)) {
    const name = `${PLUGIN}-v${version}-${nameOf(target)}`;
    await assemble(target, work, join(work, name));
    pack(join(work, name), join(out, `${name}.tar.gz`));
    finish(`${name}.tar.gz`);
  }
  writeFileSync(join(out, `pulumi-rekognition_${version}_checksums.txt`), checksums);
}

runMain(main);
