import type { FoundFace } from "../../images/faces.js";
import { rounded, share } from "../../media/share.js";
import type { Face } from "../../store/things.js";

/** The least that two faces of one person are alike, and the most that those of two persons are. */
const SAME = 99;
const DIFFERENT = 40;

/** Somebody's face. */
export type Identified = Pick<FoundFace, "identity">;

/** How alike two faces are, 0 to 100: always the same for the same two, whichever is asked about first. */
export function similarity(a: Identified, b: Identified): number {
  const seed = share([a.identity, b.identity].sort().join("\0"));
  return rounded(a.identity === b.identity ? SAME + 0.99 * seed : DIFFERENT * seed);
}

/** Whether it is worth to work out how alike two faces are. */
export const mayMatch = (a: Identified, b: Identified, threshold: number): boolean =>
  threshold <= DIFFERENT || a.identity === b.identity;

/** Something that is compared, with how alike it is. */
export interface Scored<T> {
  readonly item: T;
  readonly similarity: number;
}

/** Those that are alike enough, the most alike first. */
export const ranked = <T>(items: readonly Scored<T>[], threshold: number, most: number): Scored<T>[] =>
  items
    .filter((each) => each.similarity >= threshold)
    .sort((a, b) => b.similarity - a.similarity)
    .slice(0, most);

/** How alike a face is to those of a user: as much as to the one that is most like it. */
export const likeness = (faces: Iterable<Face>, face: Identified): number =>
  Math.max(0, ...[...faces].map(({ found }) => similarity(found, face)));
