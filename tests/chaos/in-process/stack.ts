import type { CallRecord } from "../../../emulator/index.js";
import type { CommandOptions, Report } from "../../provider/harness/command.js";
import type { KindName } from "../../../provider/resources/registry.js";
import type { ResourceState } from "../../provider/harness/plan.js";
import type { KillPoint, PluginProcess, Witness } from "../../provider/harness/plugin-process.js";
import type { Rig } from "../../provider/harness/rig.js";
import type { StackResource } from "../../provider/harness/stack-resource.js";

/** A resource of a program. What it takes may come from those before it. */
export interface Declared {
  readonly kind: KindName;
  readonly name: string;
  readonly args: (of: (name: string) => StackResource) => object;
}

/** A program: its resources in the order in which they depend on each other. */
export type Program = readonly Declared[];

/** What the engine has recorded of a stack at one moment. */
export type Recorded = ReadonlyMap<string, Pick<StackResource, "state" | "pendingDeletes">>;

/** How a command on a stack ended. */
export interface Outcome {
  /** By resource, what was done, leaving out what needed nothing. */
  readonly steps: readonly string[];
  readonly error: string;
  readonly killed: boolean;
  readonly calls: readonly CallRecord[];
  readonly warnings: readonly string[];
}

export interface StackOptions extends Pick<CommandOptions, "continueOnError" | "timeouts"> {
  readonly kill?: KillPoint;
  readonly witness?: Witness;
  /** As by `--target`: no other resource is touched. */
  readonly only?: string;
  /** Is given the command's process before it begins. */
  readonly watch?: (process: PluginProcess) => void;
}

type Turn = (name: string, command: (options: CommandOptions) => Promise<Report>) => Promise<void>;

/**
 * A whole stack, run by one process a command as the engine runs it: creates, updates and replacements in the order of
 * dependence, and only after all of them, the other way round, the deletes. It stops at the first failure.
 */
export class Stack {
  readonly #rig: Rig;
  readonly #resources = new Map<string, StackResource>();

  constructor(rig: Rig) {
    this.#rig = rig;
  }

  /** A resource by its name; throws where no program has had it yet. */
  of(name: string): StackResource {
    const resource = this.#resources.get(name);
    if (resource === undefined) throw new Error(`no program had a resource ${name}`);
    return resource;
  }

  /** All that were ever in a program. */
  get resources(): readonly StackResource[] {
    return [...this.#resources.values()];
  }

  /** What is in the state, pending deletes included. */
  get recorded(): readonly (ResourceState & { readonly name: string; readonly isPending: boolean })[] {
    return [...this.#resources].flatMap(([name, { state, pendingDeletes }]) => [
      ...(state === undefined ? [] : [{ ...state, name, isPending: false }]),
      ...pendingDeletes.map((pending) => ({ ...pending, name, isPending: true })),
    ]);
  }

  /** `pulumi up`. */
  up(program: Program, options: StackOptions = {}): Promise<Outcome> {
    const { timeouts } = options;
    return this.#command(options, async (turn) => {
      for (const { kind, name, args } of program) {
        const resource = this.#declared(kind, name);
        await turn(name, (more) =>
          resource.up(
            args((other) => this.of(other)),
            { ...more, ...(timeouts === undefined ? {} : { timeouts }), keepReplaced: true },
          ),
        );
      }
      const wanted = new Set(program.map(({ name }) => name));
      for (const [name, resource] of [...this.#resources].reverse()) {
        await turn(name, (more) => (wanted.has(name) ? resource.deleteReplaced(more) : resource.destroy(more)));
      }
    });
  }

  /** `pulumi refresh`. */
  refresh(options: StackOptions = {}): Promise<Outcome> {
    return this.#command(options, async (turn) => {
      for (const [name, resource] of this.#resources) await turn(name, (more) => resource.refresh(more));
    });
  }

  /** `pulumi destroy`. */
  destroy(options: StackOptions = {}): Promise<Outcome> {
    return this.#command(options, async (turn) => {
      for (const [name, resource] of [...this.#resources].reverse()) await turn(name, (more) => resource.destroy(more));
    });
  }

  /** What stands in the state now. */
  record(): Recorded {
    const present = [...this.#resources].filter(
      ([, { state, pendingDeletes }]) => state !== undefined || pendingDeletes.length > 0,
    );
    return new Map(
      present.map(([name, { state, pendingDeletes }]) => [name, { state, pendingDeletes: [...pendingDeletes] }]),
    );
  }

  /** Takes the state back to what it was. */
  takeBack(recorded: Recorded): void {
    for (const [name, resource] of this.#resources) {
      const { state, pendingDeletes } = recorded.get(name) ?? { state: undefined, pendingDeletes: [] };
      resource.state = state;
      resource.pendingDeletes = [...pendingDeletes];
    }
  }

  #declared(kind: KindName, name: string): StackResource {
    let resource = this.#resources.get(name);
    if (resource === undefined) {
      resource = this.#rig.resource(kind, name);
      this.#resources.set(name, resource);
    }
    return resource;
  }

  async #command(options: StackOptions, work: (turn: Turn) => Promise<void>): Promise<Outcome> {
    const { continueOnError = false, kill, witness, only, watch } = options;
    const process = this.#rig.startProcess(kill, witness);
    watch?.(process);
    const steps: string[] = [];
    const errors: string[] = [];
    const turn: Turn = async (name, command) => {
      if (process.isDead() || (errors.length > 0 && !continueOnError)) return;
      if (only !== undefined && name !== only) return;
      const { error, steps: done } = await command({ process, continueOnError, fails: "either" });
      steps.push(...done.filter((step) => step !== "same" && step !== "refresh").map((step) => `${name}: ${step}`));
      if (error !== "") errors.push(`${name}: ${error}`);
    };
    const { calls, messages } = await this.#rig.record(() => work(turn));
    const warnings = messages.filter(({ severity }) => severity === "warning").map(({ text }) => text);
    // A process may die after its very last answer.
    await new Promise((resolve) => setImmediate(resolve));
    const killed = process.isDead();
    if (!killed) process.close();
    return { steps, error: killed ? "" : errors.join("\n"), killed, calls, warnings };
  }
}
