import type * as dynamic from "@pulumi/pulumi/dynamic/index.js";
import { parseArn } from "../aws/arns.js";
import { asksS3 } from "../aws/settings.js";
import { defaultChainRegion } from "../aws/shared-files.js";
import type { Bag } from "../definition/definition.js";
import { parseClaim } from "../lifecycle/claim.js";
import { RekognitionError, isRekognitionError } from "../lifecycle/errors.js";
import type { Kept, Recorded, ResourceHandler } from "../lifecycle/handler.js";
import { check } from "./check.js";
import { type ConfigSource, type ProviderConfig, readConfig } from "./config.js";
import { withDefaultTags, withForcedDestroy } from "./configured-defaults.js";
import { diff, hasMoved, isLocalChange, shownRecord } from "./diff.js";
import type { Severity } from "./engine.js";
import { HIDDEN_INPUT, type HiddenInput, PROVIDER, hiddenInputOf, timeoutMs, visible } from "./hidden-input.js";
import { type Operation, beginOperation } from "./operation.js";
import { identityOf, logicalName } from "../lifecycle/identity.js";
import { readConsistently } from "../lifecycle/recorded.js";
import type { ProcessServices } from "./process-services.js";
import { asRead, finished, fromState, initFailed, toInputs, toState } from "./record.js";
import { SpokenError } from "./spoken-error.js";

/** Runs a handler inside Pulumi's dynamic provider. */
export class DynamicProvider implements dynamic.ResourceProvider {
  readonly #load: () => ResourceHandler;
  readonly #services: () => ProcessServices;
  readonly #read = new Set<string>();
  #source: ConfigSource = { get: () => undefined };
  #config: ProviderConfig | undefined;
  #handler: ResourceHandler | undefined;

  constructor(load: () => ResourceHandler, services: () => ProcessServices) {
    this.#load = load;
    this.#services = services;
  }

  /** Synchronous to the end: the host does not wait for it before reads and deletes. */
  configure(request: dynamic.ConfigureRequest): Promise<void> {
    this.#source = request.config;
    this.#services();
    return Promise.resolve();
  }

  check(olds: Bag, news: Bag): Promise<dynamic.CheckResult> {
    return this.#spoken(news, () => this.#checkInputs(olds, news));
  }

  diff(id: string, olds: Bag, news: Bag): Promise<dynamic.DiffResult> {
    return this.#spoken(news, () => Promise.resolve(this.#diffRecorded(id, olds, news)));
  }

