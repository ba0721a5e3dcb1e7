import type { Engine } from "../../../tools/engine/find-engine.js";
import { findEngine } from "../../../tools/engine/find-engine.js";
import { terminalProgress } from "../../../tools/engine/terminal.js";

let found: Promise<Engine> | undefined;

/** The engine all end-to-end tests run on; looked for once. */
export function engine(): Promise<Engine> {
  found ??= findEngine(terminalProgress(process.stderr));
  return found;
}
