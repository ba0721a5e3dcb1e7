import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { lastWords, runCommand } from "../engine/child-process.js";
import type { Progress } from "../engine/progress.js";

const ROOT = join(__dirname, "..", "..", "..");
const LATER = pathToFileURL(join(ROOT, "tools", "reproduce", "later.mjs")).href;
const STEP_TIMEOUT_MS = 40 * 60_000;

/** What a build must not depend on. */
export interface Place {
  readonly name: string;
  /** The folder it is built in, below a temporary one. */
  readonly folder: string;
  readonly umask: number;
  readonly environment: Readonly<Record<string, string>>;
}

/** Two machines, as far as one machine can be two: Turkish has another small i, and Chatham is 12:45 hours ahead. */
export const PLACES: readonly [Place, Place] = [
  {
    name: "the first place",
    folder: "a",
    umask: 0o022,
    environment: { TZ: "UTC", LC_ALL: "C", LANG: "C", USER: "one", LOGNAME: "one" },
  },
  {
    name: "the second place",
    folder: join("another-and-longer", "folder-of-somebody-else", "checkout"),
    umask: 0o077,
    environment: {
      TZ: "Pacific/Chatham",
      LC_ALL: "tr_TR.UTF-8",
      LANG: "tr_TR.UTF-8",
      USER: "other",
      LOGNAME: "other",
      NODE_OPTIONS: `--import=${LATER}`,
    },
  },
];

/** Builds a commit's release from a clone in a place of its own. Answers the folder with what was made. */
export async function releaseIn(
  place: Place,
  { below, commit, parts }: { readonly below: string; readonly commit: string; readonly parts: readonly string[] },
  progress: Progress,
): Promise<string> {
  const folder = join(below, place.folder);
  const home = join(below, `${place.folder}-home`);
  const temporary = join(below, `${place.folder}-tmp`);
  const release = join(folder, "release");
  const git = ["-c", "core.autocrlf=false", "-c", "advice.detachedHead=false"];
  const env = { ...shared(), ...place.environment, HOME: home, USERPROFILE: home, TMPDIR: temporary, TEMP: temporary };
  const steps: readonly (readonly [string, readonly string[], string])[] = [
    ["git", [...git, "clone", "--quiet", ROOT, folder], below],
    ["git", [...git, "checkout", "--quiet", commit], folder],
    ["npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder],
    ["npm", ["run", "--silent", "release", "--", "--local", ...parts.flatMap((part) => ["--only", part])], folder],
  ];
  const usual = process.umask(place.umask);
  try {
    for (const made of [home, temporary]) mkdirSync(made, { recursive: true });
    progress.begin(`Building in ${place.name}`);
    for (const [command, args, cwd] of steps) {
      progress.detail([command, ...args.filter((arg) => /^[a-z]+$/.test(arg))].join(" "));
      const onErrorLine = (line: string): void => {
        if (/: done after/.test(line)) progress.detail(line);
      };
      const ended = await runCommand(command, args, { cwd, env, timeoutMs: STEP_TIMEOUT_MS, onErrorLine });
      if (ended.exitCode !== 0) throw new Error(`${command} ${args.join(" ")} in ${folder}: ${lastWords(ended)}`);
    }
    progress.end(true);
  } finally {
    process.umask(usual);
  }
  return release;
}

/** What the two have in common: where commands are, and downloads, each of which a lockfile pins by its hash. */
function shared(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(?:npm_|NODE_OPTIONS$|XDG_|INIT_CWD$|PULUMI|SOURCE_DATE_EPOCH$)/i.test(name),
  );
  const shell = process.platform === "win32";
  const said = (command: string, args: readonly string[]): string[] =>
    execFileSync(command, args, { encoding: "utf8", shell }).trim().split(/\r?\n/);
  const [userconfig = "", cache = ""] = ["userconfig", "cache"].flatMap((key) => said("npm", ["config", "get", key]));
  const names = ["GOENV", "GOMODCACHE", "GOCACHE"];
  const values = said("go", ["env", ...names]);
  return {
    ...Object.fromEntries(kept),
    npm_config_userconfig: userconfig,
    npm_config_cache: cache,
    ...Object.fromEntries(names.map((name, index) => [name, values[index]])),
  };
}
