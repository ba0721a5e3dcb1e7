import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type CliOptions, type CliResult, type RunningCli, startCli } from "./pulumi-cli.js";

export type Verb = "preview" | "up" | "refresh" | "destroy";

export interface StackCliOptions {
  readonly engineFolder: string;
  /** The folder with Pulumi.yaml. Nothing is written there. */
  readonly projectFolder: string;
  /** A temporary folder, for the stack's configuration. */
  readonly configFolder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly stack: string;
}

/** Run options of one command. */
export type RunOptions = Partial<Pick<CliOptions, "environment" | "timeoutMs" | "ownGroup" | "onOutput">> & {
  /** Whether preview, up, refresh and destroy colour what they print. Default: false. */
  readonly color?: boolean;
};

/** A command of the CLI that only prepares or looks did not succeed. */
export class CliError extends Error {
  override readonly name = "CliError";
  constructor(
    readonly args: readonly string[],
    readonly result: CliResult,
  ) {
    const end = result.signal === null ? `exit code ${String(result.exitCode)}` : `signal ${result.signal}`;
    super(`"pulumi ${args.join(" ")}" ended unexpectedly with ${end}:\n${result.text}`);
  }
}

/** One stack of a project, driven by the real CLI, whose configuration stays out of the project's folder. */
export class StackCli {
  constructor(readonly options: StackCliOptions) {}

  /** The stack's configuration. */
  get configFile(): string {
    return join(this.options.configFolder, `Pulumi.${this.options.stack}.yaml`);
  }

  /** What makes a command one on this stack. */
  get where(): readonly string[] {
    return ["--stack", this.options.stack, "--config-file", this.configFile];
  }

  /** Makes the stack. It is made beside a twin of the project, for it leaves a file with the passphrase's salt. */
  async init(): Promise<void> {
    const { configFolder, projectFolder, stack } = this.options;
    const name = /^"?\{?\s*"?name"?:\s*"?([\w.-]+)/m.exec(
      readFileSync(join(projectFolder, "Pulumi.yaml"), "utf8"),
    )?.[1];
    if (name === undefined) throw new Error(`The Pulumi.yaml in ${projectFolder} has no name.`);
    mkdirSync(configFolder, { recursive: true });
    writeFileSync(join(configFolder, "Pulumi.yaml"), JSON.stringify({ name, runtime: "nodejs" }));
    await this.run(["stack", "init", stack, "--non-interactive"], {}, configFolder);
  }

  /** Sets configuration values; an undefined one is removed. */
  async configure(values: Readonly<Record<string, string | undefined>>): Promise<void> {
    const entries = Object.entries(values);
    const set = entries.flatMap(([key, value]) => (value === undefined ? [] : ["--plaintext", `${key}=${value}`]));
    const removed = entries.filter(([, value]) => value === undefined).map(([key]) => key);
    if (set.length > 0) await this.run(["config", "set-all", ...this.where, ...set]);
    if (removed.length > 0) await this.run(["config", "rm-all", ...this.where, ...removed]);
  }

  /** Sets members of configuration values, by their path. */
  async configurePaths(values: Readonly<Record<string, string>>): Promise<void> {
    const set = Object.entries(values).flatMap(([path, value]) => ["--plaintext", `${path}=${value}`]);
    await this.run(["config", "set-all", "--path", ...this.where, ...set]);
  }

  /** Starts preview, up, refresh or destroy. */
  start(verb: Verb, args: readonly string[], options: RunOptions = {}): RunningCli {
    const color = options.color === true ? "always" : "never";
    return this.spawn([verb, ...this.where, "--non-interactive", "--color", color, ...args], options);
  }

  /** Runs any other command to its end and answers what it prints on stdout; fails unless it exits with 0. */
  async run(args: readonly string[], options: RunOptions = {}, cwd?: string): Promise<string> {
    const result = await this.spawn(args, options, cwd).finished;
    if (result.exitCode !== 0) throw new CliError(args, result);
    return result.stdout;
  }

  private spawn(args: readonly string[], options: RunOptions, cwd?: string): RunningCli {
    const { engineFolder, projectFolder, environment } = this.options;
    return startCli(args, {
      ...options,
      engineFolder,
      cwd: cwd ?? projectFolder,
      environment: { ...environment, ...options.environment },
    });
  }
}
