/** The most that a case can use of what AWS bills. */
export interface Bounds {
  /** Trainings that are begun. */
  readonly trainings?: number;
  /** Inference units times hours: the suite stops a model after that. */
  readonly unitHours?: number;
  /** Calls with an image. */
  readonly images?: number;
  /** Minutes of stored video. */
  readonly videoMinutes?: number;
  /** Minutes of a stream. */
  readonly streamMinutes?: number;
}

/** AWS documents trainings of up to 24 hours, and cannot cancel one: no deadline of ours makes it shorter. */
export const LONGEST_TRAINING_HOURS = 24;

/**
 * Set aside for what has no price in provider/aws/prices.ts. These are no prices: they are meant to be far above whatever AWS
 * asks, so that the limit holds although they were never looked up.
 */
export const SET_ASIDE_USD = { image: 0.01, videoMinute: 1, streamMinute: 1 } as const;
