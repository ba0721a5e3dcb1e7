// Builds the release twice and compares it, byte for byte: npm run reproduce [-- --only OS-ARCH|sdks ...] [--against FOLDER]
// `--against` builds once, and compares with a release that was made of the same commit.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { showProgress } from "../engine/progress.js";
import { terminalProgress } from "../engine/terminal.js";
import { runMain, temporaryFolder } from "../sandbox/cleanup.js";
import { compare } from "./compare.js";
import { PLACES, releaseIn } from "./place.js";

const ROOT = join(__dirname, "..", "..", "..");
const git = (...args: string[]): string => execFileSync("git", args, { cwd: ROOT, encoding: "utf8" }).trim();
const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { only: { type: "string", multiple: true, default: [] }, against: { type: "string" } },
  });
  const commit = git("rev-parse", "HEAD");
  if (git("status", "--porcelain") !== "") process.stderr.write("What is not committed is not built.\n");
  const { folder: below } = temporaryFolder("pulumi-rekognition-reproduce-");
  const progress = showProgress(terminalProgress(process.stderr));
  const what = { below, commit, parts: values.only };
  const [firstPlace, secondPlace] = PLACES;
  const first = values.against === undefined ? await releaseIn(firstPlace, what, progress) : resolve(values.against);
  const second = await releaseIn(secondPlace, what, progress);
  print(`Commit ${commit}, Node ${process.version}, ${process.platform} ${process.arch}\n`);
  const isSame = compareFolders(first, second);
  print(isSame ? "\nBoth builds are the same, byte for byte." : "\nThe builds differ.");
  if (!isSame) process.exitCode = 1;
}

function compareFolders(first: string, second: string): boolean {
  const [ours, theirs] = [readdirSync(first), readdirSync(second)];
  let isSame = true;
  for (const name of [...new Set([...ours, ...theirs])].sort()) {
    if (!ours.includes(name) || !theirs.includes(name)) {
      print(`missing    ${name}: only in the ${ours.includes(name) ? "first" : "second"}`);
      isSame = false;
      continue;
    }
    const content = readFileSync(join(first, name));
    const { members, differences } = compare(name, content, readFileSync(join(second, name)));
    const within = members === undefined ? "" : `, ${members} files in it`;
    print(`${differences.length === 0 ? "identical" : "differs  "}  ${name} (${content.length} bytes${within})`);
    for (const line of differences) print(`           ${line}`);
    isSame &&= differences.length === 0;
  }
  return isSame;
}

runMain(main);
