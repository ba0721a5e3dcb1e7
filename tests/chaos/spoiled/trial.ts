import type { PluginProcess } from "../../provider/harness/plugin-process.js";
import type { WireAnswer } from "../../provider/harness/wire.js";
import { goBackTo } from "../in-process/moment.js";
import { type Ending, endingOf } from "../turns/ending.js";
import { deviations } from "../turns/deviations.js";
import { type Form, REPEATED, secondPage } from "./forms.js";
import { mayDiffer } from "./verdict.js";
import type { Exchange, Tap } from "../turns/line.js";
import type { Table, Turn } from "../turns/turns.js";

/** How many answers in a row are spoiled: those to calls of one operation. */
export const TIMES = [1, 3, Infinity] as const;

/** What is spoiled, where, and how often. */
export interface Spoiling {
  readonly form: Form;
  readonly operation: string;
  /** The first answer of this operation that is spoiled, from 1. */
  readonly nth: number;
  readonly times: (typeof TIMES)[number];
}

/** What came of a turn with spoiled answers. */
export interface Trial {
  readonly turn: Turn;
  readonly spoiling: Spoiling;
  readonly spoiled: number;
  readonly first: Ending;
  /** The same command once more, with true answers, where the first failed, or may have ended otherwise. */
  readonly again: Ending | undefined;
}

/** Two well-formed answers that a thing is not there prove it when they are so far apart. */
const PROOF_MS = 10_000;
/** Longer than a process waits for the rest of an answer. */
const PATIENCE_MS = 600_000;
/** More calls than half an hour of waiting takes. */
const MOST_CALLS = 3_000;

/** Takes a turn with some answers spoiled, and where it fails once more with true ones. */
export async function attempt(table: Table, turn: Turn, spoiling: Spoiling): Promise<Trial> {
  const { rig, stack, client, line } = table;
  await goBackTo(turn.before, rig, stack, client);
  line.clear();
  const { tap, spoiled } = spoiler(table, spoiling);
  line.tap = tap;
  let release: () => void = () => undefined;
  const outcome = await turn.run({
    watch: (process) => {
      release = guard(table, process);
    },
  });
  release();
  line.clear();
  const first = endingOf(rig, stack, outcome, turn.before.atMs);
  const isDone = deviations(turn.truth, first).length === 0;
  // What has ended well is not asked for again: it would show what went wrong, or hide it.
  if (isDone || (first.error === turn.truth.error && !mayDiffer(spoiling, first))) {
    return { turn, spoiling, spoiled: spoiled(), first, again: undefined };
  }
  const sinceMs = rig.emulator.nowMs();
  const again = endingOf(rig, stack, await turn.run(), sinceMs);
  return { turn, spoiling, spoiled: spoiled(), first, again };
}

/** Ends a process that would never end by itself; returns the way to let go of it. */
function guard({ rig, line }: Table, process: PluginProcess): () => void {
  const clock = rig.time.ofProcess();
  line.witness = (calls) => {
    clock.abandon();
    if (calls > MOST_CALLS) process.kill();
  };
  line.onSilence = () => {
    void clock.sleep(PATIENCE_MS).then(() => {
      process.kill();
    });
  };
  return () => {
    clock.abandon();
  };
}

function spoiler({ rig }: Table, { form, operation, nth, times }: Spoiling): { tap: Tap; spoiled: () => number } {
  let spoiled = 0;
  let firstAtMs: number | undefined;
  let page: WireAnswer | undefined;
  const following = secondPage(times);
  const isMeant = (exchange: Exchange): boolean => {
    if (exchange.operation !== operation || exchange.nth < nth || spoiled >= (form.name === REPEATED ? 1 : times))
      return false;
    // Seen again later, it would be as good as true.
    if (form.looksTrue?.(operation) !== true) return true;
    return firstAtMs === undefined || rig.emulator.nowMs() - firstAtMs < PROOF_MS;
  };
  const count = (answer: WireAnswer | undefined): WireAnswer | undefined => {
    if (answer !== undefined) spoiled += 1;
    if (answer !== undefined) firstAtMs ??= rig.emulator.nowMs();
    return answer;
  };
  const nothing: WireAnswer = { status: 200, headers: { "content-type": "application/x-amz-json-1.1" }, body: "{}" };
  return {
    spoiled: () => spoiled,
    tap: {
      instead(exchange) {
        const next = page && following(exchange, page);
        if (next !== undefined) return next;
        return isMeant(exchange) && !form.reachesService ? count(form.spoil(nothing, exchange)) : undefined;
      },
      rather(exchange, answer) {
        if (!isMeant(exchange) || !form.reachesService) return undefined;
        page = count(form.spoil(answer, exchange));
        return page;
      },
    },
  };
}
