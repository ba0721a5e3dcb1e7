import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { processTable } from "../../../tools/sandbox/process-table.js";
import { LiveError } from "../live-error.js";

/** Where and as whom a run works: enough to clean up after it. */
export interface RunPlace {
  readonly account: string;
  readonly region: string;
  readonly bucket: string;
  readonly owner: string;
  readonly endpoint?: string;
  readonly clockScale: number;
}

/** What a run leaves on this machine until it is cleaned up. */
export interface EarlierRun {
  readonly folder: string;
  readonly place: RunPlace;
}

const PLACE_FILE = "place.json";

/** The ignored folder of the suite: runs that go on or were killed, and records. */
export class LiveFolder {
  constructor(readonly root: string) {}

  /** Keeps other runs out until the process ends; one whose process is gone is no hindrance. */
  lock(): () => void {
    const file = join(this.root, "lock");
    mkdirSync(this.root, { recursive: true });
    const holder = existsSync(file) ? Number(readFileSync(file, "utf8")) : undefined;
    if (holder !== undefined && isLiveSuite(holder)) {
      throw new LiveError(`Another run goes on here (process ${holder}). Wait for its end, or stop it with ^C.`);
    }
    writeFileSync(file, String(process.pid));
    return () => {
      rmSync(file, { force: true });
    };
  }

  /** A folder for a new run. What is needed to clean up is on disk before anything is made in AWS. */
  begin(run: string, place: RunPlace): string {
    const folder = join(this.root, "runs", run);
    mkdirSync(folder, { recursive: true });
    const file = join(folder, PLACE_FILE);
    writeFileSync(`${file}.new`, JSON.stringify(place, undefined, 2), { flush: true });
    renameSync(`${file}.new`, file);
    return folder;
  }

  /** Runs that were not cleaned up. One without its place had not begun. */
  earlier(): EarlierRun[] {
    const runs = join(this.root, "runs");
    if (!existsSync(runs)) return [];
    return readdirSync(runs).flatMap((name) => {
      const folder = join(runs, name);
      const file = join(folder, PLACE_FILE);
      if (existsSync(file)) return [{ folder, place: JSON.parse(readFileSync(file, "utf8")) as RunPlace }];
      rmSync(folder, { recursive: true, force: true });
      return [];
    });
  }

  /** Where a record goes. */
  recordFile(run: string): string {
    const records = join(this.root, "records");
    mkdirSync(records, { recursive: true });
    return join(records, `${run}.json`);
  }
}

/** Whether a process is a run of this suite; its number may have gone to another since. */
function isLiveSuite(pid: number): boolean {
  if (pid === process.pid) return false;
  return processTable().some((entry) => entry.pid === pid && /\blive[\\/]cli\.js\b/.test(entry.command));
}
