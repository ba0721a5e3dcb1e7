export { type Order, type Outcome, carryOut, concernedBy } from "./carry-out.js";
export type { SweepEnvironment } from "./environment.js";
export { type Findings, type Search, findLeftovers } from "./find.js";
export { type RecordedState, readExport } from "./recorded-state.js";
export type { Cause, Leftover, Thing, ThingKind } from "./thing.js";
