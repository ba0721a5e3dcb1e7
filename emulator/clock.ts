/**
 * The emulator's only source of time. Everything else is computed from `nowMs()` when somebody looks, so a virtual day
 * costs nothing.
 */
export interface Clock {
  /** Virtual time in milliseconds since the epoch. */
  nowMs(): number;
  /** Jumps ahead by `ms` of virtual time. */
  advance(ms: number): void;
  /** Virtual seconds that pass in one real second; 0 means that time moves only by `advance`. */
  setScale(scale: number): void;
  scale(): number;
}

export interface ClockOptions {
  /** Virtual seconds per real second; 0 = manual. */
  readonly scale: number;
  /** Virtual time at the start in milliseconds since the epoch; default: the real time. */
  readonly startAtMs?: number;
  /** The machine's monotonic time in milliseconds; default: its own. */
  readonly realMs?: () => number;
}

/** Later times have no ISO 8601 text of the usual form, and much later ones none at all. */
const LAST_MS = Date.UTC(9999, 11, 31);
/** A virtual day in less than a real millisecond. */
const MAX_SCALE = 100_000_000;

/** A clock that runs at `scale` times the speed of the machine's own, which it reads monotonically. */
export function createClock(options: ClockOptions): Clock {
  const realMs = options.realMs ?? (() => performance.now());
  let scale = options.scale;
  let virtualBaseMs = options.startAtMs ?? Date.now();
  let realBaseMs = realMs();
  const nowMs = (): number => Math.min(Math.floor(virtualBaseMs + (realMs() - realBaseMs) * scale), LAST_MS);
  const rebase = (virtualMs: number): void => {
    virtualBaseMs = virtualMs;
    realBaseMs = realMs();
  };
  return {
    nowMs,
    advance(ms) {
      const nextMs = nowMs() + ms;
      if (!(nextMs <= LAST_MS)) throw new Error("the emulator's time ends with the year 9999");
      rebase(nextMs);
    },
    setScale(next) {
      if (!(next >= 0 && next <= MAX_SCALE)) throw new Error(`a time scale is 0 to ${MAX_SCALE}`);
      rebase(nowMs());
      scale = next;
    },
    scale: () => scale,
  };
}

/**
 * Numbers in [0, 1) that look random and are the same on every run, so that a fault with a probability can be
 * reproduced.
 */
export function createChance(seed = 1): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** The machine's own time in milliseconds since the epoch. */
export const realNowMs = (): number => Date.now();

/** Milliseconds since a moment of this process, to measure with. */
export const elapsedMs = (): number => performance.now();

/** The machine's time of day, as its people write it: 14:05:09. */
export const localTime = (): string => new Date().toTimeString().slice(0, 8);

/** The machine's time as ISO 8601 has it, in UTC. */
export const isoTime = (): string => new Date().toISOString();

/** Does something every `ms` real milliseconds until it is told to stop; keeps no process alive. */
export function every(ms: number, act: () => void): () => void {
  const timer = setInterval(act, ms).unref();
  return () => {
    clearInterval(timer);
  };
}
