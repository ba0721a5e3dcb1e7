// Writes docs/maintainers/mutation.md from Stryker's reports and the judgements; fails below the score that is asked for, and
// where a mutant survived that nobody has judged.
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { PARTS } from "./stryker.config.mjs";

const LEAST_SCORE = 85;
const FOLDERS = Object.values(PARTS).flatMap(({ folders }) => folders);

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..");
const read = (path) => JSON.parse(readFileSync(join(here, path), "utf8"));
const reports = Object.keys(PARTS)
  .map((part) => `.run/${part}.json`)
  .filter((path) => existsSync(join(here, path)));
const files = Object.assign({}, ...reports.map((path) => read(path).files));
const judgements = read("judgements.json");

const oneLine = (text) => text.replace(/\s+/g, " ").trim();
const SHOWN = 90;
const shortened = (text) => (text.length > SHOWN ? `${text.slice(0, SHOWN - 2)} …` : text);

/** What of a source a location means, its lines and columns being counted from 1. */
function textAt(source, { start, end }) {
  const lines = source.split("\n").slice(start.line - 1, end.line);
  lines[lines.length - 1] = lines[lines.length - 1].slice(0, end.column - 1);
  lines[0] = lines[0].slice(start.column - 1);
  return lines.join("\n");
}

/** A mutant as judgements name it: by what stands there, as lines move. */
function described(file, source, { location, replacement, status }) {
  const line = oneLine(source.split("\n")[location.start.line - 1]);
  const code = shortened(oneLine(textAt(source, location)));
  return { file, at: location.start.line, line, code, becomes: shortened(oneLine(replacement)), status };
}
const isSame = (a, b) => ["file", "line", "code", "becomes"].every((key) => a[key] === b[key]);

const mutants = Object.entries(files).flatMap(([file, { source, mutants }]) =>
  mutants.map((mutant) => described(file, source, mutant)),
);
const survivors = mutants
  .filter(({ status }) => status === "Survived" || status === "NoCoverage")
  .map((mutant) => ({ ...mutant, why: judgements.find((judgement) => isSame(judgement, mutant))?.why }))
  .sort((a, b) => (a.file === b.file ? a.at - b.at : a.file < b.file ? -1 : 1));

/** How the tests did in one folder, or in all. */
function scoreOf(folder) {
  const of = mutants.filter(({ file }) => file.startsWith(folder));
  const count = (...statuses) => of.filter(({ status }) => statuses.includes(status)).length;
  const [killed, timedOut, survived, notReached] = ["Killed", "Timeout", "Survived", "NoCoverage"].map((s) => count(s));
  const valid = killed + timedOut + survived + notReached;
  const percent = valid === 0 ? 100 : ((killed + timedOut) * 100) / valid;
  return { valid, killed, timedOut, survived, notReached, percent };
}

/** As code in a table, where neither a bar nor a backtick may stand. */
const cell = (text) => `\`${text.replaceAll("`", "'").replaceAll("|", "\\|")}\``;
const table = (heads, rows) => [heads, heads.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`);

const scores = [...FOLDERS, ""].map((folder) => {
  const score = scoreOf(folder);
  const numbers = [score.valid, score.killed, score.timedOut, score.survived, score.notReached].map(String);
  return [folder === "" ? "all" : `\`${folder}\``, ...numbers, `${score.percent.toFixed(1)} %`];
});
const ran = new Set(mutants.map(({ file }) => file));
const without = FOLDERS.flatMap((folder) =>
  readdirSync(join(root, folder))
    .map((name) => `${folder}/${name}`)
    .filter((file) => file.endsWith(".ts") && !ran.has(file)),
);

const page = [
  readFileSync(join(here, "introduction.md"), "utf8").trim(),
  "",
  "## Scores",
  "",
  ...table(["folder", "mutants", "killed", "timed out", "survived", "not reached", "score"], scores),
  "",
  ...(without.length === 0
    ? []
    : [
        `Without a result, as there is nothing to change or they were not run: ${without.map((file) => `\`${file.slice("provider/".length)}\``).join(", ")}.`,
      ]),
  "",
  "## Survivors",
  "",
  ...[...new Set(survivors.map(({ file }) => file))].flatMap((file) => [
    `### \`${file}\``,
    "",
    ...table(
      ["line", "code", "becomes", "why it is left"],
      survivors
        .filter((survivor) => survivor.file === file)
        .map(({ at, code, becomes, why }) => [String(at), cell(code), cell(becomes), why ?? "**not judged**"]),
    ),
    "",
  ]),
];
const isPart = process.argv.includes("--only-print");
if (!isPart) writeFileSync(join(root, "docs", "maintainers", "mutation.md"), `${page.join("\n").trim()}\n`);

for (const [folder, , , , , , score] of scores) console.log(`${folder}: ${score}`);
const open = survivors.filter(({ why }) => why === undefined);
for (const { file, at, line, code, becomes } of open) {
  console.log(JSON.stringify({ file, line, code, becomes, why: `TODO (line ${String(at)})` }));
}
const idle = judgements.filter((judgement) => !survivors.some((survivor) => isSame(judgement, survivor)));
if (!isPart)
  for (const { file, code, becomes } of idle) console.log(`Judged, but no survivor: ${file}: ${code} -> ${becomes}`);
if (open.length > 0 || scoreOf("").percent < LEAST_SCORE) process.exitCode = 1;
