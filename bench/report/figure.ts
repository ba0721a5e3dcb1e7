/** In what a figure is told. */
export type Unit = "s" | "h" | "models" | "ms" | "calls" | "calls/s" | "%" | "MB" | "bytes" | "times";

/** What a figure has to be. */
export interface Bound {
  /** For example `at most 1.10 times the no-op provider's`. */
  readonly text: string;
  readonly met: boolean;
}

/** One measured thing: ours, and the peers' beside it. */
export interface Figure {
  /** Never changes, so that two runs can be compared. */
  readonly id: string;
  readonly what: string;
  readonly unit: Unit;
  readonly ours: number;
  /** By the peer's column; null: it never gets there. */
  readonly peers?: Readonly<Record<string, number | null>>;
  readonly bound?: Bound;
}

/** A point of a plot. */
export interface Point {
  readonly x: number | string;
  readonly y: number;
  readonly series: string;
  /** What is written at the end of a bar of a pair. */
  readonly label?: string;
}

/** What is drawn. */
export interface Plot {
  /** Name of the file, without its ending. */
  readonly file: string;
  readonly title: string;
  /** `pair`: for each x a bar of ours and one of the peer's beside each other. */
  readonly mark: "line" | "point" | "bar" | "pair";
  readonly x: { readonly title: string; readonly scale?: "log" };
  readonly y: { readonly title: string; readonly scale?: "log" };
  readonly points: readonly Point[];
}

/** What one section of the run has shown. */
export interface SectionResult {
  readonly name: string;
  readonly title: string;
  /** How it was measured, and under which conditions: sentences. */
  readonly method: readonly string[];
  readonly figures: readonly Figure[];
  readonly plots: readonly Plot[];
}

/** A whole run. */
export interface RunResult {
  readonly cores: number;
  readonly node: string;
  /** ISO date of the run. */
  readonly date: string;
  /** Whether the counts were cut down, so that the figures only show that everything works. */
  readonly quick: boolean;
  readonly sections: readonly SectionResult[];
  /** Sections that could not be run, and why. */
  readonly failures: Readonly<Record<string, string>>;
}

/** A bound from above. */
export function atMost(value: number, limit: number, text: string): Bound {
  return { text, met: value <= limit };
}

/** A bound from below. */
export function atLeast(value: number, limit: number, text: string): Bound {
  return { text, met: value >= limit };
}

const DIGITS: Readonly<Record<Unit, number>> = {
  s: 2,
  h: 1,
  models: 0,
  ms: 0,
  calls: 0,
  "calls/s": 0,
  "%": 1,
  MB: 1,
  bytes: 0,
  times: 2,
};

/** As people read it. */
export function spoken(value: number | null | undefined, unit: Unit): string {
  if (value === undefined) return "";
  if (value === null) return "never";
  const text = value.toLocaleString("en-US", { maximumFractionDigits: DIGITS[unit] });
  return unit === "times" ? `${text}x` : unit === "calls" || unit === "models" ? text : `${text} ${unit}`;
}

/** The columns of a section's table beside ours, in the order they first appear. */
export function peersOf(section: SectionResult): string[] {
  return [...new Set(section.figures.flatMap(({ peers }) => Object.keys(peers ?? {})))];
}
