import type { CallRecord } from "../../../emulator/index.js";
import type { EmulatorControl } from "../../../tools/sandbox/emulator-control.js";
import { modelProgram } from "../../e2e/harness/model-program.js";
import type { Operation } from "../../e2e/harness/operation.js";
import { isRunning, pluginsOf } from "../../e2e/harness/processes.js";
import type { StackState } from "../../e2e/harness/state.js";
import { World, effectsOf } from "../../e2e/harness/world.js";

/** How somebody ends a run, and where it is by then. */
export interface Interruption {
  readonly signal: "SIGINT" | "SIGTERM";
  readonly times: 1 | 2;
  readonly status: "TRAINING_IN_PROGRESS" | "STARTING";
}

/** What came of it, and of the `up` after it. */
export interface Aftermath {
  readonly arn: string | undefined;
  readonly interrupted: Operation;
  /** Plugins that outlived the CLI. */
  readonly survivors: number;
  readonly state: StackState;
  /** What the next `up` did to the model. */
  readonly next: Operation;
  readonly nextEffects: readonly string[];
  readonly after: StackState;
  readonly models: readonly { readonly arn: string; readonly status: string }[];
  readonly trainings: number;
  /** The next `up` once more, after `pulumi refresh --clear-pending-creates`. */
  readonly cleared: Operation;
}

/** Virtual: nothing ends before the clock is put forward. */
const DAY_MS = 24 * 60 * 60_000;
const LOOK_AGAIN_MS = 20;
const PATIENCE_MS = 120_000;

async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`Not within ${String(PATIENCE_MS / 1000)} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}

async function untilStatus(control: EmulatorControl, status: string): Promise<string | undefined> {
  const holds = ({ projects }: Awaited<ReturnType<EmulatorControl["state"]>>) =>
    projects[0]?.versions[0]?.status === status;
  const { projects } = await control.waitForState(`a model is ${status}`, holds, PATIENCE_MS);
  return projects[0]?.versions[0]?.arn;
}

/** Lets the training end, and the start. */
async function letItRun(control: EmulatorControl, status: Interruption["status"]): Promise<void> {
  await control.clock({ advanceMs: DAY_MS });
  if (status === "STARTING") return;
  await untilStatus(control, "STARTING");
  await control.clock({ advanceMs: DAY_MS });
}

/** Whether the calls show a process that has claimed the model and looked at it since. */
function isTakenUp(calls: readonly CallRecord[]): boolean {
  const claimed = calls.findIndex(({ operation }) => operation === "TagResource");
  return claimed >= 0 && calls.slice(claimed).some(({ operation }) => operation === "DescribeProjectVersions");
}

/** Interrupts an `up` as a terminal or a CI system would, and runs the next one. */
export async function interrupt({ signal, times, status }: Interruption): Promise<Aftermath> {
  const program = modelProgram({ model: { minInferenceUnits: 1 } });
  const world = await World.create({ program, switches: { trainingMs: DAY_MS, modelStartingMs: DAY_MS } });
  const { stack, emulator } = world;
  const { control } = emulator;
  try {
    let printed = "";
    const onOutput = (text: string) => (printed += text);
    const running = stack.start("up", { fails: true, ownGroup: true, onOutput });
    const arn = await untilStatus(control, "TRAINING_IN_PROGRESS");
    if (status === "STARTING") {
      await control.clock({ advanceMs: DAY_MS });
      await untilStatus(control, "STARTING");
    }
    const plugins = pluginsOf(running.pid);
    // A terminal sends ^C to the whole foreground process group, a CI system its signal to the command.
    const send = () => process.kill(signal === "SIGINT" ? -running.pid : running.pid, signal);
    send();
    await until("the CLI says that it cancels", () => printed.includes("received; cancelling"));
    if (times === 2) send();
    else await letItRun(control, status);
    const interrupted = await running.finished;
    const survivors = plugins.filter(({ pid }) => isRunning(pid)).length;
    const state = await stack.state();
    const lastCall = await world.lastCall();
    const again = stack.start("up");
    if (times === 2) {
      const ended = again.finished.then(() => true);
      await until("the model is taken up", async () => isTakenUp(await control.calls({ since: lastCall })));
      await Promise.race([letItRun(control, status), ended]);
    }
    const next = await again.finished;
    const nextEffects = effectsOf(await control.calls({ since: lastCall }));
    const after = await stack.state();
    await stack.refresh({ args: ["--clear-pending-creates"] });
    const trainings = effectsOf(await control.calls()).filter((name) => name === "CreateProjectVersion").length;
    const models = (await world.models()).map((model) => ({ arn: model.arn, status: model.status }));
    const cleared = await stack.up();
    return { arn, interrupted, survivors, state, next, nextEffects, after, models, trainings, cleared };
  } finally {
    world.dispose();
  }
}
