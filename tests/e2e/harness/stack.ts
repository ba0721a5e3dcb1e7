import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { assertLoopbackEndpoint } from "../../../tools/sandbox/loopback.js";
import { CliError, StackCli } from "../../../tools/sandbox/stack-cli.js";
import type { Verb } from "../../../tools/sandbox/stack-cli.js";
import { createSurroundings, SANDBOX_REGION } from "../../../tools/sandbox/surroundings.js";
import type { Surroundings } from "../../../tools/sandbox/surroundings.js";
import { engine } from "./engine.js";
import { changesOf, diagnosticsOf, readEvents, stepsOf } from "./events.js";
import type { Operation, OperationOptions, RunningOperation } from "./operation.js";
import { providePackage } from "./package-under-test.js";
import type { PackageKind } from "./package-under-test.js";
import { StackState } from "./state.js";

/** The text of `index.js`, CommonJS; or files by their path in the project's folder, `index.js` the one that runs. */
export type Program = string | Readonly<Record<string, string>>;

export interface StackOptions {
  /** A program to put into a project of its own; or `project`, the folder of an existing Pulumi.yaml. */
  readonly program?: Program;
  readonly project?: string;
  /** Becomes `rekognition:endpoint`. Loopback only. */
  readonly endpoint: string;
  /** Becomes `rekognition:region`; null leaves it unset. Default: us-east-1. */
  readonly region?: string | null;
  /** Default: test. */
  readonly name?: string;
  /** Further configuration, with its namespaces. */
  readonly config?: Readonly<Record<string, string>>;
  /** How many times faster the provider's clock runs: the same number as the emulator's. Default: 1. */
  readonly clockScale?: number;
  /** Added to the environment of every command; options for Node come on top of the tests' own. */
  readonly environment?: Readonly<Record<string, string>>;
  /** How a program's own project gets the package. Default: linked. */
  readonly package?: PackageKind;
}

const PRELOAD = `--require ${JSON.stringify(join(__dirname, "preload.js"))}`;
const PROJECT = "sandbox";

/** Of all stacks, since several may share a folder. */
let logs = 0;

function writeProject(folder: string, kind: PackageKind): void {
  mkdirSync(folder);
  const runtime = { name: "nodejs", options: { typescript: false } };
  // JSON is YAML as well.
  writeFileSync(join(folder, "Pulumi.yaml"), JSON.stringify({ name: PROJECT, runtime, main: "index.js" }));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: PROJECT, private: true }));
  providePackage(folder, kind);
}

/** A stack run by the real CLI: its own backend, home and passphrase, and a local endpoint. */
export class Stack {
  private constructor(
    /** The stack's name, as the CLI takes it. */
    public name: string,
    private commands: StackCli,
    private readonly surroundings: Surroundings,
    /** The folder with Pulumi.yaml and the program. */
    readonly folder: string,
  ) {}

  /** What the stack's commands run in, for other commands that are about the same stack. */
  get context(): { readonly environment: Readonly<Record<string, string>>; readonly configFile: string } {
    return { environment: this.surroundings.environment, configFile: this.commands.configFile };
  }

  /** Makes the project and its stack; nothing is deployed yet. */
  static async create(options: StackOptions): Promise<Stack> {
    assertLoopbackEndpoint(options.endpoint);
    const { name = "test" } = options;
    const { folder: engineFolder } = await engine();
    const surroundings = createSurroundings({
      engineFolder,
      clockScale: options.clockScale ?? 1,
      environment: {
        // The engine writes an event log only with its debug commands on.
        PULUMI_DEBUG_COMMANDS: "true",
        ...options.environment,
        NODE_OPTIONS: [PRELOAD, options.environment?.["NODE_OPTIONS"] ?? ""].join(" ").trim(),
      },
    });
    const folder = options.project ?? join(surroundings.folder, "project");
    const commands = new StackCli({
      engineFolder,
      projectFolder: folder,
      configFolder: join(surroundings.folder, "config"),
      environment: surroundings.environment,
      stack: name,
    });
    const stack = new Stack(name, commands, surroundings, folder);
    if (options.project === undefined) writeProject(folder, options.package ?? "linked");
    if (options.program !== undefined) stack.setProgram(options.program);
    await commands.init();
    const region = options.region === null ? {} : { "rekognition:region": options.region ?? SANDBOX_REGION };
    await stack.setConfig({ "rekognition:endpoint": options.endpoint, ...region, ...options.config });
    return stack;
  }

