import type { Fault } from "./faults.js";
import type { Outcomes } from "./outcomes.js";

/** What was set and has not been used up. */
export interface Pending {
  /** Virtual seconds that pass in a real one; 0: time moves only when it is told to. */
  readonly timeScale: number;
  /** The faults that calls will meet, with what is left of `skip` and `times`. */
  readonly faults: readonly Fault[];
  readonly outcomes: Outcomes;
}
