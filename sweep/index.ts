export { type Order, type Outcome, carryOut, concernedBy } from "./remove/carry-out.js";
export type { SweepEnvironment } from "./environment.js";
export { type Findings, type Search, findLeftovers } from "./find/find.js";
export { type RecordedState, readExport } from "./stack/recorded-state.js";
export type { Cause, Leftover, Thing, ThingKind } from "./find/thing.js";
