import { HeadlessTerminal, type Screen } from "./screen.js";

/** A screen, and for how long it is shown. */
export interface Frame {
  readonly screen: Screen;
  readonly durationMs: number;
}

/** Screens that stood for less are left out, unless they end a chapter. */
const SHORTEST_MS = 250;

/** How much faster than the run it is shown, and how long nothing may happen then. */
const SPEED = 1.7;
const LONGEST_MS = 900;

/** How long the end of a chapter stays, to be read. */
const HOLD_MS = 4_000;

const CLEAR = "\u001b[2J\u001b[3J\u001b[H";

interface Moment {
  readonly atMs: number;
  readonly screen: Screen;
  readonly endsChapter: boolean;
}

/** Records what is written, chapter by chapter, each on an empty screen. */
export class Recording {
  readonly isTTY = true;
  readonly terminal: HeadlessTerminal;
  private readonly moments: Moment[] = [];
  private pending: Promise<void> = Promise.resolve();
  private isOn = false;

  constructor(columns: number, rows: number) {
    this.terminal = new HeadlessTerminal(columns, rows);
  }

  /** Shows output. It is recorded while the recording is on. */
  write(text: string): void {
    const atMs = performance.now();
    this.pending = this.pending.then(async () => {
      await this.terminal.write(text);
      if (this.isOn) this.moments.push({ atMs, screen: this.terminal.screen(), endsChapter: false });
    });
  }

  /** Records one chapter, or only watches it; answers its last screen. */
  async chapter(isRecorded: boolean, play: () => Promise<void>): Promise<Screen> {
    await this.pending;
    await this.terminal.write(CLEAR);
    this.isOn = isRecorded;
    await play();
    await this.pending;
    this.isOn = false;
    const screen = this.terminal.screen();
    if (isRecorded) this.moments.push({ atMs: performance.now(), screen, endsChapter: true });
    return screen;
  }

  /** What was recorded, with its pauses shortened and its ends held. */
  frames(): Frame[] {
    const frames = this.moments.map(({ atMs, screen, endsChapter }, index) => {
      const stoodMs = (this.moments[index + 1]?.atMs ?? atMs) - atMs;
      return { screen, durationMs: endsChapter ? HOLD_MS : Math.min(stoodMs / SPEED, LONGEST_MS) };
    });
    return withoutBlinks(frames);
  }
}

/** Leaves out what could not be seen, and what looks like the frame before. */
function withoutBlinks(frames: readonly Frame[]): Frame[] {
  const kept: Frame[] = [];
  let carriedMs = 0;
  for (const { screen, durationMs } of frames) {
    const last = kept.at(-1);
    carriedMs += durationMs;
    if (carriedMs < SHORTEST_MS) continue;
    if (last !== undefined && isSame(last.screen, screen))
      kept.splice(-1, 1, { screen, durationMs: last.durationMs + carriedMs });
    else kept.push({ screen, durationMs: carriedMs });
    carriedMs = 0;
  }
  return kept;
}

/** Whether two screens look alike. */
export function isSame(one: Screen, other: Screen): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
