import { execFileSync } from "node:child_process";
import { BUCKETS } from "../../tests/e2e/harness/model-program.js";
import type { DynamicPlugin } from "../../tests/provider/harness/dynamic-plugin.js";
import { startEmulatorProcess } from "../../tools/sandbox/emulator-process.js";
import { makeProjects } from "../engine/sandbox.js";
import { largest, median } from "../measure/statistics.js";
import { type Point, atMost } from "../report/figure.js";
import type { BenchContext, Section } from "../section.js";
import { modelInputs, startPlugin } from "./plugin.js";

const DAY_MS = 86_400_000;
const MODELS_PER_PROJECT = 100;
const SAMPLES = 60;
const ABOVE_EMPTY_MB = 80;
/** What a heap of this size moves by between two collections. */
const FLAT_MB = 10;

function residentMb(pid: number): number {
  return Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" })) / 1024;
}

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

interface Day {
  /** While the models wait, evenly over the day. */
  readonly samplesMb: readonly number[];
  /** Once all of them were read again after it. */
  readonly afterReadMb: number;
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

/** Creates models whose training takes a day of the emulator's time, which passes in `daySeconds`. */
async function aDay(count: number, daySeconds: number, { progress }: BenchContext): Promise<Day> {
  const timeScale = DAY_MS / 1_000 / daySeconds;
  const emulator = await startEmulatorProcess({ timeScale, buckets: BUCKETS });
  const { plugin, stop } = await startPlugin(emulator.url, timeScale);
  try {
    await emulator.control.setSwitches({
      trainingMs: DAY_MS,
      quotaConcurrentTrainings: count,
      quotaModelsPerProject: MODELS_PER_PROJECT,
    });
    const projects = await makeProjects(emulator, Math.ceil(count / MODELS_PER_PROJECT));
    const created = Promise.all(
      Array.from({ length: count }, (_, index) =>
        create(plugin, `model-${index}`, projects[index % projects.length] ?? ""),
      ),
    );
    created.catch(() => undefined);
    const samplesMb: number[] = [];
    for (let sample = 1; sample <= SAMPLES; sample += 1) {
      await pause((daySeconds * 1_000) / SAMPLES);
      samplesMb.push(residentMb(plugin.pid));
      progress(`hour ${((sample * 24) / SAMPLES).toFixed(1)} of 24`);
    }
    progress("reading them all");
    for (const readAgain of await created) await readAgain();
    return { samplesMb, afterReadMb: residentMb(plugin.pid) };
  } finally {
    stop();
    emulator.stop();
  }
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
    const { samplesMb, afterReadMb } = await aDay(count, daySeconds, context);
    const quarter = SAMPLES / 4;
    const early = median(samplesMb.slice(quarter, 2 * quarter));
    const late = median(samplesMb.slice(3 * quarter));
    const most = largest([...samplesMb, afterReadMb]);
    const points: Point[] = samplesMb.map((y, index) => ({
      x: ((index + 1) * 24) / SAMPLES,
      y,
      series: `${count.toLocaleString("en-US")} models`,
    }));
    const peer = "empty dynamic provider";
    return {
      method: [
        `One plugin process in which ${count.toLocaleString("en-US")} models train for 24 hours of the emulator's time, ` +
          `${daySeconds} s of real time; afterwards each is compared and read. Resident memory, sampled ${SAMPLES} times; ` +
          "the quotas of concurrent trainings and of projects are raised by the emulator's switches.",
        "Flat: the medians of the second and the last quarter of the day.",
      ],
      figures: [
        {
          id: "memory",
          what: `most memory with ${count.toLocaleString("en-US")} resources`,
          unit: "MB",
          ours: most,
          peers: { [peer]: empty },
          bound: atMost(most, empty + ABOVE_EMPTY_MB, `at most ${ABOVE_EMPTY_MB} MB more`),
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
