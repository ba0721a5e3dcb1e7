import type { Sides } from "../judge.js";

/** One mistake in a copy of one side, and where it has to show. */
export interface PlantedFault {
  readonly mistake: string;
  /** Of the disagreement's field. */
  readonly shows: RegExp;
  plant(published: Sides): Sides;
}
