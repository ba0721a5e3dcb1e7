import { expect } from "chai";
import { chainUpTo, isRunning, killNow, pluginsOf } from "../harness/processes.js";
import type { ProcessEntry } from "../../../tools/sandbox/process-table.js";
import { modelProgram } from "../harness/model-program.js";
import type { PackageKind } from "../harness/package-under-test.js";
import { World } from "../harness/world.js";
import type { Model } from "../harness/world.js";

const LOOK_AGAIN_MS = 50;
const ALONE_LIMIT_MS = 40_000;
/** Virtual: long enough for a kill in its middle, even on a busy machine. */
const TRAINING_MS = 25 * 60_000;

/** What a kill in the middle of a training came to. */
export interface Interruption {
  /** Status of the model when the process was killed, as the service has it. */
  readonly statusAtKill: string | undefined;
  readonly arnAtKill: string | undefined;
  readonly pluginsAtKill: readonly ProcessEntry[];
  /** Whether everything between the CLI and the plugin, both included, ended without our doing. */
  readonly pluginGone: boolean;
  /** What was changed at the service between the kill and the next `up`. */
  readonly effectsWhileAlone: readonly string[];
  /** CreateProjectVersion calls in all, refused ones included. */
  readonly trainingsAskedFor: number;
  readonly models: readonly Model[];
  readonly recordedArn: string;
}

/**
 * Kills the plugin, or the whole CLI, while a model is being trained. Then waits until the plugin has gone, or has
 * started the model on its own, and runs `up` again.
 */
export async function interruptTraining(victim: "plugin" | "cli", kind: PackageKind = "linked"): Promise<Interruption> {
  const program = modelProgram({ model: { minInferenceUnits: 1 } });
  const world = await World.create({ program, package: kind, switches: { trainingMs: TRAINING_MS } });
  try {
    const { stack, emulator } = world;
    const running = stack.start("up", { fails: true });
    const training = await Promise.race([
      emulator.control.waitForState(
        "a model is trained",
        ({ projects }) => projects[0]?.versions[0]?.status === "TRAINING_IN_PROGRESS",
      ),
      running.finished.then(({ text }) => {
        throw new Error(`The run ended before it could be killed:\n${text}`);
      }),
    ]);
    const pluginsAtKill = pluginsOf(running.pid);
    const chain = pluginsAtKill.flatMap(({ pid }) => chainUpTo(running.pid, pid));
    const lastCall = await world.lastCall();
    const atKill = await emulator.control.state();
    for (const { pid } of victim === "cli" ? [running] : pluginsAtKill) killNow(pid);
    await running.finished;
    const pluginGone = await waitForTheEnd(world, chain, lastCall);
    const effectsWhileAlone = (await emulator.control.calls({ since: lastCall })).filter(({ effect }) => effect);
    if (victim === "cli") await stack.cancel();
    await stack.up();
    const calls = await emulator.control.calls();
    const version = atKill.projects[0]?.versions[0];
    return {
      statusAtKill: version?.status,
      arnAtKill: training.projects[0]?.versions[0]?.arn,
      pluginsAtKill,
      pluginGone,
      effectsWhileAlone: effectsWhileAlone.map(({ operation }) => operation),
      trainingsAskedFor: calls.filter(({ operation }) => operation === "CreateProjectVersion").length,
      models: await world.models(),
      recordedArn: (await stack.state()).id("model"),
    };
  } finally {
    world.dispose();
  }
}

/** The kill met what it was to meet; otherwise nothing that follows means anything. */
export function expectKilledInTraining(seen: Interruption): void {
  expect(seen.pluginsAtKill).to.have.length(1);
  expect(seen.statusAtKill).to.equal("TRAINING_IN_PROGRESS");
}

/** No plugin went on by itself. */
export function expectNothingLeftBehind(seen: Interruption): void {
  expect(seen.pluginGone).to.equal(true);
  expect(seen.effectsWhileAlone).to.deep.equal([]);
}

/** The next `up` took up the training that was interrupted, and asked for no other one. */
export function expectTrainingTakenUp(seen: Interruption): void {
  expect(seen.trainingsAskedFor).to.equal(1);
  const models = seen.models.map(({ arn, status }) => ({ arn, status }));
  expect(models).to.deep.equal([{ arn: seen.arnAtKill, status: "RUNNING" }]);
  expect(seen.recordedArn).to.equal(seen.arnAtKill);
}

/** Waits until the processes are gone by themselves, or one of them has started the model. */
async function waitForTheEnd(world: World, chain: readonly ProcessEntry[], lastCall: number): Promise<boolean> {
  const deadline = performance.now() + ALONE_LIMIT_MS;
  for (;;) {
    if (!chain.some(({ pid }) => isRunning(pid))) return true;
    const calls = await world.emulator.control.calls({ since: lastCall });
    const started = calls.some(({ operation }) => operation === "StartProjectVersion");
    if (!started && performance.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
      continue;
    }
    for (const { pid } of chain) killNow(pid);
    return false;
  }
}
