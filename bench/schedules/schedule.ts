/** How long a client waits between two looks. */
export type Delays =
  | { readonly kind: "fixed"; readonly ms: number }
  /** Each twice the one before. */
  | { readonly kind: "doubling"; readonly firstMs: number; readonly capMs: number }
  /**
   * The n-th is drawn evenly from `minMs` to the smaller of `minMs` times 2 to the power of n - 1 and `maxMs`, until that
   * power alone would exceed `maxMs`; then it is `maxMs`.
   */
  | { readonly kind: "jittered"; readonly minMs: number; readonly maxMs: number }
  /** It does not look at all. */
  | { readonly kind: "none" };

/** What a look at a status means to the client. */
export type ClientVerdict = "done" | "failed" | "again";

/** How a client waits for an object, as data. The first look is made at once. */
export interface Schedule {
  readonly wait: "training" | "start";
  readonly delays: Delays;
  /** Looks after which it gives up. */
  readonly maxLooks?: number;
  /** What it makes of each status that it knows. */
  readonly verdicts: Readonly<Record<string, ClientVerdict>>;
  /** What it makes of every other status. */
  readonly otherwise: ClientVerdict;
}

/** A client beside ours. */
export interface Peer {
  /** Heads its column. */
  readonly name: string;
  /** Where its schedules are written down. */
  readonly sources: readonly string[];
  /** What was read there, in a sentence. */
  readonly says: string;
  readonly schedules: readonly Schedule[];
}

/** The delay before look number `look`, counted from 1 for the second look. */
function delayBefore(delays: Exclude<Delays, { kind: "none" }>, look: number, chance: () => number): number {
  switch (delays.kind) {
    case "fixed":
      return delays.ms;
    case "doubling":
      return Math.min(delays.firstMs * 2 ** (look - 1), delays.capMs);
    case "jittered": {
      const { minMs, maxMs } = delays;
      if (look > Math.log2(maxMs / minMs) + 1) return maxMs;
      return minMs + chance() * (Math.min(minMs * 2 ** (look - 1), maxMs) - minMs);
    }
  }
}

/** What a client did until it noticed. */
export interface Followed {
  readonly looks: number;
  /** Milliseconds after the wait began; undefined: it never noticed. */
  readonly noticedMs: number | undefined;
}

/** Follows a schedule until the first look at or after `reachedMs`. */
export function follow(schedule: Schedule, reachedMs: number, chance: () => number): Followed {
  const { delays, maxLooks = Number.POSITIVE_INFINITY } = schedule;
  if (delays.kind === "none") return { looks: 0, noticedMs: undefined };
  let atMs = 0;
  for (let looks = 1; looks <= maxLooks; looks += 1) {
    if (atMs >= reachedMs) return { looks, noticedMs: atMs };
    atMs += delayBefore(delays, looks, chance);
  }
  return { looks: maxLooks, noticedMs: undefined };
}

/** When the looks within the first `untilMs` are due, earliest and latest, in milliseconds after the wait began. */
export function looksWithin(schedule: Schedule, untilMs: number): { fromMs: number; toMs: number }[] {
  const { delays } = schedule;
  if (delays.kind === "none") return [];
  const looks: { fromMs: number; toMs: number }[] = [];
  let due = { fromMs: 0, toMs: 0 };
  while (due.fromMs <= untilMs) {
    looks.push(due);
    const [earliest, latest] = [0, 1].map((chance) => delayBefore(delays, looks.length, () => chance));
    due = { fromMs: due.fromMs + (earliest ?? 0), toMs: due.toMs + (latest ?? 0) };
  }
  return looks;
}
