import { Stack } from "../../tests/e2e/harness/stack.js";
import type { CallRecord } from "../../emulator/index.js";
import type { EmulatorProcess } from "../../tools/sandbox/emulator-process.js";
import type { Pairs } from "../measure/pairs.js";
import { type Figure, type Point, atMost } from "../report/figure.js";
import type { BenchContext, Section } from "../section.js";
import {
  type Contest,
  TIMEOUT_MS,
  bars,
  commandsPlot,
  pairFigures,
  previewFigures,
  paired,
  stateBytes,
  timed,
} from "./contest.js";
import { noOpProgram, ourProgram } from "./programs.js";
import { FAST, REAL_TIME, makeProjects, startRoomyEmulator } from "./sandbox.js";

const PEER = "no-op provider";
const PROJECTS = 10;
/** A refresh of many, where the tagging API may be asked. */
const REFRESH_MOST = 2;

/** The two stacks, and the emulator of ours. */
interface Two extends Contest {
  readonly emulator: EmulatorProcess;
}

async function callsOf(emulator: EmulatorProcess, work: () => Promise<unknown>): Promise<readonly CallRecord[]> {
  const since = (await emulator.control.calls()).at(-1)?.seq ?? 0;
  await work();
  return emulator.control.calls({ since });
}

/** Calls that this package made, and not the SDK's clients for what was set up. */
function count(calls: readonly CallRecord[], operation: string): number {
  return calls.filter((call) => call.operation === operation).length;
}

function refreshFigures(
  id: string,
  of: string,
  resources: number,
  calls: readonly CallRecord[],
  isBound = true,
): Figure[] {
  const describes = count(calls, "DescribeProjectVersions");
  const tagReads = count(calls, "ListTagsForResource");
  return [
    {
      id: `${id}-describes`,
      what: `DescribeProjectVersions calls of ${of}`,
      unit: "calls",
      ours: describes,
      ...(isBound && { bound: atMost(describes, PROJECTS, `at most ${PROJECTS}`) }),
    },
    {
      id: `${id}-tag-sets`,
      what: `tag:GetResources calls of ${of}`,
      unit: "calls",
      ours: count(calls, "GetResources"),
    },
    {
      id: `${id}-tags`,
      what: `ListTagsForResource calls of ${of}`,
      unit: "calls",
      ours: tagReads,
      bound: atMost(tagReads, resources, "at most one a resource"),
    },
  ];
}

