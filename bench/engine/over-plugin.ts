import { providePlugin } from "../../tests/e2e/harness/plugin-program.js";
import { Stack } from "../../tests/e2e/harness/stack.js";
import { EngineServer } from "../../tests/provider/harness/engine-server.js";
import { PluginClient } from "../../tests/provider/harness/plugin-client.js";
import type { EmulatorControl } from "../../tools/sandbox/emulator-control.js";
import { SANDBOX_REGION } from "../../tools/sandbox/surroundings.js";
import { mostMb } from "../measure/memory.js";
import { interleaved } from "../measure/pairs.js";
import { largest, median } from "../measure/statistics.js";
import { NOWHERE, firstAnswer } from "../plugin/start-up.js";
import { type Figure, atMost } from "../report/figure.js";
import type { BenchContext, Section } from "../section.js";
import { type Contest, TIMEOUT_MS, bars, commandsPlot, pairFigures, paired, stateBytes } from "./contest.js";
import { ourProgram } from "./programs.js";
import { FAST, makeProjects, startRoomyEmulator } from "./sandbox.js";

const PEER = "dynamic provider";
const PROJECTS = 10;
const DAY_MS = 24 * 60 * 60_000;
const CANCELLED_WITHIN_S = 2;
const LOOK_AGAIN_MS = 100;
/** So much faster time runs while commands are timed that AWS's rates do not show, and no deadline comes near. */
const SCALE = 20;
const SCALED = { PULUMI_REKOGNITION_CLOCK_SCALE: String(SCALE) };
/** Not slower, but for what two runs of one thing differ by. */
const MOST = 1.05;

const notMore = (ratio: number): Partial<Figure> => ({ bound: atMost(ratio, MOST, `at most ${MOST}x`) });

/** A stack of models over the plugin. */
async function overPlugin(endpoint: string, resources: number, projects: readonly string[]): Promise<Stack> {
  const program = ourProgram({ count: resources, projects }, "pulumi-rekognition/plugin");
  const stack = await Stack.create({ endpoint, clockScale: FAST, package: "tarball", program });
  providePlugin(stack);
  return stack;
}

/** The most memory of the provider's process during a refresh, which reads everything there is. */
function mostOfRefresh(stack: Stack): Promise<number> {
  return mostMb(stack.start("refresh", { environment: SCALED, timeoutMs: TIMEOUT_MS }), LOOK_AGAIN_MS);
}

async function commands(contest: Contest, control: EmulatorControl, resources: number, context: BenchContext) {
  context.progress("the first up");
  for (const stack of [contest.ours, contest.theirs]) await stack.up({ timeoutMs: TIMEOUT_MS });
  await control.clock({ scale: SCALE });
  const count = context.count(5, 1);
  const preview = await paired(contest, "preview", count, context, SCALED);
  const up = await paired(contest, "up", count, context, SCALED);
  const refresh = await paired(contest, "refresh", count, context, SCALED);
  const memory = await interleaved(
    context.count(3, 1),
    () => mostOfRefresh(contest.ours),
    () => mostOfRefresh(contest.theirs),
    (pair) => {
      context.progress(`memory, pair ${pair}`);
    },
  );
  const state = {
    ours: await stateBytes(contest.ours, resources),
    theirs: await stateBytes(contest.theirs, resources),
  };
  const figures: Figure[] = [
    ...pairFigures(PEER, "preview", preview, notMore(preview.ratio)),
    ...pairFigures(PEER, "up", up, { what: "unchanged up, ratio", ...notMore(up.ratio) }),
    ...pairFigures(PEER, "refresh", refresh, notMore(refresh.ratio)),
    {
      id: "plugin-memory",
      what: "most memory in a refresh",
      unit: "MB",
      ours: memory.ours,
      peers: { [PEER]: memory.theirs },
    },
    { id: "plugin-memory-ratio", what: "memory, ratio", unit: "times", ours: memory.ratio, ...notMore(memory.ratio) },
    {
      id: "plugin-state",
      what: "state per resource",
      unit: "bytes",
      ours: state.ours,
      peers: { [PEER]: state.theirs },
      ...notMore(state.ours / state.theirs),
    },
  ];
  const points = [bars(PEER, "preview", preview), bars(PEER, "up", up), bars(PEER, "refresh", refresh)].flat();
  return { figures, points };
}

