import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Emulator, startEmulator } from "../../emulator/index.js";
import { StackCli } from "../sandbox/stack-cli.js";
import { SANDBOX_REGION, createSurroundings } from "../sandbox/surroundings.js";
import { ENDPOINT, type Program, type RecordedCall, type Recording } from "./recording.js";
import { BUCKETS } from "./replay.js";
import { writtenObject } from "./objects.js";
import type { Story } from "./stories.js";

const REPOSITORY = join(__dirname, "..", "..", "..");
const TIME_SCALE = 600;

/** Deploys a story with the real CLI and says what came of it. */
export async function record(story: Story, engineFolder: string, version: string): Promise<Recording> {
  const { switches, outcomes } = story;
  const emulator = await startEmulator({ timeScale: TIME_SCALE, buckets: BUCKETS, switches });
  const surroundings = createSurroundings({ engineFolder, clockScale: TIME_SCALE });
  try {
    const startedAtMs = emulator.nowMs();
    emulator.script(outcomes);
    const folder = join(surroundings.folder, "project");
    makeProject(folder);
    const { environment } = surroundings;
    const configFolder = join(surroundings.folder, "config");
    const stack = new StackCli({ engineFolder, projectFolder: folder, configFolder, environment, stack: "test" });
    await stack.init();
    await stack.configure({ "rekognition:endpoint": emulator.url, "rekognition:region": SANDBOX_REGION });
    await stack.configure({ "rekognition:s3Endpoint": emulator.url });
    for (const { program, faults = [] } of story.runs) {
      writeProgram(folder, program);
      for (const fault of faults) emulator.addFault(fault);
      const { exitCode, text } = await stack.start("up", ["--yes", "--skip-preview", "--continue-on-error"]).finished;
      emulator.clearFaults();
      if ((exitCode === 0) !== (faults.length === 0)) throw new Error(`${story.name} went otherwise:\n${text}`);
    }
    emulator.setTimeScale(0);
    const exported = await stack.run(["stack", "export", "--stack", "test"]);
    return {
      version,
      name: story.name,
      program: story.runs.at(-1)?.program ?? {},
      changed: story.changed,
      switches,
      outcomes,
      startedAtMs,
      endedAtMs: emulator.nowMs(),
      calls: await callsOf(emulator),
      service: JSON.parse(JSON.stringify(emulator.state())) as Recording["service"],
      deployment: withoutMachine(exported, emulator.url, surroundings.folder),
    };
  } finally {
    surroundings.dispose();
    await emulator.close();
  }
}

/** A project by the name, and a stack by the name, that the tests have as well: both are part of every URN. */
function makeProject(folder: string): void {
  mkdirSync(join(folder, "node_modules"), { recursive: true });
  const runtime = { name: "nodejs", options: { typescript: false } };
  const plugins = { providers: [{ name: "rekognition", path: join(REPOSITORY, "plugin") }] };
  writeFileSync(join(folder, "Pulumi.yaml"), JSON.stringify({ name: "sandbox", runtime, main: "index.js", plugins }));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "sandbox", private: true }));
  symlinkSync(join(REPOSITORY, "node_modules", "@pulumi"), join(folder, "node_modules", "@pulumi"), "junction");
  symlinkSync(REPOSITORY, join(folder, "node_modules", "pulumi-rekognition"), "junction");
}

function writeProgram(folder: string, program: Program): void {
  for (const [name, text] of Object.entries(program)) writeFileSync(join(folder, name), text);
}

async function callsOf(emulator: Emulator): Promise<RecordedCall[]> {
  const changes = emulator.calls().filter(({ effect }) => effect);
  return await Promise.all(
    changes.map(async ({ atMs, operation, account, region, request }) => {
      const call = { atMs, operation, account, region, request };
      return operation === "PutObject" ? { ...call, object: await writtenObject(emulator.url, call) } : call;
    }),
  );
}

/** The deployment without when, where and by which program it was made. */
function withoutMachine(exported: string, endpoint: string, folder: string): unknown {
  const { deployment } = JSON.parse(exported) as { deployment: { resources: Record<string, unknown>[] } };
  const resources = deployment.resources.map(
    ({ stackTrace: _stack, sourcePosition: _position, created: _created, modified: _modified, ...kept }) => kept,
  );
  const manifest = { time: "2026-01-01T00:00:00Z", magic: "", version: "" };
  const text = JSON.stringify({ manifest, resources }).replaceAll(endpoint, ENDPOINT);
  for (const secret of [folder, REPOSITORY, "127.0.0.1", "sandbox-secret-key"]) {
    if (text.includes(secret)) throw new Error(`The state holds ${secret}.`);
  }
  return JSON.parse(text);
}
