import { share } from "./share.js";

/** What AWS says of a video; made up, but always the same for the same object. */
export interface VideoFacts {
  readonly format: string;
  readonly durationMs: number;
  readonly frameRate: number;
  readonly width: number;
  readonly height: number;
}

const SHORTEST_MS = 10_000;
const LONGEST_MS = 120_000;

/**
 * @param identity bucket, key and size: the object itself is not read
 * @param leastMs it lasts at least so long
 */
export function videoFacts(identity: string, key: string, leastMs: number): VideoFacts {
  const madeUpMs = SHORTEST_MS + Math.floor((LONGEST_MS - SHORTEST_MS) * share(`${identity}/duration`));
  const durationMs = Math.max(madeUpMs, leastMs);
  const isAvi = key.toLowerCase().endsWith(".avi");
  return { format: isAvi ? "AVI" : "QuickTime / MOV", durationMs, frameRate: 25, width: 1280, height: 720 };
}
