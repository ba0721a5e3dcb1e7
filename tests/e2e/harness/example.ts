import { join } from "node:path";
import type { CallRecord, StateReport, Switches } from "../../../emulator/index.js";
import { startEmulatorProcess } from "../../../tools/sandbox/emulator-process.js";
import type { EmulatorProcess } from "../../../tools/sandbox/emulator-process.js";
import type { Operation } from "./operation.js";
import { REPOSITORY } from "./package-under-test.js";
import { Stack } from "./stack.js";
import { effectsOf, TIME_SCALE } from "./world.js";

const EXAMPLES = join(REPOSITORY, "examples");

/** One operation on an example, and what it asked of AWS. */
export interface Deed {
  readonly operation: Operation;
  readonly calls: readonly CallRecord[];
  /** The names of the calls that changed something, in their order. */
  readonly effects: readonly string[];
  /** What there is afterwards. */
  readonly state: StateReport;
}

export interface ExampleOptions {
  /** The stack's configuration, without the example's name before each key. */
  readonly config?: Readonly<Record<string, string>>;
  /** How the emulator behaves. */
  readonly switches?: Partial<Switches>;
  /** The local folder behind each bucket name. */
  readonly buckets?: Readonly<Record<string, string>>;
}

/** An example as its users run it: the program in its own folder, with a stack and a local Rekognition of its own. */
export class Example {
  private constructor(
    private readonly name: string,
    readonly emulator: EmulatorProcess,
    readonly stack: Stack,
  ) {}

  static async open(name: string, options: ExampleOptions = {}): Promise<Example> {
    const emulator = await startEmulatorProcess({ timeScale: TIME_SCALE, buckets: options.buckets ?? {} });
    try {
      if (options.switches !== undefined) await emulator.control.setSwitches(options.switches);
      const stack = await Stack.create({
        project: join(EXAMPLES, name),
        endpoint: emulator.url,
        clockScale: TIME_SCALE,
        // The types are checked by `npm run check:types`; here it would cost seconds with each command.
        environment: { PULUMI_NODEJS_TRANSPILE_ONLY: "true" },
        config: qualified(name, options.config ?? {}),
      });
      return new Example(name, emulator, stack);
    } catch (error) {
      emulator.stop();
      throw error;
    }
  }

  /** Changes configuration, given without the example's name before each key. */
  async configure(values: Readonly<Record<string, string>>): Promise<void> {
    await this.stack.setConfig(qualified(this.name, values));
  }

  /** `pulumi up`. */
  async up(options: { readonly fails?: boolean } = {}): Promise<Deed> {
    return await this.observe(() => this.stack.up(options));
  }

  async destroy(): Promise<Deed> {
    return await this.observe(() => this.stack.destroy());
  }

  dispose(): void {
    this.stack.dispose();
    this.emulator.stop();
  }

  private async observe(run: () => Promise<Operation>): Promise<Deed> {
    await this.emulator.control.clearCalls();
    const operation = await run();
    const calls = await this.emulator.control.calls();
    return { operation, calls, effects: effectsOf(calls), state: await this.emulator.control.state() };
  }
}

function qualified(name: string, values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [`${name}:${key}`, value]));
}

/** What is done to each resource, those that stay as they are left out. */
export function changesIn({ operation }: Deed): string[] {
  return operation.steps.filter(({ op }) => op !== "same").map(({ op, name }) => `${op} ${name}`);
}