  /** `pulumi stack rename`; configuration and program stay as they are. */
  async rename(name: string): Promise<void> {
    await this.cli(["stack", "rename", name, "--stack", this.name]);
    const { configFile } = this.commands;
    this.commands = this.commandsOf(name);
    // The CLI renames only a file that lies in the project's folder.
    if (existsSync(configFile)) renameSync(configFile, this.commands.configFile);
    this.name = name;
  }

  /** Another stack of the same project, in the same backend, with the same configuration. */
  async beside(name: string): Promise<Stack> {
    const commands = this.commandsOf(name);
    await commands.init();
    const stack = new Stack(name, commands, this.surroundings, this.folder);
    const values = JSON.parse(
      await this.cli(["config", "--json", "--stack", this.name, "--config-file", this.commands.configFile]),
    ) as Record<string, { value: string }>;
    await stack.setConfig(Object.fromEntries(Object.entries(values).map(([key, { value }]) => [key, value])));
    return stack;
  }

  private commandsOf(stack: string): StackCli {
    return new StackCli({ ...this.commands.options, stack });
  }

  /** Replaces the program, for the next operation. */
  setProgram(program: Program): void {
    if (!this.folder.startsWith(this.surroundings.folder)) throw new Error("The program of an existing project stays.");
    const files = typeof program === "string" ? { "index.js": program } : program;
    for (const [path, text] of Object.entries(files)) {
      const file = join(this.folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  }

  /** Sets configuration values; an undefined one is removed. */
  async setConfig(values: Readonly<Record<string, string | undefined>>): Promise<void> {
    const endpoint = values["rekognition:endpoint"];
    if (endpoint !== undefined) assertLoopbackEndpoint(endpoint);
    await this.commands.configure(values);
  }

  /** Sets members of configuration values, by their path. */
  async setConfigPaths(values: Readonly<Record<string, string>>): Promise<void> {
    await this.commands.configurePaths(values);
  }

  /** `pulumi preview --diff`. */
  async preview(options?: OperationOptions): Promise<Operation> {
    return await this.start("preview", options).finished;
  }

  /** `pulumi up`, without its preview. */
  async up(options?: OperationOptions): Promise<Operation> {
    return await this.start("up", options).finished;
  }

  async refresh(options?: OperationOptions): Promise<Operation> {
    return await this.start("refresh", options).finished;
  }

  async destroy(options?: OperationOptions): Promise<Operation> {
    return await this.start("destroy", options).finished;
  }

  /** Starts an operation and gives it back while it goes on, for tests that interfere with it. */
  start(verb: Verb, options: OperationOptions = {}): RunningOperation {
    const log = join(this.surroundings.folder, `events-${String(++logs)}.json`);
    const mode = verb === "preview" ? ["--diff"] : ["--yes", "--skip-preview"];
    const args = ["--event-log", log, ...mode, ...(options.args ?? [])];
    const cli = this.commands.start(verb, args, options);
    const finished = cli.finished.then((result): Operation => {
      const expected = options.fails === true ? result.exitCode !== 0 : result.exitCode === 0;
      if (!expected) throw new CliError([verb, ...args], result);
      const events = readEvents(log);
      const seen = { steps: stepsOf(events), changes: changesOf(events), diagnostics: diagnosticsOf(events) };
      return { ...result, ...seen, events };
    });
    // A test that kills the run may look at the outcome late, or never.
    finished.catch(() => undefined);
    return { pid: cli.pid, finished };
  }

  /** Runs any other command and answers its stdout. Fails unless it exits with 0. */
  async cli(args: readonly string[]): Promise<string> {
    return await this.commands.run(args);
  }

  /** Clears the lock a killed CLI has left. */
  async cancel(): Promise<void> {
    await this.cli(["cancel", "--yes", this.name]);
  }

  /** The state as `pulumi stack export` gives it. */
  async state(): Promise<StackState> {
    return new StackState(await this.cli(["stack", "export", "--stack", this.name]));
  }

  /** The stack's outputs, secrets masked. */
  async outputs(): Promise<Record<string, unknown>> {
    return JSON.parse(await this.cli(["stack", "output", "--json", "--stack", this.name])) as Record<string, unknown>;
  }

  /** Removes the temporary folder. What is deployed stays in the emulator, which goes with the test as well. */
  dispose(): void {
    this.surroundings.dispose();
  }
}
