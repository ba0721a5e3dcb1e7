import type { CallRecord } from "../../../emulator/index.js";
import type { DynamicProvider } from "../../../provider/facades/dynamic/dynamic-provider.js";
import { type CommandOptions, type Report, type Run, type Step, report } from "./command.js";
import { type KindName, kinds } from "../../../provider/resources/registry.js";
import { type Plan, type ResourceState, changedKeys, plan } from "./plan.js";
import type { KillPoint, PluginProcess } from "./plugin-process.js";
import { type Bag, overTheWire, withoutUndefined } from "./property-bag.js";
import type { Message } from "./recording-engine.js";

/** What a resource needs of its rig. */
export interface Surroundings {
  readonly owner: string;
  startProcess(kill?: KillPoint): PluginProcess;
  record<T>(run: () => Promise<T>): Promise<{ result: T; calls: readonly CallRecord[]; messages: readonly Message[] }>;
}

/** One resource of a stack, and what the engine does with it. */
export class StackResource {
  /** undefined: not in the state. */
  state: ResourceState | undefined;
  /** Replaced, and still to be deleted. */
  pendingDeletes: ResourceState[] = [];
  urn: string;
  readonly #around: Surroundings;
  readonly #kind: KindName;

  constructor(around: Surroundings, kind: KindName, name: string) {
    this.#around = around;
    this.#kind = kind;
    this.urn = `urn:pulumi:dev::shop::pulumi-nodejs:dynamic/rekognition:${kinds[kind].handler.definition.kind}::${name}`;
  }

  /** The id in the state; throws where there is none. */
  get id(): string {
    if (this.state === undefined) throw new Error(`${this.urn} is not in the state`);
    return this.state.id;
  }

  get outputs(): Bag {
    return this.state?.outputs ?? {};
  }

  /** `pulumi up`. */
  up(args: object, options: CommandOptions = {}): Promise<Report> {
    return this.#command(options, async (run, process) => {
      const provider = process.provider(this.#kind);
      const planned = await plan(provider, this.state, this.#program(args, options), options);
      await this.#apply(run, process, planned);
      if (options.keepReplaced === true) return;
      if (run.error === "" || options.continueOnError === true) await this.#deletePending(run, process);
    });
  }

  /** The end of `pulumi up`: what was replaced is deleted. */
  deleteReplaced(options: CommandOptions = {}): Promise<Report> {
    return this.#command(options, (run, process) => this.#deletePending(run, process));
  }

  /** `pulumi preview`: what `up` would do, without doing it. */
  async preview(args: object, options: CommandOptions = {}): Promise<{ plan: Plan; warnings: readonly string[] }> {
    const process = options.process ?? this.#around.startProcess();
    const { result, messages } = await this.#around.record(() =>
      plan(process.provider(this.#kind), this.state, this.#program(args, options), options),
    );
    process.close();
    return { plan: result, warnings: messages.map(({ text }) => text) };
  }

  /** `pulumi refresh`. */
  refresh(options: CommandOptions = {}): Promise<Report> {
    return this.#command(options, async (run, process) => {
      const { state } = this;
      if (state === undefined) return;
      const provider = process.provider(this.#kind);
      const read = await provider.read(state.id, overTheWire(state.outputs));
      if (read.id === undefined || read.id === "") {
        this.state = undefined;
        run.steps.push("delete");
        return;
      }
      const outputs = overTheWire(this.#withProvider(read.props as Bag));
      const inputs = read.inputs === undefined ? state.inputs : overTheWire(this.#withProvider(read.inputs as Bag));
      this.state = { ...state, id: read.id, inputs, outputs, initErrors: [] };
      // Then the engine compares, what was read being the old and what was recorded the new.
      const answer = await provider.diff(state.id, outputs, overTheWire(state.inputs));
      run.steps.push("refresh");
      if (answer.changes !== false) run.diffs = changedKeys(state.inputs, inputs);
    });
  }

  /** `pulumi destroy`. */
  destroy(options: CommandOptions = {}): Promise<Report> {
    return this.#command(options, async (run, process) => {
      await this.#deletePending(run, process);
      const { state } = this;
      if (state === undefined || (run.error !== "" && options.continueOnError !== true)) return;
      await this.#delete(run, process, state, "delete");
      if (run.error === "") this.state = undefined;
    });
  }

  #program(args: object, { timeouts, deleteBeforeReplace, retainOnDelete }: CommandOptions): Bag {
    const { owner } = this.#around;
    const host = withoutUndefined({ owner, urn: this.urn, timeouts, deleteBeforeReplace, retainOnDelete });
    return withoutUndefined({ ...args, __provider: this.#providerText, __host: host });
  }

  get #providerText(): string {
    return `exports.handler = () => require("pulumi-rekognition/provider").${this.#kind};`;
  }

