const PLAIN_EVERY_MS = 5_000;
const LIVE_EVERY_MS = 1_000;

/** Tells a waiting person what goes on, and that something does. */
export interface Progress {
  begin(what: string): void;
  /** What the current step does right now. */
  detail(text: string): void;
  end(succeeded: boolean): void;
}

export interface ProgressOutput {
  /** Prints a line that stays. */
  readonly report: (line: string) => void;
  /** Rewrites the terminal's current line, once a second. Left out where there is no terminal: lines every 5 s instead. */
  readonly live?: (line: string) => void;
}

function elapsed(sinceMs: number): string {
  const seconds = Math.round((Date.now() - sinceMs) / 1000);
  return seconds < 60 ? `${String(seconds)} s` : `${String(Math.floor(seconds / 60))} min ${String(seconds % 60)} s`;
}

/** Shows one step at a time with the seconds it has taken. */
export function showProgress(output: ProgressOutput): Progress {
  let what = "";
  let doing = "";
  let startedMs = 0;
  let beat: NodeJS.Timeout | undefined;
  const line = () => `${what}: ${elapsed(startedMs)}${doing === "" ? "" : `, ${doing}`}`;
  return {
    begin(step) {
      what = step;
      doing = "";
      startedMs = Date.now();
      output.report(what);
      const show = output.live ?? output.report;
      const everyMs = output.live === undefined ? PLAIN_EVERY_MS : LIVE_EVERY_MS;
      beat = setInterval(() => {
        show(line());
      }, everyMs);
      beat.unref();
    },
    detail(text) {
      doing = text;
    },
    end(succeeded) {
      clearInterval(beat);
      output.report(`${what}: ${succeeded ? "done" : "failed"} after ${elapsed(startedMs)}`);
    },
  };
}
