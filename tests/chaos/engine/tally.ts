import type { Chapter } from "./chapter.js";
import { expectConverged, expectNobodyLeft } from "./chapter.js";

const seen: Chapter[] = [];

/** Notes a kill for the report. */
export function record(chapter: Chapter): void {
  seen.push(chapter);
}

/** What came of some kills. */
export interface Sum {
  readonly tried: number;
  readonly converged: number;
  readonly duplicates: number;
  readonly orphans: number;
  readonly overpaid: number;
  readonly swept: number;
}

/** The sum over those that fit. */
export function sum(fits: (chapter: Chapter) => boolean = () => true): Sum {
  const chapters = seen.filter((chapter) => chapter.kill.hit && fits(chapter));
  const total = (of: (chapter: Chapter) => number): number => chapters.reduce((all, each) => all + of(each), 0);
  return {
    tried: chapters.length,
    converged: chapters.filter(hasConverged).length,
    duplicates: total(({ duplicates }) => duplicates),
    orphans: total(({ truth, kill }) => truth.orphans.length + (kill.orphansGone ? 0 : 1)),
    overpaid: Math.round(total(({ overpaid }) => overpaid)),
    swept: chapters.filter(({ swept }) => swept).length,
  };
}

function hasConverged(chapter: Chapter): boolean {
  try {
    expectNobodyLeft(chapter.kill);
    expectConverged(chapter);
    return true;
  } catch {
    return false;
  }
}
