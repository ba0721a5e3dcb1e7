import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Narrator } from "../demo/narrator.js";
import { Stage } from "../demo/stage.js";
import { story } from "../demo/story.js";
import { runMain, stackOf } from "../sandbox/cleanup.js";
import { draw } from "./picture.js";
import { runRecorded } from "./pseudo-terminal.js";
import { Recording } from "./recording.js";
import type { Screen } from "./screen.js";

const PICTURE = join(__dirname, "..", "..", "..", "docs", "demo.svg");
const COLUMNS = 132;
const ROWS = 35;

/** The chapters that are recorded: preview, training and start, twice the capacity, and the end. The others are played. */
const SHOWN: ReadonlySet<number> = new Set([1, 2, 4, 5, 9]);
const STILL = 2;

async function main(): Promise<void> {
  const recording = new Recording(COLUMNS, ROWS);
  const narrator = new Narrator(recording, story.length);
  const stage = await Stage.open(narrator, { run: (stack, verb, args) => runRecorded(recording, stack, verb, args) });
  const memory = { modelArn: "" };
  let still: Screen = [];
  for (const [index, chapter] of story.entries()) {
    process.stdout.write(`${chapter.title}\n`);
    const end = await recording.chapter(SHOWN.has(index + 1), async () => {
      narrator.begin(chapter.title);
      await chapter.play(stage, memory, narrator);
    });
    if (index + 1 === STILL) still = end;
  }
  const frames = recording.frames();
  const picture = draw({
    columns: COLUMNS,
    rows: ROWS,
    frames,
    still,
    title: "pulumi-rekognition at work",
    description:
      "A recording of npm run demo: pulumi preview says what a model will cost, pulumi up trains it and starts it, " +
      "a change of minInferenceUnits doubles its capacity in place, and pulumi destroy stops and deletes it.",
  });
  writeFileSync(PICTURE, picture);
  process.stdout.write(`docs/demo.svg: ${frames.length} screens, ${Math.ceil(picture.length / 1000)} kB\n`);
}

process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";
runMain(main, stackOf);
