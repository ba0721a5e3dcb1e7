import { Stack } from "../../tests/e2e/harness/stack.js";
import type { CallRecord } from "../../emulator/index.js";
import type { EmulatorControl } from "../../tools/sandbox/emulator-control.js";
import { mostMb } from "../measure/memory.js";
import type { Pairs } from "../measure/pairs.js";
import { type Figure, type Point, atMost } from "../report/figure.js";
import type { BenchContext, Section } from "../section.js";
import {
  type Contest,
  TIMEOUT_MS,
  type Verb,
  bars,
  commandsPlot,
  pairFigures,
  previewFigures,
  paired,
} from "./contest.js";
import { noOpProgram, ourProgram } from "./programs.js";
import { FAST, makeProjects, startRoomyEmulator } from "./sandbox.js";

const PEER = "no-op provider";
const PROJECTS = 10;
const ABOVE_EMPTY_MB = 80;
/** So much faster time runs that AWS's rates do not show, and yet no more garbage lies about than the work makes. */
const SCALE = 20;
const SCALED = { PULUMI_REKOGNITION_CLOCK_SCALE: String(SCALE) };
/** As long as a look at AWS apart, with that scale. */
const TRAINING_MS = 5_000;

/** A command that is run once in each stack. */
interface Once {
  readonly verb: Verb;
  readonly took: Pairs;
  readonly calls: readonly CallRecord[];
  readonly ourMb: number;
  readonly theirMb: number;
}

interface Run {
  readonly ms: number;
  readonly mb: number;
}

async function watched(stack: Stack, verb: Verb): Promise<Run> {
  const running = stack.start(verb, { environment: SCALED, timeoutMs: TIMEOUT_MS });
  const mb = await mostMb(running);
  return { ms: (await running.finished).durationMs, mb };
}

async function once({ ours, theirs }: Contest, verb: Verb, control: EmulatorControl): Promise<Once> {
  const since = (await control.calls()).at(-1)?.seq ?? 0;
  const [our, their] = [await watched(ours, verb), await watched(theirs, verb)];
  const took = { ours: our.ms, theirs: their.ms, ratio: our.ms / their.ms };
  return { verb, took, calls: await control.calls({ since }), ourMb: our.mb, theirMb: their.mb };
}

const perResource = (calls: readonly CallRecord[], resources: number): string => {
  const counts = new Map<string, number>();
  for (const { operation } of calls) counts.set(operation, (counts.get(operation) ?? 0) + 1);
  const most = [...counts].sort(([, one], [, other]) => other - one).slice(0, 3);
  return most.map(([operation, count]) => `${(count / resources).toFixed(2)} ${operation}`).join(", ");
};

function onceFigures({ verb, took, calls, ourMb, theirMb }: Once, isBound: boolean): Figure[] {
  const bound = atMost(ourMb, theirMb + ABOVE_EMPTY_MB, `at most ${ABOVE_EMPTY_MB} MB more`);
  return [
    ...pairFigures(PEER, verb, took),
    { id: `${verb}-calls`, what: `${verb}, AWS calls`, unit: "calls", ours: calls.length },
    {
      id: `${verb}-memory`,
      what: `${verb}, most memory of the provider`,
      unit: "MB",
      ours: ourMb,
      peers: { [PEER]: theirMb },
      ...(isBound && { bound }),
    },
  ];
}

async function measure(
  contest: Contest,
  control: EmulatorControl,
  resources: number,
  context: BenchContext,
): Promise<{ figures: Figure[]; points: Point[]; bounds: string }> {
  const { progress } = context;
  progress(`up of ${resources} models`);
  const up = await once(contest, "up", control);
  const since = (await control.calls()).at(-1)?.seq ?? 0;
  const preview = await paired(contest, "preview", context.count(7, 1), context, SCALED);
  const previewCalls = await control.calls({ since });
  progress("refresh");
  const refresh = await once(contest, "refresh", control);
  progress("destroy");
  const destroy = await once(contest, "destroy", control);
  return {
    figures: [
      ...previewFigures(PEER, preview, previewCalls.length),
      ...onceFigures(up, true),
      ...onceFigures(refresh, true),
      ...onceFigures(destroy, true),
    ],
    points: [
      bars(PEER, "preview", preview),
      ...[up, refresh, destroy].map(({ verb, took }) => bars(PEER, verb, took)),
    ].flat(),
    bounds: [up, refresh, destroy].map(({ verb, calls }) => `${verb}: ${perResource(calls, resources)}`).join("; "),
  };
}

/** A stack of as many resources as anybody has in one. */
export const thousand: Section = {
  name: "thousand",
  title: "A thousand resources",
  async run(context) {
    const resources = context.count(1_000, 40);
    const emulator = await startRoomyEmulator(resources);
    const projects = await makeProjects(emulator, PROJECTS);
    const config = { "rekognition:taggingEndpoint": emulator.url };
    const options = { endpoint: emulator.url, config, clockScale: FAST, package: "tarball" } as const;
    const program = { count: resources, projects };
    const ours = await Stack.create({ ...options, program: ourProgram(program) });
    const theirs = await Stack.create({ ...options, program: noOpProgram(program) });
    try {
      await emulator.control.setSwitches({ trainingMs: TRAINING_MS });
      await emulator.control.clock({ scale: SCALE });
      const { figures, points, bounds } = await measure({ ours, theirs }, emulator.control, resources, context);
      const number = resources.toLocaleString("en-US");
      return {
        method: [
          `The real Pulumi CLI on a stack of ${number} models in ${PROJECTS} projects, beside a stack of the same inputs and ` +
            "properties whose provider does nothing: previews in turn, medians of 7 pairs; the others once each. Time runs " +
            `${SCALE} times as fast and a training takes ${TRAINING_MS / 1_000} s of it, so that the work shows. Memory is the most that the ` +
            "provider's process ever had.",
          "What bounds them: preview the program itself, whose SDK takes its time for each property of each resource; at " +
            "AWS itself up, refresh and destroy its rates of 5 (tags: 10) calls a second for each operation. AWS calls for " +
            `each resource: ${bounds}.`,
        ],
        figures,
        plots: [
          commandsPlot("thousand", `${number} resources: the time of a command, and its ratio to the peer's`, points),
        ],
      };
    } finally {
      ours.dispose();
      theirs.dispose();
      emulator.stop();
    }
  },
};
