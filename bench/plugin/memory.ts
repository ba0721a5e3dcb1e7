import { availableParallelism } from "node:os";
import { BUCKETS } from "../../tests/e2e/harness/model-program.js";
import type { DynamicPlugin } from "../../tests/provider/harness/dynamic-plugin.js";
import { type EmulatorProcess, startEmulatorProcess } from "../../tools/sandbox/emulator-process.js";
import { makeProjects } from "../engine/sandbox.js";
import { residentMb } from "../measure/memory.js";
import { largest, median } from "../measure/statistics.js";
import { type Point, atMost } from "../report/figure.js";
import type { BenchContext, Section } from "../section.js";
import { modelInputs, startPlugin } from "./plugin.js";

const DAY_MS = 86_400_000;
const MODELS_PER_PROJECT = 100;
const SAMPLES = 60;
/**
 * How much faster time runs while the memory of making is measured. The faster, the more garbage lies about, since every
 * look at AWS falls into less real time; as fast as this it is still far above AWS's rates.
 */
const MAKING_SCALE = 4;
const QUICK_TRAINING_MS = 5_000;
/** As many operations as the engine runs at a time unless it is told otherwise. */
const PARALLEL = 4 * availableParallelism();
const ABOVE_EMPTY_MB = 80;
/** What a heap of this size moves by between two collections. */
const FLAT_MB = 10;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What the dynamic provider takes with a provider in it that does nothing. */
async function emptyMb(): Promise<number> {
  const { plugin, stop } = await startPlugin("http://127.0.0.1:9");
  await plugin.check({}, modelInputs("model", "arn", "none"));
  await pause(1_000);
  const taken = residentMb(plugin.pid);
  stop();
  return taken;
}

/** A plugin, and the models that it makes, compares and reads, as many at a time as the engine would. */
interface Maker {
  readonly plugin: DynamicPlugin;
  readonly emulator: EmulatorProcess;
  readonly create: (name: string, index: number) => Promise<() => Promise<unknown>>;
  /** The most memory while all of them were made. */
  readonly madeMb: number;
}

async function create(plugin: DynamicPlugin, name: string, project: string): Promise<() => Promise<unknown>> {
  const program = modelInputs(name, project, "ours", { versionName: name });
  const { inputs } = await plugin.check({}, program);
  const news = { ...inputs, __provider: program["__provider"] };
  const made = await plugin.create(news);
  return async () => {
    await plugin.diff(made.id, made.outputs, news);
    return plugin.read(made.id, made.outputs);
  };
}

/** Runs tasks as the engine does: so many at a time. */
async function atATime(parallel: number, tasks: readonly (() => Promise<void>)[]): Promise<void> {
  const queue = tasks.values();
  const work = async (): Promise<void> => {
    for (const task of queue) await task();
  };
  await Promise.all(Array.from({ length: parallel }, work));
}

/** Makes, compares and reads very many models; then lets `further` go on with the same plugin. */
async function withModels<T>(
  count: number,
  timeScale: number,
  { progress }: BenchContext,
  further: (maker: Maker) => Promise<T>,
): Promise<T> {
  const emulator = await startEmulatorProcess({ timeScale, buckets: BUCKETS });
  const { plugin, stop } = await startPlugin(emulator.url, timeScale);
  try {
    await emulator.control.setSwitches({
      trainingMs: QUICK_TRAINING_MS,
      quotaConcurrentTrainings: PARALLEL,
      quotaModelsPerProject: 2 * MODELS_PER_PROJECT,
    });
    const projects = await makeProjects(emulator, Math.ceil(count / MODELS_PER_PROJECT));
    const makeOne = (name: string, index: number): Promise<() => Promise<unknown>> =>
      create(plugin, name, projects[index % projects.length] ?? "");
    const samplesMb: number[] = [];
    let made = 0;
    const each = Array.from({ length: count }, (_, index) => async (): Promise<void> => {
      const readAgain = await makeOne(`model-${index}`, index);
      await readAgain();
      made += 1;
      samplesMb.push(residentMb(plugin.pid));
      if (made % SAMPLES === 0) progress(`${made} of ${count} models, time ${timeScale} times as fast`);
    });
    await atATime(PARALLEL, each);
    return await further({ plugin, emulator, create: makeOne, madeMb: largest(samplesMb) });
  } finally {
    stop();
    emulator.stop();
  }
}

