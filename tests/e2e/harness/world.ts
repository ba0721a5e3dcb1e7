import type { CallRecord, Switches } from "../../../emulator/index.js";
import { startEmulatorProcess } from "../../../tools/sandbox/emulator-process.js";
import type { EmulatorProcess } from "../../../tools/sandbox/emulator-process.js";
import { BUCKETS } from "./model-program.js";
import { providePlugin } from "./plugin-program.js";
import { Stack } from "./stack.js";
import type { StackOptions } from "./stack.js";

/** How many times faster than real time emulator and provider run: an hour passes in six seconds. */
export const TIME_SCALE = 600;

/** A training of ten minutes, and a start of one: for tests that are about something else. */
export const SHORT: Partial<Switches> = { trainingMs: 600_000, modelStartingMs: 60_000, modelStoppingMs: 60_000 };

export interface WorldOptions extends Omit<StackOptions, "endpoint" | "clockScale"> {
  /** How the emulator behaves. */
  readonly switches?: Partial<Switches>;
  /** Default: TIME_SCALE. */
  readonly timeScale?: number;
  /** Which provider the program's classes are to have; the plugin is put where the engine finds it. Default: dynamic. */
  readonly facade?: FacadeName;
}

/** The two providers that the package has. */
export type FacadeName = "dynamic" | "plugin";

/** A model as it really is, and the project it is in. */
export type Model = Awaited<ReturnType<World["models"]>>[number];

/** A stack and a local Rekognition of its own. */
export class World {
  private constructor(
    readonly emulator: EmulatorProcess,
    readonly stack: Stack,
    readonly facade: FacadeName,
  ) {}

  static async create({
    switches,
    timeScale = TIME_SCALE,
    facade = "dynamic",
    ...options
  }: WorldOptions): Promise<World> {
    const emulator = await startEmulatorProcess({ timeScale, buckets: BUCKETS });
    try {
      if (switches !== undefined) await emulator.control.setSwitches(switches);
      const stack = await Stack.create({ ...options, endpoint: emulator.url, clockScale: timeScale });
      if (facade === "plugin") providePlugin(stack);
      return new World(emulator, stack, facade);
    } catch (error) {
      emulator.stop();
      throw error;
    }
  }

  /** What an operation did, and the AWS calls that were made meanwhile. */
  async observe<T>(run: () => Promise<T>): Promise<{ readonly result: T; readonly calls: readonly CallRecord[] }> {
    const before = await this.lastCall();
    const result = await run();
    return { result, calls: await this.emulator.control.calls({ since: before }) };
  }

  /** The number of the last AWS call so far. */
  async lastCall(): Promise<number> {
    return (await this.emulator.control.calls()).at(-1)?.seq ?? 0;
  }

  /** All models there are. */
  async models() {
    const { projects } = await this.emulator.control.state();
    return projects.flatMap((project) => project.versions.map((version) => ({ ...version, projectArn: project.arn })));
  }

  /** The model with this ARN, if it exists. */
  async model(arn: string): Promise<Model | undefined> {
    return (await this.models()).find((model) => model.arn === arn);
  }

  dispose(): void {
    this.stack.dispose();
    this.emulator.stop();
  }
}

/** The names of the operations that changed something, in their order. */
export function effectsOf(calls: readonly CallRecord[]): string[] {
  return calls.filter(({ effect }) => effect).map(({ operation }) => operation);
}
