import type { SectionResult } from "./report/figure.js";

/** What a section is given to work with. */
export interface BenchContext {
  /** Whether to cut the counts down, to see only that everything works. */
  readonly quick: boolean;
  /** One of two counts, by that. */
  readonly count: (full: number, quick: number) => number;
  readonly progress: (text: string) => void;
}

/** A part of the run that can be asked for by its name. */
export interface Section {
  readonly name: string;
  readonly title: string;
  run(context: BenchContext): Promise<Omit<SectionResult, "name" | "title">>;
}
