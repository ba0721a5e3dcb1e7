import { inParallel } from "../../provider/base/parallel.js";
import { modelArgs } from "../../tests/provider/harness/models.js";
import { Rig } from "../../tests/provider/harness/rig.js";
import { largest, mean, sum } from "../measure/statistics.js";
import { atMost } from "../report/figure.js";
import type { BenchContext, Section } from "../section.js";
import { CallTally } from "./call-tally.js";

const HOUR_MS = 3_600_000;
/** Short for AWS, so that the looks of all are few enough to be made in minutes of real time. */
const TRAINING_MS = HOUR_MS / 4;
/** AWS's defaults. */
const CONCURRENT_TRAININGS = 2;
const MODELS_PER_PROJECT = 100;
/** What the engine runs at a time on a machine of two cores. */
const PARALLEL = 8;
/** What follows one training on another: a look notices the end, and AWS is asked for the slot. */
const MOST = 1.05;

interface Outcome {
  readonly trained: number;
  readonly elapsedMs: number;
  readonly tally: CallTally;
  readonly refused: number;
  /** From the begin of each create to its training. */
  readonly waitedMs: readonly number[];
  /** Models that were told of while they waited for a slot. */
  readonly told: number;
}

const waitsForSlot = /finds a slot to train in/;

/** Trains so many models under AWS's default quotas, as many at a time as the engine does by default. */
async function train(models: number, { progress }: BenchContext): Promise<Outcome> {
  const rig = await Rig.start({ trainingMs: TRAINING_MS });
  try {
    const projects: string[] = [];
    for (let index = 0; index < Math.ceil(models / MODELS_PER_PROJECT); index += 1) {
      projects.push(await rig.makeProject(`project-${index}`));
    }
    rig.emulator.setSwitches({ enforceRates: true });
    const process = rig.startProcess();
    const tally = new CallTally(rig.emulator);
    const begunMs = new Map<string, number>();
    let refused = 0;
    tally.onCall = ({ operation, effect, error, request, atMs }) => {
      if (operation !== "CreateProjectVersion") return;
      if (effect) begunMs.set((request as { VersionName: string }).VersionName, atMs);
      if (error === "LimitExceededException") refused += 1;
    };
    const startedMs = rig.time.now();
    const askedMs = new Map<string, number>();
    let done = 0;
    const names = Array.from({ length: models }, (_, index) => ({ name: `model-${index}`, index }));
    const each = async ({ name, index }: { name: string; index: number }): Promise<void> => {
      askedMs.set(name, rig.time.now());
      const args = modelArgs(projects[index % projects.length] ?? "", { versionName: name });
      await rig.resource("projectVersion", name).up(args, { process });
      done += 1;
      if (done % 20 === 0)
        progress(`${done} of ${models} models after ${((rig.time.now() - startedMs) / HOUR_MS).toFixed(0)} h`);
    };
    await tally.during(rig.time, inParallel(names, each, PARALLEL));
    process.close();
    return {
      trained: rig.models.filter(({ status }) => status === "TRAINING_COMPLETED").length,
      elapsedMs: rig.time.now() - startedMs,
      tally,
      refused,
      waitedMs: [...askedMs].map(([name, atMs]) => (begunMs.get(name) ?? Infinity) - atMs),
      told: new Set(rig.engine.messages.filter(({ text }) => waitsForSlot.test(text)).map(({ urn }) => urn)).size,
    };
  } finally {
    await rig.close();
  }
}

/** Very many models where AWS trains two at a time. */
export const defaultQuotas: Section = {
  name: "quotas",
  title: "Many models under AWS's default quotas",
  async run(context) {
    const models = context.count(300, 12);
    context.progress(`${models} models`);
    const { trained, elapsedMs, tally, refused, waitedMs, told } = await train(models, context);
    const leastMs = (models / CONCURRENT_TRAININGS) * TRAINING_MS;
    const calls = sum(tally.operations.map((operation) => tally.calls(operation)));
    const throttled = sum(tally.operations.map((operation) => tally.throttled(operation)));
    return {
      method: [
        `One \`up\` of ${models} models in ${Math.ceil(models / MODELS_PER_PROJECT)} projects, ${MODELS_PER_PROJECT} models each at most, in virtual time: AWS's ` +
          `published rates, ${CONCURRENT_TRAININGS} trainings at a time, 15 minutes each. The engine runs ${PARALLEL} resources at a time, as on a machine of ` +
          "two cores, so that six wait for a slot while two train. Nothing runs in the end: AWS lets two models run by default.",
        "What bounds it: the quota of concurrent trainings. A wait for a slot counts to the resource's own timeout (26 h by " +
          "default), which begins when the engine begins with it: with `--parallel 300` most would wait for longer than that.",
      ],
      figures: [
        {
          id: "quotas-trained",
          what: "models that were not trained in the end",
          unit: "models",
          ours: models - trained,
          bound: atMost(models - trained, 0, "none"),
        },
        {
          id: "quotas-hours",
          what: "time of the whole",
          unit: "h",
          ours: elapsedMs / HOUR_MS,
          peers: { "the quota allows": leastMs / HOUR_MS },
          bound: atMost(elapsedMs, leastMs * MOST, `within ${MOST}x`),
        },
        { id: "quotas-calls", what: "AWS calls", unit: "calls", ours: calls },
        { id: "quotas-calls-hour", what: "AWS calls in an hour", unit: "calls", ours: calls / (elapsedMs / HOUR_MS) },
        { id: "quotas-refused", what: "creates refused for want of a slot", unit: "calls", ours: refused },
        {
          id: "quotas-throttled",
          what: "calls refused for their rate",
          unit: "calls",
          ours: throttled,
          bound: atMost(throttled, 0, "none"),
        },
        { id: "quotas-wait", what: "wait for a slot, mean", unit: "h", ours: mean(waitedMs) / HOUR_MS },
        { id: "quotas-wait-longest", what: "wait for a slot, longest", unit: "h", ours: largest(waitedMs) / HOUR_MS },
        {
          id: "quotas-told",
          what: "models that said so while they waited",
          unit: "models",
          ours: told,
        },
      ],
      plots: [],
    };
  },
};