/** Seconds from ^C, while models train, to the end of the command. */
async function secondsToEnd(models: number): Promise<number> {
  const emulator = await startRoomyEmulator(models);
  const stack = await overPlugin(emulator.url, models, await makeProjects(emulator, 1));
  try {
    await emulator.control.setSwitches({ trainingMs: 2 * DAY_MS });
    // The engine's own default is four at a time for each core.
    const args = ["--parallel", String(models)];
    const running = stack.start("up", { args, fails: true, timeoutMs: TIMEOUT_MS });
    await emulator.control.waitForState("all models train", ({ projects }) => projects[0]?.versions.length === models);
    const from = performance.now();
    process.kill(running.pid, "SIGINT");
    await running.finished;
    return (performance.now() - from) / 1_000;
  } finally {
    stack.dispose();
    emulator.stop();
  }
}

async function firstAnswerOfPlugin(): Promise<number> {
  const engine = await EngineServer.start();
  const from = performance.now();
  const plugin = await PluginClient.start(engine.address, { AWS_CONFIG_FILE: "/nonexistent" });
  await plugin.handshake(engine.address);
  await plugin.configure({ endpoint: NOWHERE, region: SANDBOX_REGION });
  await plugin.check("urn:pulumi:dev::shop::rekognition:index:Project::animals", { projectName: "animals" });
  const took = performance.now() - from;
  plugin.stop();
  engine.kill();
  return took;
}

/** The plugin, in the same run as the dynamic provider. */
export const besideDynamic: Section = {
  name: "plugin",
  title: "The plugin beside the dynamic provider",
  async run(context) {
    const resources = context.count(200, 20);
    const ends = context.count(5, 1);
    const models = context.count(20, 5);
    const starts = context.count(21, 3);
    const emulator = await startRoomyEmulator(resources * 2);
    const projects = await makeProjects(emulator, PROJECTS);
    const ours = await overPlugin(emulator.url, resources, projects);
    const program = ourProgram({ count: resources, projects });
    const theirs = await Stack.create({ endpoint: emulator.url, clockScale: FAST, package: "tarball", program });
    try {
      const { figures, points } = await commands({ ours, theirs }, emulator.control, resources, context);
      const ended: number[] = [];
      for (let run = 1; run <= ends; run += 1) {
        context.progress(`^C, ${run} of ${ends}`);
        ended.push(await secondsToEnd(models));
      }
      const start = await interleaved(
        starts,
        firstAnswerOfPlugin,
        () => firstAnswer("ours"),
        (pair) => {
          context.progress(`start, pair ${pair} of ${starts}`);
        },
      );
      return {
        method: [
          `Two stacks of ${resources} models in ${PROJECTS} projects, one over the plugin and one over the dynamic ` +
            `provider, in turn; medians of pairs. Time runs ${SCALE} times as fast, so that it is ` +
            "the work that shows, and not AWS's rates. Memory is the resident one of the provider's process.",
          `^C: from the signal, while ${models} models train, to the end of the command; the longest of ${ends}.`,
          `Start: from the start of the process to its first answered Check; medians of ${starts} pairs.`,
        ],
        figures: [
          ...figures,
          {
            id: "cancel",
            what: "from ^C to the end",
            unit: "s",
            ours: largest(ended),
            bound: atMost(largest(ended), CANCELLED_WITHIN_S, `within ${CANCELLED_WITHIN_S} s`),
          },
          { id: "cancel-median", what: "from ^C to the end, median", unit: "s", ours: median(ended) },
          { id: "plugin-start", what: "first answer", unit: "ms", ours: start.ours, peers: { [PEER]: start.theirs } },
          { id: "plugin-start-ratio", what: "first answer, ratio", unit: "times", ours: start.ratio },
        ],
        plots: [
          commandsPlot(
            "plugin",
            `${resources} resources: the time of a command over the plugin, and its ratio to the dynamic provider's`,
            points,
          ),
        ],
      };
    } finally {
      ours.dispose();
      theirs.dispose();
      emulator.stop();
    }
  },
};
