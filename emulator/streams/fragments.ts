/** Where a frame is in a Kinesis video stream. */
export interface FramePlace {
  /** 47 digits; it grows with time. */
  readonly fragmentNumber: string;
  /** When the fragment began, milliseconds since the epoch: by the camera's clock, and by that of Kinesis. */
  readonly producerMs: number;
  readonly serverMs: number;
  /** From the start of the fragment. */
  readonly offsetMs: number;
}

const FRAGMENT_MS = 2_000;
const SERVER_LATER_MS = 200;
const DIGITS_OF_TIME = 36;

/** A number for the fragment of a time, in the form that Kinesis gives them. */
const fragmentOf = (ms: number): bigint => BigInt(`91343852333${String(Math.floor(ms)).padStart(DIGITS_OF_TIME, "0")}`);

/**
 * The place of a frame: fragments last two seconds.
 * @param fromMs when the camera sent the first fragment, milliseconds since the epoch
 * @param elapsedMs how much of the stream is before the frame
 * @param first the number of the first fragment; default: one that goes with `fromMs`
 */
export function framePlace(fromMs: number, elapsedMs: number, first?: string): FramePlace {
  const beforeMs = Math.floor(elapsedMs / FRAGMENT_MS) * FRAGMENT_MS;
  const producerMs = fromMs + beforeMs;
  return {
    fragmentNumber: String((first === undefined ? fragmentOf(fromMs) : BigInt(first)) + BigInt(beforeMs)),
    producerMs,
    serverMs: producerMs + SERVER_LATER_MS,
    offsetMs: elapsedMs - beforeMs,
  };
}
