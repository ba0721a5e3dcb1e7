import { join } from "node:path";
import type { CallRecord, StateReport, Switches } from "../../../emulator/index.js";
import type { Language } from "../../../tools/engine/modules.js";
import { languageEnvironment } from "../../../tools/languages/environment.js";
import { exampleProject } from "../../../tools/languages/example-project.js";
import { startEmulatorProcess } from "../../../tools/sandbox/emulator-process.js";
import type { EmulatorProcess } from "../../../tools/sandbox/emulator-process.js";
import type { Operation } from "./operation.js";
import { REPOSITORY } from "./package-under-test.js";
import { Stack } from "./stack.js";
import { effectsOf, TIME_SCALE } from "./world.js";

const EXAMPLES = join(REPOSITORY, "examples");

export type ExampleLanguage = "typescript" | Language;

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
  /** Default: typescript. */
  readonly language?: ExampleLanguage;
  /** The stack's configuration, without the example's name before each key. */
  readonly config?: Readonly<Record<string, string>>;
  /** How the emulator behaves. */
  readonly switches?: Partial<Switches>;
  /** The local folder behind each bucket name. */
  readonly buckets?: Readonly<Record<string, string>>;
  /** Whether S3 is asked, which is the emulator's then. Default: false. */
  readonly asksS3?: boolean;
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
        ...(await programOf(name, options.language ?? "typescript", emulator.url)),
        endpoint: emulator.url,
        clockScale: TIME_SCALE,
        config: {
          ...qualified(name, options.config ?? {}),
          ...(options.asksS3 === true ? { "rekognition:s3Endpoint": emulator.url } : {}),
        },
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

async function programOf(name: string, language: ExampleLanguage, endpoint: string) {
  if (language === "typescript") {
    // The types are checked by `npm run check:types`; here it would cost seconds with each command.
    return { project: join(EXAMPLES, name), environment: { PULUMI_NODEJS_TRANSPILE_ONLY: "true" } };
  }
  // An explicit provider of the plugin takes no endpoint from the stack.
  const environment = { ...(await languageEnvironment(language)), AWS_ENDPOINT_URL: endpoint };
  return { project: await exampleProject(language, name), environment };
}

function qualified(name: string, values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [`${name}:${key}`, value]));
}

/** What is done to each resource, those that stay as they are left out. */
export function changesIn({ operation }: Deed): string[] {
  return operation.steps.filter(({ op }) => op !== "same").map(({ op, name }) => `${op} ${name}`);
}