async function measure(
  two: Two,
  resources: number,
  context: BenchContext,
): Promise<{ figures: Figure[]; points: Point[] }> {
  const { emulator, ours, theirs: none } = two;
  const few = context.count(3, 1);
  context.progress("the first up");
  await ours.up({ timeoutMs: TIMEOUT_MS });
  await none.up({ timeoutMs: TIMEOUT_MS });
  const bytes = { ours: await stateBytes(ours, resources), none: await stateBytes(none, resources) };

  let preview: Pairs | undefined;
  await emulator.control.clock({ scale: 1 });
  const previewCalls = await callsOf(emulator, async () => {
    preview = await paired(two, "preview", context.count(5, 1), context, REAL_TIME);
  });
  const refresh = await paired(two, "refresh", few, context, REAL_TIME);
  context.progress("the calls of one refresh");
  const refreshCalls = await callsOf(emulator, () => timed(ours, "refresh", REAL_TIME));
  context.progress(`the calls of one refresh, ${resources} at a time`);
  const allAtOnce = ["--parallel", String(resources)];
  const refreshAtOnce = await callsOf(emulator, () =>
    ours.refresh({ environment: REAL_TIME, timeoutMs: TIMEOUT_MS, args: allAtOnce }),
  );
  context.progress("refresh without tag:GetResources");
  await emulator.control.setSwitches({ taggingApi: "denies" });
  const denied = await paired(two, "refresh", few, context, REAL_TIME);
  const deniedCalls = await callsOf(emulator, () => timed(ours, "refresh", REAL_TIME));
  await emulator.control.setSwitches({ taggingApi: "serves" });
  await emulator.control.clock({ scale: FAST });

  const ups: Pairs[] = [];
  const destroys: Pairs[] = [];
  for (let round = 1; round <= few; round += 1) {
    context.progress(`round ${round} of ${few}`);
    destroys.push(await paired(two, "destroy", 1, context));
    ups.push(await paired(two, "up", 1, context));
  }
  const up = medianPair(ups);
  const destroy = medianPair(destroys);
  if (preview === undefined) throw new Error("no preview was measured");
  const ofRefresh = [
    ...refreshFigures("refresh", `a refresh of ${resources} versions in ${PROJECTS} projects`, resources, refreshCalls),
    ...refreshFigures("refresh-at-once", `the same with ${allAtOnce.join(" ")}`, resources, refreshAtOnce),
    {
      id: "refresh-denied-ratio",
      what: "refresh where tag:GetResources is denied, ratio",
      unit: "times" as const,
      ours: denied.ratio,
    },
    ...refreshFigures("refresh-denied", "a refresh where tag:GetResources is denied", resources, deniedCalls, false),
  ];
  return {
    figures: [
      ...previewFigures(PEER, preview, previewCalls.length),
      ...pairFigures(PEER, "up", up),
      ...pairFigures(PEER, "refresh", refresh, {
        bound: atMost(refresh.ratio, REFRESH_MOST, `at most ${REFRESH_MOST}x`),
      }),
      ...ofRefresh,
      ...pairFigures(PEER, "destroy", destroy),
      { id: "state", what: "state per resource", unit: "bytes", ours: bytes.ours, peers: { [PEER]: bytes.none } },
    ],
    points: [
      bars(PEER, "preview", preview),
      bars(PEER, "up", up),
      bars(PEER, "refresh", refresh),
      bars(PEER, "destroy", destroy),
    ].flat(),
  };
}

function medianPair(pairs: readonly Pairs[]): Pairs {
  const middle = pairs.toSorted((a, b) => a.ratio - b.ratio)[Math.floor((pairs.length - 1) / 2)];
  if (middle === undefined) throw new Error("nothing was measured");
  return middle;
}

/** Whole commands of the real engine, beside a provider that does nothing. */
export const twoHundred: Section = {
  name: "engine",
  title: "Commands of the CLI",
  async run(context) {
    const resources = context.count(200, 20);
    const emulator = await startRoomyEmulator(resources);
    const projects = await makeProjects(emulator, PROJECTS);
    const config = { "rekognition:taggingEndpoint": emulator.url };
    const options = { endpoint: emulator.url, config, clockScale: FAST, package: "tarball" } as const;
    const program = { count: resources, projects };
    const ours = await Stack.create({ ...options, program: ourProgram(program) });
    const none = await Stack.create({ ...options, program: noOpProgram(program) });
    try {
      const { figures, points } = await measure({ ours, theirs: none, emulator }, resources, context);
      return {
        method: [
          `The real Pulumi CLI on a stack of ${resources} models in ${PROJECTS} projects against the emulator, ` +
            "alternating with a stack of the same inputs and properties whose provider does nothing; medians of pairs, 5 of preview and 3 of the " +
            "others. The package is installed as npm packs it.",
          `up and destroy run with time ${FAST.toLocaleString("en-US")} times as fast and trainings of a minute, so that ` +
            "they show the work and not AWS's rates and times; preview and refresh run in real time, paced to AWS's " +
            "rates. The quotas of concurrent trainings and of models in a project are raised by the emulator's switches.",
          "Refresh: one page tells about all models of a project, and one `tag:GetResources` about the tags of 100 things " +
            "(docs/adr/0020-tags-of-many.md). Where that is denied, each model's tags are asked for by themselves, of which " +
            "AWS admits 10 calls a second.",
          "State: the length of `pulumi stack export`, divided by the number of resources.",
        ],
        figures,
        plots: [
          commandsPlot(
            "commands",
            `${resources} resources: the time of a command, and its ratio to the peer's`,
            points,
          ),
        ],
      };
    } finally {
      ours.dispose();
      none.dispose();
      emulator.stop();
    }
  },
};
