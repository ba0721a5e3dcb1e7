import { type ChildProcess, spawn } from "node:child_process";

const LOOPBACK_ONLY = require.resolve("../../e2e/harness/preload.js");

/** A provider in a process of its own, started as the engine does. */
export class ProviderProcess {
  /** Resolves with the exit code. */
  readonly exited: Promise<number | null>;
  /** What it wrote on standard output so far, and on standard error. */
  stdout = "";
  stderr = "";
  readonly #child: ChildProcess;
  #listener: () => void = () => undefined;

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.exited = new Promise((resolve) => child.once("exit", resolve));
    child.stdout?.on("data", (chunk: Buffer) => {
      this.stdout += chunk.toString();
      this.#listener();
    });
    child.stderr?.on("data", (chunk: Buffer) => {
      this.stderr += chunk.toString();
    });
    void this.exited.then(() => {
      this.#listener();
    });
  }

  /** Starts a module: the engine's address as its only argument, the port on its standard output. */
  static async start(
    module: string,
    engineAddress: string,
    environment: Readonly<Record<string, string>>,
    folder?: string,
  ): Promise<ProviderProcess> {
    const child = spawn(process.execPath, ["--require", LOOPBACK_ONLY, module, engineAddress], {
      env: { PATH: process.env.PATH, ...environment },
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const started = new ProviderProcess(child);
    await new Promise<void>((resolve) => (started.#listener = resolve));
    if (!started.stdout.includes("\n")) throw new Error(`the plugin did not start: ${started.stderr}`);
    return started;
  }

  get address(): string {
    return `127.0.0.1:${this.stdout.split("\n")[0] ?? ""}`;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  stop(): void {
    this.#child.kill();
  }
}
