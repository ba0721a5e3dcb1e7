import { mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { killTree } from "../../../tools/sandbox/process-table.js";
import { CliError, StackCli, type Verb } from "../../../tools/sandbox/stack-cli.js";
import { providePackage } from "../../e2e/harness/package-under-test.js";

export interface LiveStackOptions {
  readonly engineFolder: string;
  /** The run's folder; the stack lives in one of its own there. */
  readonly runFolder: string;
  readonly name: string;
  readonly clockScale: number;
  readonly config: Readonly<Record<string, string>>;
  /** Ends the command that runs, at once. */
  readonly signal: AbortSignal;
}

/** Longer than AWS's longest training; the run's own deadline ends a command before. */
const COMMAND_LIMIT_MS = 30 * 3_600_000;
/** The longest that a timer of Node takes is more than that. */
const PROJECT = "pulumi-rekognition-live";

/** A stack on the account of the run: the real CLI and the package of this repository, with state on this machine. */
export class LiveStack {
  private constructor(
    private readonly cli: StackCli,
    private readonly options: LiveStackOptions,
    private readonly folder: string,
  ) {}

  static async create(options: LiveStackOptions): Promise<LiveStack> {
    const { runFolder, name, engineFolder } = options;
    const folder = join(runFolder, name);
    const project = join(folder, "project");
    for (const made of [project, join(folder, "home"), join(folder, "state")]) mkdirSync(made, { recursive: true });
    const runtime = { name: "nodejs", options: { typescript: false } };
    writeFileSync(join(project, "Pulumi.yaml"), JSON.stringify({ name: PROJECT, runtime, main: "index.js" }));
    writeFileSync(join(project, "package.json"), JSON.stringify({ name: PROJECT, private: true }));
    providePackage(project, "linked");
    const cli = new StackCli({
      engineFolder,
      projectFolder: project,
      configFolder: join(folder, "config"),
      environment: environmentOf(options, folder),
      stack: name,
    });
    await cli.init();
    await cli.configure(options.config);
    return new LiveStack(cli, options, folder);
  }

  /** The log of the provider's calls. */
  get callLog(): string {
    return join(this.folder, "calls.log");
  }

  /** `pulumi up` of this program. */
  async up(program: string, ...args: readonly string[]): Promise<void> {
    writeFileSync(join(this.folder, "project", "index.js"), program);
    await this.run("up", args);
  }

  /** `pulumi refresh`, which must find everything as it is recorded. */
  async refresh(): Promise<void> {
    await this.run("refresh", ["--expect-no-changes"]);
  }

  async destroy(): Promise<void> {
    await this.run("destroy", []);
  }

  async outputs(): Promise<Readonly<Record<string, unknown>>> {
    const text = await this.cli.run(["stack", "output", "--json", "--stack", this.options.name]);
    return JSON.parse(text) as Record<string, unknown>;
  }

  private async run(verb: Verb, args: readonly string[]): Promise<void> {
    const { signal } = this.options;
    signal.throwIfAborted();
    const all = ["--yes", "--skip-preview", ...args];
    const running = this.cli.start(verb, all, { timeoutMs: COMMAND_LIMIT_MS });
    const kill = (): void => {
      killTree(running.pid);
    };
    signal.addEventListener("abort", kill, { once: true });
    try {
      const result = await running.finished;
      signal.throwIfAborted();
      if (result.exitCode !== 0) throw new CliError([verb, ...all], result);
    } finally {
      signal.removeEventListener("abort", kill);
    }
  }
}

/** The caller's own, credentials included; Pulumi's settings are the stack's, not the user's. */
function environmentOf({ engineFolder, clockScale }: LiveStackOptions, folder: string): Record<string, string> {
  const own = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !entry[0].startsWith("PULUMI_"),
  );
  const inherited = Object.fromEntries(own);
  // npm adds folders where the engine would find this package's plugin, and take it for installed.
  const path = (inherited["PATH"] ?? "")
    .split(delimiter)
    .filter((each) => !each.endsWith(join("node_modules", ".bin")));
  return {
    ...inherited,
    PATH: [engineFolder, ...path].join(delimiter),
    PULUMI_HOME: join(folder, "home"),
    PULUMI_BACKEND_URL: pathToFileURL(join(folder, "state")).href,
    PULUMI_CONFIG_PASSPHRASE: "throw-away",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_REKOGNITION_LOG: join(folder, "calls.log"),
    PULUMI_REKOGNITION_CLOCK_SCALE: String(clockScale),
  };
}
