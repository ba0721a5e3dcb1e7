import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { REPOSITORY } from "../tests/e2e/harness/package-under-test.js";
import { cleanUpNow, cleanUpOnSignals } from "../tools/sandbox/cleanup.js";
import { emulatorRequests } from "./emulator/requests.js";
import { entries } from "./dataset/entries.js";
import { besideDynamic } from "./engine/over-plugin.js";
import { firstPreview } from "./engine/first-preview.js";
import { thousand } from "./engine/thousand.js";
import { destroyRunning } from "./engine/destroy-running.js";
import { twoHundred } from "./engine/two-hundred.js";
import { images } from "./images/images.js";
import { importTime } from "./plugin/import-time.js";
import { memory } from "./plugin/memory.js";
import { startUp } from "./plugin/start-up.js";
import type { RunResult, SectionResult } from "./report/figure.js";
import { pageOf } from "./report/page.js";
import { draw } from "./report/plots.js";
import { Terminal, tableOf, unmet } from "./report/terminal.js";
import type { BenchContext, Section } from "./section.js";
import { defaultQuotas } from "./waiting/default-quotas.js";
import { manyWaits } from "./waiting/side-by-side.js";
import { singleWaits } from "./waiting/single-waits.js";

const SECTIONS: readonly Section[] = [
  singleWaits,
  manyWaits,
  defaultQuotas,
  twoHundred,
  thousand,
  besideDynamic,
  destroyRunning,
  startUp,
  firstPreview,
  importTime,
  memory,
  entries,
  images,
  emulatorRequests,
];

/** Of why a section could not be run: a failed command brings all its output along. */
const LONGEST_REASON = 300;
const LONGEST_OUTPUT = 4_000;
/** The page and its plots, for maintainers. */
const PAGES = join("docs", "maintainers");

async function measure(sections: readonly Section[], quick: boolean, terminal: Terminal): Promise<RunResult> {
  const done: SectionResult[] = [];
  const failures: Record<string, string> = {};
  for (const section of sections) {
    const { name, title } = section;
    const context: BenchContext = {
      quick,
      count: (full, few) => (quick ? few : full),
      progress: (text) => {
        terminal.progress(`${name}: ${text}`);
      },
    };
    try {
      const result = { name, title, ...(await section.run(context)) };
      done.push(result);
      terminal.say(`\n${tableOf(result)}`);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      failures[name] = message.split("\n", 1).join("").slice(0, LONGEST_REASON);
      terminal.say(`\n${title}: ${message.slice(-LONGEST_OUTPUT)}`);
    }
  }
  const machine = { cores: availableParallelism(), node: process.versions.node };
  return { ...machine, date: new Date().toISOString().slice(0, 10), quick, sections: done, failures };
}

/** Only a whole run is worth keeping; any other goes where nobody takes it for one. */
async function keep(run: RunResult, isWhole: boolean): Promise<string> {
  const root = isWhole ? REPOSITORY : join(REPOSITORY, "dist", "bench", "partial");
  for (const folder of ["bench", PAGES]) mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, "bench", "results.json"), `${JSON.stringify(run, undefined, 2)}\n`);
  writeFileSync(join(root, PAGES, "benchmarks.md"), pageOf(run));
  for (const plot of run.sections.flatMap(({ plots }) => plots)) await draw(plot, join(root, PAGES, "bench"));
  return root;
}

async function main(): Promise<number> {
  const flag = { type: "boolean", default: false } as const;
  const { values, positionals } = parseArgs({ options: { quick: flag, draw: flag }, allowPositionals: true });
  if (values.draw) {
    await keep(JSON.parse(readFileSync(join(REPOSITORY, "bench", "results.json"), "utf8")) as RunResult, true);
    return 0;
  }
  const unknown = positionals.filter((name) => !SECTIONS.some((section) => section.name === name));
  if (unknown.length > 0) {
    process.stderr.write(
      `There is no ${unknown.join(", ")}; sections: ${SECTIONS.map(({ name }) => name).join(", ")}\n`,
    );
    return 2;
  }
  const terminal = new Terminal();
  const chosen = SECTIONS.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  const run = await measure(chosen, values.quick, terminal);
  const folder = await keep(run, !values.quick && chosen.length === SECTIONS.length);
  const missed = unmet(run);
  terminal.say(
    `\n${folder === REPOSITORY ? "bench/results.json and docs/maintainers/benchmarks.md are written" : `see ${folder}`}`,
  );
  terminal.say(missed.length === 0 ? "bench: all bounds are met" : ["bench: not met:", ...missed].join("\n  "));
  return missed.length === 0 ? 0 : 1;
}

process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";
cleanUpOnSignals();
main().then(
  (exitCode) => {
    cleanUpNow();
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    cleanUpNow();
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 1;
  },
);
