// Makes what is released: npm run release [-- --only OS-ARCH|sdks ...] [--out FOLDER] [--local]
// `--local` goes on where a registry would refuse the package, and says so.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { SCHEMA, writeSdks } from "../codegen/codegen.js";
import { showProgress } from "../engine/progress.js";
import { terminalProgress } from "../engine/terminal.js";
import { runMain, temporaryFolder } from "../sandbox/cleanup.js";
import { checksumLine, pack } from "./archive.js";
import { fetchNode, fetchNodeLicence } from "./node-runtime.js";
import { type Manifest, repositoryAddress, unmetByManifest } from "./npm/demands.js";
import { committedTree, unmetByReadme } from "./npm/readme.js";
import { packForRegistry, publishedManifest } from "./npm/tarball.js";
import { type ReleaseNotes, releaseNotes } from "./release-notes.js";
import { sbomsOfRelease } from "./sbom/release.js";
import { makeExecutable, signForMacOs } from "./single-executable.js";
import { executableOn, NODE_VERSION, nameOf, type Target, TARGETS, thisMachine } from "./targets.js";
import { tryOut } from "./try-out.js";

const ROOT = join(__dirname, "..", "..", "..");
const PLUGIN = "pulumi-resource-rekognition";
const text = (name: string): string => readFileSync(join(ROOT, name), "utf8");
const manifest = JSON.parse(text("package.json")) as Manifest;
const { version } = manifest;

const SDKS = "sdks";

/** What takes long to make, and can be left out for a try. */
function chosenParts(only: readonly string[] | undefined): { targets: readonly Target[]; hasSdks: boolean } {
  if (only === undefined) return { targets: TARGETS, hasSdks: true };
  const known = [...TARGETS.map(nameOf), SDKS];
  const unknown = only.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`Nothing is called ${unknown}, only ${known.join(", ")}.`);
  return { targets: TARGETS.filter((target) => only.includes(nameOf(target))), hasSdks: only.includes(SDKS) };
}

function notices(work: string): string {
  const ours = text("plugin/THIRD_PARTY_NOTICES");
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

/** The release's notes, if a registry would take the package. */
async function checkedNotes(isLocal: boolean): Promise<ReleaseNotes> {
  const repository = repositoryAddress(manifest);
  const notes = releaseNotes(text("CHANGELOG.md"), version, repository);
  const unmet = [
    ...unmetByManifest(publishedManifest(manifest)),
    ...(await unmetByReadme(text("README.md"), repository, committedTree(ROOT))),
    ...notes.unmet,
  ];
  if (unmet.length > 0 && !isLocal)
    throw new Error([...unmet, "Nothing was made. For a run that stays on this machine: --local"].join("\n"));
  for (const line of unmet) process.stderr.write(`Not for a registry yet: ${line}\n`);
  return notes;
}

const sizeOf = (file: string): string => `${Math.ceil(statSync(file).size / 1_000).toLocaleString("en-US")} kB`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: "string", multiple: true },
      out: { type: "string" },
      local: { type: "boolean", default: false },
    },
  });
  const { targets, hasSdks } = chosenParts(values.only);
  const notes = await checkedNotes(values.local);
  const out = values.out ?? join(ROOT, "release");
  // What an earlier run left is no part of this release; a folder that somebody names may hold more.
  if (values.out === undefined) rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const { folder: work } = temporaryFolder("pulumi-rekognition-release-");
  const output = terminalProgress(process.stderr);
  let checksums = "";
  /** Makes one file of the release and names it, with its checksum. */
  const make = async (name: string, write: (file: string) => unknown): Promise<void> => {
    const progress = showProgress(output);
    progress.begin(name);
    await write(join(out, name));
    progress.end(true);
    checksums += checksumLine(join(out, name), name);
  };
  writeFileSync(join(out, "release-notes.md"), `${notes.text}\n`);
  await make(`${manifest.name}-${version}.tgz`, (file) => {
    copyFileSync(packForRegistry(ROOT, work), file);
  });
  await make("schema.json", (file) => {
    copyFileSync(SCHEMA, file);
  });
  for (const [name, document] of Object.entries(sbomsOfRelease(ROOT, PLUGIN))) {
    await make(name, (file) => {
      writeFileSync(file, document);
    });
  }
  if (hasSdks) {
    const sdks = join(work, SDKS);
    await writeSdks(sdks, output);
    for (const language of readdirSync(sdks).sort()) {
      await make(`${manifest.name}-sdk-${language}-v${version}.tar.gz`, (file) => {
        pack(join(sdks, language), file);
      });
    }
  }
  for (const target of targets) {
    const name = `${PLUGIN}-v${version}-${nameOf(target)}`;
    await make(`${name}.tar.gz`, async (file) => {
      await assemble(target, work, join(work, name));
      pack(join(work, name), file);
    });
  }
  const sums = `${manifest.name}_${version}_checksums.txt`;
  writeFileSync(join(out, sums), checksums);
  for (const name of readdirSync(out).sort())
    process.stdout.write(`${sizeOf(join(out, name)).padStart(10)}  ${join(out, name)}\n`);
  process.stdout.write(`To check them in that folder: sha256sum --check ${sums}\n`);
}

runMain(main);
