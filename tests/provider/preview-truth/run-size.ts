/** Inputs of a run: 2,000, or 10,000 with FULL=1. */
export const INPUTS = process.env.FULL === "1" ? 10_000 : 2_000;

/** Where the run's chance comes from: SEED, or the clock. */
export const SEED = process.env.SEED === undefined ? Date.now() % 1_000_000_000 : Number(process.env.SEED);
