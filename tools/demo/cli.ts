import { parseArgs } from "node:util";
import { EngineNotFoundError } from "../engine/find-engine.js";
import { cleanUpNow, runMain, stackOf } from "../sandbox/cleanup.js";
import { Narrator } from "./narrator.js";
import { type DemoLanguage, DemoError, Stage } from "./stage.js";
import { story } from "./story.js";

function reason(error: unknown): string {
  return error instanceof DemoError || error instanceof EngineNotFoundError ? error.message : stackOf(error);
}

function languageAsked(): DemoLanguage {
  const { language } = parseArgs({ options: { language: { type: "string", default: "typescript" } } }).values;
  const known = (["typescript", "python", "yaml"] as const).find((name) => name === language);
  if (known === undefined) throw new DemoError(`--language is typescript, python or yaml, not ${language}.`);
  return known;
}

async function main(): Promise<void> {
  const language = languageAsked();
  const narrator = new Narrator(process.stdout, story.length);
  narrator.say(
    "pulumi-rekognition demo: the real Pulumi CLI against a local Rekognition. Nothing leaves this machine.",
  );
  const stage = await Stage.open(narrator, { language });
  const memory = { modelArn: "" };
  for (const chapter of story) {
    narrator.begin(chapter.title);
    await chapter.play(stage, memory, narrator);
  }
  cleanUpNow();
  process.stdout.write("\ndemo: OK\n");
}

// The warning is about AWS's own release plans for Node, and would stand in the middle of the story.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";
runMain(main, (error) => `\ndemo: FAILED: ${reason(error)}`);
