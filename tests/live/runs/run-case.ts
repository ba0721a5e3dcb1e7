import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type CaseContext, type LiveCase, NotHere, type Used } from "../cases/live-case.js";
import { readProviderLog } from "../record/provider-log.js";
import type { CaseOutcome } from "../record/record.js";
import { LiveStack } from "./live-stack.js";
import { findEngine } from "../../../tools/engine/find-engine.js";
import { terminalProgress } from "../../../tools/engine/terminal.js";
import type { Settings } from "../settings.js";

/** What a case works with that is the run's. */
export type RunContext = Omit<CaseContext, "stack" | "stop" | "folder">;

export interface Ended extends Pick<CaseOutcome, "outcome" | "reason"> {
  /** Undefined where not everything was seen to end: the worst counts for spent then. */
  readonly used: Used | undefined;
}

/** Runs a case; an error ends it, not the run. */
export async function runCase(each: LiveCase, run: RunContext, runFolder: string): Promise<Ended> {
  const folder = join(runFolder, "files", each.name);
  mkdirSync(folder, { recursive: true });
  const stopped = new AbortController();
  const signal = AbortSignal.any([run.signal, stopped.signal]);
  let stack: Promise<LiveStack> | undefined;
  const context: CaseContext = {
    ...run,
    folder,
    signal,
    stop: (reason) => {
      stopped.abort(new Error(reason));
    },
    stack: () => (stack ??= makeStack(each.name, { ...run, signal }, runFolder)),
  };
  try {
    const used = await each.run(context);
    return { outcome: "passed", used: used ?? { bounds: {}, trainingHours: 0 } };
  } catch (error) {
    if (signal.aborted) return { outcome: "stopped", reason: messageOf(signal.reason), used: undefined };
    if (error instanceof NotHere) return { outcome: "skipped", reason: error.message, used: undefined };
    return { outcome: "failed", reason: messageOf(error), used: undefined };
  } finally {
    const made = await stack?.catch(() => undefined);
    if (made !== undefined) run.recorder.providerCalls.push(...readProviderLog(made.callLog, each.name));
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function makeStack(name: string, context: Omit<RunContext, "stack">, runFolder: string): Promise<LiveStack> {
  const { settings, names, signal } = context;
  const engine = await findEngine(terminalProgress(process.stderr));
  return await LiveStack.create({
    engineFolder: engine.folder,
    runFolder,
    name,
    clockScale: settings.clockScale,
    signal,
    config: configOf(settings, names.mark),
  });
}

function configOf({ region, account, endpoint }: Settings, mark: string): Record<string, string> {
  return {
    "rekognition:region": region,
    "rekognition:ownerId": mark,
    "rekognition:allowedAccountIds": JSON.stringify([account]),
    ...(endpoint === undefined
      ? {}
      : {
          "rekognition:endpoint": endpoint,
          "rekognition:s3Endpoint": endpoint,
          "rekognition:taggingEndpoint": endpoint,
        }),
  };
}
