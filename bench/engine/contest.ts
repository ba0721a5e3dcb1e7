import type { Stack } from "../../tests/e2e/harness/stack.js";
import { type Pairs, interleaved } from "../measure/pairs.js";
import { type Figure, type Plot, type Point, atMost, spoken } from "../report/figure.js";
import type { BenchContext } from "../section.js";

/** Commands that are timed. */
export type Verb = "preview" | "up" | "refresh" | "destroy";

/** Two stacks whose commands are run in turn. */
export interface Contest {
  readonly ours: Stack;
  readonly theirs: Stack;
}

export const TIMEOUT_MS = 20 * 60_000;

/** Milliseconds that a command takes. */
export async function timed(
  stack: Stack,
  verb: Verb,
  environment: Readonly<Record<string, string>> = {},
): Promise<number> {
  const { durationMs } = await stack[verb]({ environment, timeoutMs: TIMEOUT_MS });
  return durationMs;
}

/** A command, so many times in each stack. */
export function paired(
  { ours, theirs }: Contest,
  verb: Verb,
  count: number,
  context: BenchContext,
  environment = {},
): Promise<Pairs> {
  return interleaved(
    count,
    () => timed(ours, verb, environment),
    () => timed(theirs, verb, environment),
    (pair) => {
      context.progress(`${verb}, pair ${pair} of ${count}`);
    },
  );
}

/** How much of the state a resource takes. */
export async function stateBytes(stack: Stack, resources: number): Promise<number> {
  return (await stack.cli(["stack", "export", "--stack", stack.name])).length / resources;
}

/** The figures of a command; `more` is the ratio's. */
export function pairFigures(
  peer: string,
  verb: Verb,
  { ours, theirs, ratio }: Pairs,
  more: Partial<Figure> = {},
): Figure[] {
  return [
    { id: verb, what: verb, unit: "ms", ours, peers: { [peer]: theirs } },
    { id: `${verb}-ratio`, what: `${verb}, ratio`, unit: "times", ours: ratio, ...more },
  ];
}

/** The bars of a command. */
export function bars(peer: string, verb: Verb, { ours, theirs, ratio }: Pairs): Point[] {
  const [y, peersY] = [ours / 1_000, theirs / 1_000];
  return [
    { x: verb, y, series: "pulumi-rekognition", label: `${spoken(ratio, "times")} (${spoken(y, "s")})` },
    { x: verb, y: peersY, series: peer, label: spoken(peersY, "s") },
  ];
}

/** The plot of commands. */
export function commandsPlot(file: string, title: string, points: readonly Point[]): Plot {
  return { file, title, mark: "pair", x: { title: "" }, y: { title: "seconds" }, points };
}

/** A preview takes hardly longer than one of a provider that does nothing. */
const PREVIEW_MOST = 1.1;

/** The time of a preview, and how many calls all of them made. */
export function previewFigures(peer: string, preview: Pairs, calls: number): Figure[] {
  return [
    ...pairFigures(peer, "preview", preview, {
      bound: atMost(preview.ratio, PREVIEW_MOST, `at most ${PREVIEW_MOST}x`),
    }),
    {
      id: "preview-calls",
      what: "AWS calls of all previews",
      unit: "calls",
      ours: calls,
      bound: atMost(calls, 0, "none"),
    },
  ];
}
