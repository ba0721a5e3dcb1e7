import type { CallRecord } from "../../../emulator/index.js";
import { expectNoMessageWithin } from "../../whole-message.js";
import type { CheckFailure, PlanOptions } from "./plan.js";
import type { KillPoint, PluginProcess } from "./plugin-process.js";
import type { Message } from "./recording-engine.js";

/** How a command is run. */
export interface CommandOptions extends PlanOptions {
  /** The command is expected to fail: it throws if it does not, as it otherwise throws if it does. `either`: never throws. */
  readonly fails?: boolean | "either";
  /** As by `--continue-on-error`: what is to be deleted is deleted even after a failure. */
  readonly continueOnError?: boolean;
  /** What was replaced stays until `deleteReplaced`, as while the engine is still busy with other resources. */
  readonly keepReplaced?: boolean;
  readonly kill?: KillPoint;
  /** Runs within this process; by default each command has one of its own, as with the CLI. */
  readonly process?: PluginProcess;
  readonly timeouts?: { readonly create?: string; readonly update?: string; readonly delete?: string };
}

export type Step =
  "create" | "same" | "update" | "create-replacement" | "delete-replaced" | "delete" | "refresh" | "killed";

/** What a command did. */
export interface Report {
  readonly steps: readonly Step[];
  /** What the user reads where it failed; else empty. */
  readonly error: string;
  readonly checkFailures: readonly CheckFailure[];
  /** Inputs shown as changed. */
  readonly diffs: readonly string[];
  readonly calls: readonly CallRecord[];
  /** The names of the calls, in order. */
  readonly operations: readonly string[];
  readonly messages: readonly Message[];
  readonly warnings: readonly string[];
}

/** A command on its way. */
export interface Run {
  readonly steps: Step[];
  readonly failures: CheckFailure[];
  diffs: readonly string[];
  error: string;
}

/** Sums up a command; throws where it did not end as expected. */
export function report(
  run: Run,
  options: CommandOptions,
  calls: readonly CallRecord[],
  messages: readonly Message[],
): Report {
  const failed = run.error !== "";
  // Each message is one line, so every test of a failure is one of what is said of it.
  for (const message of run.error.split("\n")) expectNoMessageWithin(message);
  if (options.kill === undefined && options.fails !== "either" && failed !== (options.fails === true)) {
    throw new Error(failed ? `failed: ${run.error}` : `expected to fail, but did ${run.steps.join(", ")}`);
  }
  return {
    steps: [...run.steps],
    error: run.error,
    checkFailures: run.failures,
    diffs: run.diffs,
    calls,
    operations: calls.map(({ operation }) => operation),
    messages,
    warnings: messages.filter(({ severity }) => severity === "warning").map(({ text }) => text),
  };
}