/** Waits for some more models, whose training takes a day of virtual time: the memory meanwhile, evenly over the day. */
async function aDay(
  { plugin, emulator, create: makeOne }: Maker,
  daySeconds: number,
  context: BenchContext,
): Promise<number[]> {
  await emulator.control.setSwitches({ trainingMs: DAY_MS });
  const waits = Promise.all(Array.from({ length: PARALLEL }, (_, index) => makeOne(`long-${index}`, index)));
  waits.catch(() => undefined);
  const dayMb: number[] = [];
  for (let sample = 1; sample <= SAMPLES; sample += 1) {
    await pause((daySeconds * 1_000) / SAMPLES);
    dayMb.push(residentMb(plugin.pid));
    context.progress(`hour ${((sample * 24) / SAMPLES).toFixed(1)} of 24`);
  }
  await waits;
  return dayMb;
}

/** The plugin's memory with very many resources that take very long. */
export const memory: Section = {
  name: "memory",
  title: "Memory of the plugin",
  async run(context) {
    const count = context.count(1_000, 50);
    const daySeconds = context.count(240, 12);
    context.progress("an empty dynamic provider");
    const empty = median([await emptyMb(), await emptyMb(), await emptyMb()]);
    const madeMb = await withModels(count, MAKING_SCALE, context, (maker) => Promise.resolve(maker.madeMb));
    const dayScale = DAY_MS / 1_000 / daySeconds;
    const day = await withModels(count, dayScale, context, async (maker) => ({
      madeMb: maker.madeMb,
      samplesMb: await aDay(maker, daySeconds, context),
    }));
    const { samplesMb } = day;
    const quarter = SAMPLES / 4;
    const early = median(samplesMb.slice(quarter, 2 * quarter));
    const late = median(samplesMb.slice(3 * quarter));
    const points: Point[] = samplesMb.map((y, index) => ({
      x: ((index + 1) * 24) / SAMPLES,
      y,
      series: "pulumi-rekognition",
    }));
    const peer = "empty dynamic provider";
    return {
      method: [
        `Resident memory of one plugin process in which ${count.toLocaleString("en-US")} models are created, compared and ` +
          `read, ${PARALLEL} at a time, as the engine does on this machine by default. The quotas of concurrent ` +
          "trainings and of models in a project are raised by the emulator's switches.",
        `Time runs ${MAKING_SCALE} times as fast. The day runs in another process, ${dayScale} times ` +
          `as fast: all models are created first, then ${PARALLEL} more train for 24 hours, ${daySeconds} s of real time. ` +
          "Polls then follow each other so quickly that garbage is still there which would be collected in real time.",
        "Flat: the medians of the second and the last quarter of the day.",
      ],
      figures: [
        {
          id: "memory",
          what: `most memory with ${count.toLocaleString("en-US")} resources`,
          unit: "MB",
          ours: madeMb,
          peers: { [peer]: empty },
          bound: atMost(madeMb, empty + ABOVE_EMPTY_MB, `at most ${ABOVE_EMPTY_MB} MB more`),
        },
        {
          id: "memory-fast",
          what: `the same, time ${dayScale} times as fast`,
          unit: "MB",
          ours: day.madeMb,
          peers: { [peer]: empty },
        },
        {
          id: "memory-growth",
          what: "growth over the day",
          unit: "MB",
          ours: late - early,
          bound: atMost(late - early, FLAT_MB, `at most ${FLAT_MB} MB`),
        },
      ],
      plots: [
        {
          file: "memory",
          title: "Memory of the plugin over a day of waiting",
          mark: "line",
          x: { title: "hours" },
          y: { title: "resident memory, MB" },
          points: [...points, ...points.map(({ x }) => ({ x, y: empty, series: "an empty dynamic provider" }))],
        },
      ],
    };
  },
};
