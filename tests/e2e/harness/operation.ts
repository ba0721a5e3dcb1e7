import type { EngineEvent } from "@pulumi/pulumi/automation";
import type { CliResult } from "../../../tools/sandbox/pulumi-cli.js";
import type { Diagnostic, Step } from "./events.js";

export interface OperationOptions {
  /** Further arguments of the CLI. */
  readonly args?: readonly string[];
  /** The operation has to fail; otherwise it has to succeed. */
  readonly fails?: boolean;
  /** Added to the environment of this one command. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Runs the CLI as the leader of a process group of its own, for signals as a terminal sends them. */
  readonly ownGroup?: boolean;
  /** Sees the output as it comes. */
  readonly onOutput?: (text: string) => void;
  /** Default: 5 minutes. */
  readonly timeoutMs?: number;
}

/** What an operation printed and did. */
export interface Operation extends CliResult {
  readonly steps: readonly Step[];
  /** The engine's own count of resources by operation, such as `{ same: 3, update: 1 }`. */
  readonly changes: Readonly<Record<string, number>>;
  readonly diagnostics: readonly Diagnostic[];
  readonly events: readonly EngineEvent[];
}

/** An operation that goes on. */
export interface RunningOperation {
  /** The CLI's process id. */
  readonly pid: number;
  readonly finished: Promise<Operation>;
}

/** What was, or would be, done to each resource, such as "update model"; those that stay as they are left out. */
export function changesIn({ steps }: Operation): string[] {
  const changed = steps.filter(({ op }) => op !== "same" && op !== "refresh");
  return changed.map(({ op, name }) => `${op} ${name}`);
}
