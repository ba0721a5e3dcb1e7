// Records stacks as this release writes them: npm run record:state [-- --as VERSION]
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { findEngine } from "../engine/find-engine.js";
import { terminalProgress } from "../engine/terminal.js";
import { runMain, stackOf } from "../sandbox/cleanup.js";
import { record } from "./record.js";
import { RECORDINGS } from "./recordings.js";
import { replay } from "./replay.js";
import { stories } from "./stories.js";

const REPOSITORY = join(__dirname, "..", "..", "..");

/** Records the stacks that this release writes, for those to come to be held against. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { as: { type: "string" } } });
  const manifest = JSON.parse(readFileSync(join(REPOSITORY, "package.json"), "utf8")) as { version: string };
  const version = values.as ?? manifest.version;
  const folder = join(RECORDINGS, `state-${version}`);
  if (existsSync(folder)) {
    process.stderr.write(
      `${folder} is there, and what a release wrote stays as it was. Raise the version in package.json, or name the one ` +
        "to come: --as VERSION. What was recorded of one that is not released yet may be deleted first.\n",
    );
    process.exitCode = 1;
    return;
  }
  const engine = await findEngine(terminalProgress(process.stderr));
  mkdirSync(folder, { recursive: true });
  for (const story of stories) {
    const recording = await record(story, engine.folder, version);
    await (await replay(recording)).close();
    const file = join(folder, `${story.name}.json`);
    writeFileSync(file, `${JSON.stringify(recording, undefined, 1)}\n`);
    process.stdout.write(`recorded: ${file}\n`);
  }
}

runMain(main, stackOf);
