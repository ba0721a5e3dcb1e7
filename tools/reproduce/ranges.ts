/** Bytes that differ: where they begin, and how many there are. */
export interface Range {
  readonly offset: number;
  readonly length: number;
}

/** Equal bytes between two differences that are fewer than this belong to one: a digest differs in most of its bytes. */
const GAP = 16;

/** Where two files differ. What one of them has beyond the end of the other differs as well. */
export function differingRanges(one: Buffer, other: Buffer): Range[] {
  const ranges: { offset: number; length: number }[] = [];
  const add = (offset: number, end: number): void => {
    const last = ranges.at(-1);
    if (last !== undefined && offset - (last.offset + last.length) < GAP) last.length = end - last.offset;
    else ranges.push({ offset, length: end - offset });
  };
  const common = Math.min(one.length, other.length);
  for (let at = 0; at < common; at += BLOCK) {
    const end = Math.min(at + BLOCK, common);
    if (one.compare(other, at, end, at, end) === 0) continue;
    for (let index = at; index < end; index++) {
      if (one[index] !== other[index]) add(index, index + 1);
    }
  }
  if (one.length !== other.length) add(common, Math.max(one.length, other.length));
  return ranges;
}

/** Compared at once; an executable has 130 MB. */
const BLOCK = 4_096;
