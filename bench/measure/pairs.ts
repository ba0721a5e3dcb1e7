import { median } from "./statistics.js";

/** Two things measured in turn, so that whatever slows the machine down slows both. */
export interface Pairs {
  readonly ours: number;
  readonly theirs: number;
  /** Median of the ratios of each pair, ours to theirs. */
  readonly ratio: number;
}

/**
 * Measures both `count` times, the first one changing from pair to pair; the medians are kept.
 * @param each called before each pair, with its number from 1
 */
export async function interleaved(
  count: number,
  ours: () => Promise<number>,
  theirs: () => Promise<number>,
  each: (pair: number) => void,
): Promise<Pairs> {
  const pairs: { ours: number; theirs: number }[] = [];
  for (let pair = 1; pair <= count; pair += 1) {
    each(pair);
    if (pair % 2 === 1) {
      const first = await ours();
      pairs.push({ ours: first, theirs: await theirs() });
    } else {
      const first = await theirs();
      pairs.push({ ours: await ours(), theirs: first });
    }
  }
  return {
    ours: median(pairs.map((pair) => pair.ours)),
    theirs: median(pairs.map((pair) => pair.theirs)),
    ratio: median(pairs.map((pair) => pair.ours / pair.theirs)),
  };
}