  async #checkInputs(olds: Bag, news: Bag): Promise<dynamic.CheckResult> {
    const { definition } = this.#kind;
    const hidden = this.#owned(hiddenInputOf(news));
    const asked = withDefaultTags(definition, this.#configuration, visible(news));
    const { inputs, findings } = check(definition, hidden, await this.#region(news), visible(olds), asked);
    const isNew = Object.keys(visible(olds)).length === 0;
    const serves = hidden.deleteBeforeReplace !== true;
    if (!isNew) this.#services().memory.rememberRecord(identityOf(hidden).urn, serves);
    const isWarning = this.#configuration.validation === "warn";
    for (const finding of findings) {
      if (isWarning && finding.isConstraint) this.#note(hidden, finding.reason);
    }
    const failures = findings
      .filter((finding) => !(isWarning && finding.isConstraint))
      .map(({ property, reason }) => ({ property, reason: withoutProperty(property, reason) }));
    // What is refused will neither cost nor run.
    const isToBeMade = isNew && failures.length === 0;
    const cost = isToBeMade && this.#configuration.costNotes ? this.#kind.costNote?.(inputs) : undefined;
    if (cost !== undefined) this.#note(hidden, cost);
    for (const caution of (isToBeMade && this.#kind.cautions?.(inputs)) || []) this.#note(hidden, caution);
    return { inputs: { ...inputs, [HIDDEN_INPUT]: hidden }, failures };
  }

  #diffRecorded(id: string, olds: Bag, news: Bag): dynamic.DiffResult {
    const recorded = fromState(this.#kind.definition, olds);
    if (recorded === undefined) return { changes: false };
    const hidden = hiddenInputOf(news);
    const { memory } = this.#services();
    // A refresh asks with the sides exchanged: what is noted would be the wrong way round.
    const note = this.#read.has(hidden.urn)
      ? (): void => undefined
      : (text: string, severity?: Severity): void => {
          this.#note(hidden, text, severity);
        };
    const { costNotes, aws } = this.#configuration;
    const settings = {
      withCosts: costNotes,
      asksS3: asksS3(aws),
      deletesFirst: hidden.deleteBeforeReplace === true,
      isRetained: hidden.retainOnDelete === true,
      running: this.#countRunning(id, recorded),
    };
    const answer = diff(this.#kind, recorded, olds, { ...visible(news), [HIDDEN_INPUT]: hidden }, note, settings);
    memory.rememberShown(identityOf(hidden).urn, shownRecord(this.#kind, id, recorded, news));
    if (answer.deleteBeforeReplace === true) memory.forgetRecord(identityOf(hidden).urn);
    return answer;
  }

  async create(bag: Bag): Promise<dynamic.CreateResult> {
    const inputs = visible(bag);
    const hidden = hiddenInputOf(bag);
    const operation = this.#begin(hidden, inputs, "create", undefined);
    const kept = await this.#guarded(operation, bag, () => this.#kind.create(operation.context, inputs));
    return { id: kept.id, outs: toState(this.#kind.definition, inputs, kept, hidden) };
  }

  async update(id: string, olds: Bag, bag: Bag): Promise<dynamic.UpdateResult> {
    const { definition } = this.#kind;
    const inputs = visible(bag);
    const hidden = hiddenInputOf(bag);
    const recorded = fromState(definition, olds);
    if (recorded === undefined) throw new RekognitionError("NotFound", `${id} has no record to update`);
    if (isLocalChange(this.#kind, recorded, !hasMoved(hiddenInputOf(olds), hidden), inputs)) {
      return { outs: toState(definition, inputs, { id, outputs: recorded.outputs, meta: recorded.meta }, hidden) };
    }
    const operation = this.#begin(hidden, inputs, "update", id);
    const kept = await this.#guarded(operation, bag, () => this.#kind.update(operation.context, id, recorded, inputs));
    return { outs: toState(definition, inputs, kept, hidden) };
  }

  read(id: string, state: Bag = {}): Promise<dynamic.ReadResult> {
    return this.#spoken(state, () => this.#readRecorded(id, state));
  }

  delete(id: string, state: Bag): Promise<void> {
    return this.#spoken(state, () => this.#deleteRecorded(id, state));
  }

  async #readRecorded(id: string, state: Bag): Promise<dynamic.ReadResult> {
    const { definition } = this.#kind;
    const recorded = fromState(definition, state);
    const hidden = hiddenInputOf(state);
    this.#read.add(hidden.urn);
    const operation = this.#begin(hidden, recorded?.inputs ?? { region: parseArn(id)?.region }, "read", id);
    const read = await readConsistently(operation.context, id, () => this.#kind.read(operation.context, id, recorded));
    if (read !== undefined) {
      const { outputs, meta } = read;
      const inputs = asRead(recorded?.inputs, read.inputs);
      const shown = toState(definition, inputs, { id, outputs, meta }, hidden);
      return { id, props: shown, inputs: toInputs(definition, inputs, hidden) };
    }
    // A refresh learns that the resource is gone; a get has nothing to show.
    if (recorded === undefined) throw new RekognitionError("NotFound", `${definition.kind} ${id} does not exist`);
    return {};
  }

  async #deleteRecorded(id: string, state: Bag): Promise<void> {
    const recorded = fromState(this.#kind.definition, state);
    if (recorded === undefined) return;
    const hidden = hiddenInputOf(state);
    const token = parseClaim(recorded.meta.claim)?.token;
    if (this.#services().memory.hasOpenSuccessor(identityOf(hidden).urn, { id, token })) {
      const costs = this.#kind.stillCosts?.(id, recorded);
      throw new RekognitionError(
        "PredecessorServes",
        `${id} was not deleted${costs === undefined ? "" : `. ${costs}`}`,
      );
    }
    const operation = this.#begin(hidden, recorded.inputs, "delete", id);
    try {
      await this.#kind.delete(
        operation.context,
        id,
        withForcedDestroy(this.#kind.definition, this.#configuration, recorded),
      );
      operation.end("gone");
    } catch (error) {
      operation.end("failed");
      throw error;
    }
  }

  async #spoken<T>(bag: Bag, run: () => Promise<T>): Promise<T> {
    try {
      return await run();
    } catch (error) {
      throw new SpokenError(`${this.#kind.definition.kind} ${logicalName(hiddenInputOf(bag).urn)}`, error);
    }
  }

  /** Once something was kept, a failure is "exists, but unfinished": the next `up` goes on from there. */
  async #guarded(operation: Operation, bag: Bag, run: () => Promise<Kept>): Promise<Kept> {
    const { memory } = this.#services();
    const hidden = hiddenInputOf(bag);
    const { urn } = identityOf(hidden);
    try {
      const result = finished(await run());
      await operation.mark();
      memory.forgetFailed(urn);
      operation.end(outcomeOf(result));
      return result;
    } catch (error) {
      memory.rememberFailed(urn);
      operation.end("failed");
      const kept = operation.kept();
      if (kept === undefined || isRekognitionError(error, "ClaimLost")) throw error;
      await operation.mark();
      throw initFailed(this.#kind.definition, visible(bag), kept, hidden, bag[PROVIDER], error);
    }
  }

  #begin(
    hidden: HiddenInput,
    inputs: Bag,
    verb: "create" | "read" | "update" | "delete",
    id: string | undefined,
  ): Operation {
    const { definition, timeouts } = this.#kind;
    const bounded = verb === "read" ? "update" : verb;
    const defaults = { create: timeouts.createMs, update: timeouts.updateMs, delete: timeouts.deleteMs };
    return beginOperation(this.#services(), this.#configuration, {
      definition,
      hidden,
      inputs,
      id,
      region: typeof inputs.region === "string" ? inputs.region : (this.#configuration.region ?? ""),
      timeoutMs: timeoutMs(hidden, bounded, defaults[bounded]),
      isTimeoutChosen: hidden.timeouts?.[bounded] !== undefined,
      isReplacement: verb === "create" && this.#services().memory.hadRecord(identityOf(hidden).urn),
      isCreate: verb === "create",
      looks: verb === "read" || verb === "delete" ? "once" : "on",
    });
  }

  async #region(news: Bag): Promise<string | undefined> {
    if (news.region !== undefined) return undefined;
    const { region, aws } = this.#configuration;
    // Only where nothing else names one: the profile's own region is in a file, which the SDK reads once.
    return region ?? (await defaultChainRegion(aws.credentials));
  }

  #owned(hidden: HiddenInput): HiddenInput {
    const { ownerId } = this.#configuration;
    return ownerId === undefined ? hidden : { ...hidden, owner: ownerId };
  }

  #note(hidden: HiddenInput, message: string, severity: Severity = "warning"): void {
    this.#services().engine.log(message, { urn: hidden.urn, severity, ephemeral: false });
  }

  /** Models and copies share their slots, as they share the form of their ARNs. */
  #countRunning(id: string, recorded: Recorded): number {
    const { account, region, resource } = parseArn(id) ?? {};
    const of = [account, region, resource?.split("/")[0]].join(" ");
    const runs = this.#kind.stillCosts?.(id, recorded) !== undefined;
    return this.#services().memory.countRunning(of, runs ? id : undefined);
  }

  get #kind(): ResourceHandler {
    return (this.#handler ??= this.#load());
  }

  get #configuration(): ProviderConfig {
    return (this.#config ??= readConfig(this.#source));
  }
}

function outcomeOf({ outputs }: Kept): string {
  return typeof outputs.status === "string" ? outputs.status : "done";
}

/** The engine names the property in front of the reason. */
function withoutProperty(property: string, reason: string): string {
  const prefix = `${property}: `;
  return reason.startsWith(prefix) ? reason.slice(prefix.length) : reason;
}
