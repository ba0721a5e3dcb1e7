import { readFileSync, readlinkSync } from "node:fs";
import type { Clock } from "../base/clock.js";
import { humanDuration } from "../base/durations.js";
import type { Progress } from "../lifecycle/wait-for-state.js";
import type { Engine } from "./engine.js";

const LIVE_INTERVAL_MS = 1_000;
const LOG_INTERVAL_MS = 10 * 60_000;
/** A wait that ends sooner is not worth a line. */
const QUIET_MS = 2_000;

/** Tells how a wait goes: live on a terminal, else one line a change and every ten minutes, since there each is a log line. */
export function progressReporter(
  engine: Pick<Engine, "log">,
  urn: string,
  clock: Clock,
  isLive: boolean,
): { report(progress: Progress): void; end(outcome: string): void } {
  let lastText = "";
  let lastAt = -Infinity;
  let told = false;
  return {
    report(progress) {
      const key = `${progress.waitingUntil} ${progress.status}`;
      const now = clock.monotonicMs();
      const due = now - lastAt >= (isLive ? LIVE_INTERVAL_MS : LOG_INTERVAL_MS);
      if (progress.elapsedMs < QUIET_MS || (key === lastText && !due)) return;
      lastText = key;
      lastAt = now;
      told = true;
      engine.log(progressText(progress), { urn, severity: "info", ephemeral: true });
    },
    end(outcome) {
      // The last message stays beside the result, so it had better be the outcome.
      if (told) engine.log(outcome, { urn, severity: "info", ephemeral: true });
    },
  };
}

function progressText({ status, elapsedMs, waitingUntil }: Progress): string {
  return `${status}, ${humanDuration(elapsedMs)} so far, until it ${waitingUntil}`;
}

/**
 * Whether the CLI that this plugin belongs to writes to a terminal. The engine does not say; where /proc cannot tell
 * either, the answer is no, which only makes progress sparser.
 */
export function cliIsOnTerminal(): boolean {
  try {
    let pid = process.ppid;
    for (let depth = 0; depth < 4 && pid > 1; depth++) {
      const status = readFileSync(`/proc/${String(pid)}/status`, "utf8");
      if (/^Name:\s*pulumi$/m.test(status)) return readlinkSync(`/proc/${String(pid)}/fd/1`).startsWith("/dev/pts/");
      pid = Number(/^PPid:\s*(\d+)$/m.exec(status)?.[1] ?? "0");
    }
  } catch {
    return false;
  }
  return false;
}