  #withProvider(bag: Bag): Bag {
    return { ...bag, __provider: this.#providerText };
  }

  async #apply(run: Run, process: PluginProcess, planned: Plan): Promise<void> {
    if (planned.op === "refused") {
      run.failures.push(...planned.failures);
      run.error = planned.failures.map(({ reason }) => reason).join("\n");
      return;
    }
    run.diffs = planned.diffs;
    const { state } = this;
    if (planned.op === "create" || state === undefined) return this.#create(run, process, planned.inputs, undefined);
    if (planned.op === "update") return this.#update(run, process, state, planned.inputs);
    if (planned.op === "replace") return this.#replace(run, process, state, planned);
    // Unchanged: the new inputs are stored, the outputs stay.
    run.steps.push("same");
    this.state = { ...state, inputs: planned.inputs };
  }

  async #replace(
    run: Run,
    process: PluginProcess,
    state: ResourceState,
    planned: Plan & { op: "replace" },
  ): Promise<void> {
    if (planned.deleteFirst) {
      await this.#delete(run, process, state, "delete-replaced");
      if (run.error !== "") return;
      this.state = { ...state, isReplacementPending: true };
    }
    await this.#create(
      run,
      process,
      planned.inputs,
      planned.deleteFirst || state.isReplacementPending ? undefined : state,
    );
  }

  async #create(run: Run, process: PluginProcess, inputs: Bag, replaced: ResourceState | undefined): Promise<void> {
    const isReplacement = replaced !== undefined || this.state?.isReplacementPending === true;
    const stored = await this.#attempt(run, process, async (provider) => {
      const answer = await provider.create(overTheWire(inputs));
      return { id: answer.id, outputs: this.#withProvider(answer.outs as Bag) };
    });
    if (stored === undefined) return;
    this.state = { inputs, isReplacementPending: false, ...stored };
    run.steps.push(isReplacement ? "create-replacement" : "create");
    if (replaced !== undefined) this.pendingDeletes.push(replaced);
  }

  async #update(run: Run, process: PluginProcess, state: ResourceState, inputs: Bag): Promise<void> {
    const stored = await this.#attempt(run, process, async (provider) => {
      const answer = await provider.update(state.id, overTheWire(state.outputs), overTheWire(inputs));
      return { id: state.id, outputs: this.#withProvider(answer.outs as Bag) };
    });
    if (stored === undefined) return;
    run.steps.push("update");
    // After an update that was not finished the engine keeps the old inputs, so that the difference shows again.
    this.state = { ...state, ...stored, inputs: run.error === "" ? inputs : state.inputs };
  }

  /** What is to be stored after a create or update: nothing if it failed, unless it left something unfinished. */
  async #attempt(
    run: Run,
    process: PluginProcess,
    work: (provider: DynamicProvider) => Promise<{ id: string; outputs: Bag }>,
  ): Promise<{ id: string; outputs: Bag; initErrors: readonly string[] } | undefined> {
    try {
      const { id, outputs } = await work(process.provider(this.#kind));
      return { id, outputs: overTheWire(outputs), initErrors: [] };
    } catch (error) {
      const partial = error as { id?: string; properties?: Bag; reasons?: string[]; message: string };
      run.error = partial.message;
      if (partial.id === undefined || partial.id === "") return undefined;
      run.error = (partial.reasons ?? []).join("\n");
      return { id: partial.id, outputs: overTheWire(partial.properties ?? {}), initErrors: partial.reasons ?? [] };
    }
  }

  async #deletePending(run: Run, process: PluginProcess): Promise<void> {
    for (const state of [...this.pendingDeletes]) {
      const before = run.error;
      run.error = "";
      await this.#delete(run, process, state, "delete-replaced");
      if (run.error === "") this.pendingDeletes = this.pendingDeletes.filter((other) => other !== state);
      run.error = [before, run.error].filter((text) => text !== "").join("\n");
    }
  }

  async #delete(run: Run, process: PluginProcess, state: ResourceState, step: Step): Promise<void> {
    try {
      await process.provider(this.#kind).delete(state.id, overTheWire(state.outputs));
      run.steps.push(step);
    } catch (error) {
      run.error = (error as Error).message;
    }
  }

  async #command(options: CommandOptions, work: (run: Run, process: PluginProcess) => Promise<void>): Promise<Report> {
    const process = options.process ?? this.#around.startProcess(options.kill);
    const run: Run = { steps: [], failures: [], diffs: [], error: "" };
    const ended = async (): Promise<void> => {
      try {
        await Promise.race([work(run, process), process.died.then(() => run.steps.push("killed"))]);
      } catch (error) {
        run.error = (error as Error).message;
      }
    };
    const { calls, messages } = await this.#around.record(ended);
    if (options.process === undefined) process.close();
    return report(run, options, calls, messages);
  }
}
