import { createHash } from "node:crypto";

/** Whether every point is tried: `FULL=1`. */
export const isFull = process.env.FULL === "1";

/** What the sample hangs on: `SEED=n`. */
export const seed = process.env.SEED ?? "1";

/** A number in [0, 1) that is the same whenever seed and parts are. */
export function chance(...parts: readonly (string | number)[]): number {
  const digest = createHash("sha256")
    .update([seed, ...parts].join("/"))
    .digest();
  return digest.readUInt32BE(0) / 2 ** 32;
}

/** One of some values, the same whenever seed and parts are. */
export function choice<T>(values: readonly T[], ...parts: readonly (string | number)[]): T {
  const value = values[Math.floor(chance(...parts) * values.length)];
  if (value === undefined) throw new Error("there is nothing to choose from");
  return value;
}
