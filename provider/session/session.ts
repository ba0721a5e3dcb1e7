import { isDeepStrictEqual } from "node:util";
import { parseArn } from "../aws/arns.js";
import { defaultChainRegion } from "../aws/credentials.js";
import { asksS3 } from "../aws/settings.js";
import { isRekognitionError, RekognitionError } from "../base/errors.js";
import { printableTexts } from "../base/printable.js";
import { parseClaim } from "../lifecycle/claim.js";
import type { Due, Kept, Recorded, ResourceHandler } from "../lifecycle/handler.js";
import { type Identity, identityOf } from "../lifecycle/identity.js";
import { readConsistently } from "../lifecycle/recorded.js";
import type { Bag, ResourceDefinition } from "../schema/definition.js";
import { UNKNOWN } from "../schema/unknown.js";
import { check, judged, withDefaultTags } from "./check.js";
import { type ConfigSource, type ProviderConfig, readConfig } from "./config.js";
import { diff, dueOf, isLocalChange, shownRecord } from "./diff.js";
import type { Severity } from "./engine.js";
import { beginInvocation } from "./invoke.js";
import { beginOperation, type Operation, type OperationRequest } from "./operation.js";
import type { ProcessServices } from "./process-services.js";
import { asRead, finished, Unfinished } from "./record.js";
import type {
  CheckAnswer,
  CheckRequest,
  CreateRequest,
  DeleteRequest,
  DiffAnswer,
  DiffRequest,
  InvokeRequest,
  PreviewRequest,
  ReadRequest,
  UpdateRequest,
} from "./requests.js";

/** What of a session is a façade's own. */
interface SessionSettings {
  /** See `OperationRequest`. */
  readonly comparesAccount?: boolean;
}

/**
 * What a façade asks of the core, in the words of no protocol. Plain data goes in and comes out; nothing is hidden in it,
 * and all that is remembered between two calls is the process's.
 */
export class Session {
  readonly #services: () => ProcessServices;
  readonly #settings: SessionSettings;
  readonly #read = new Set<string>();
  #source: ConfigSource = { get: () => undefined };
  #config: ProviderConfig | undefined;

  /** @param services gives what all sessions of the process share */
  constructor(services: () => ProcessServices, settings: SessionSettings = {}) {
    this.#services = services;
    this.#settings = settings;
  }

  /** Where configuration is to be read from, which happens when something is first asked. */
  configure(source: ConfigSource): void {
    this.#source = source;
    this.#services();
  }

  /**
   * Ends what is under way in the whole process, as soon as no call that changes something is without its answer: with
   * `Cancelled`, and as `Unfinished` where there is something to record. Nothing is begun after it.
   */
  cancel(): void {
    this.#services().watchdog.abort(new RekognitionError("Cancelled", "The command was cancelled"));
  }

  /** Whose what this owner has is, by the configuration. */
  ownerOf(owner: string): string {
    return this.#configuration.ownerId ?? owner;
  }

  /** Fills in and judges inputs; `olds` are empty for what is not recorded. No AWS call. */
  async check({ kind, subject, olds, news, deletesFirst }: CheckRequest): Promise<CheckAnswer> {
    const { definition } = kind;
    const config = this.#configuration;
    const owner = this.ownerOf(subject.owner);
    const owned = { ...subject, owner };
    const asked = withDefaultTags(definition, config.defaultTags, news);
    const { inputs, findings } = check(definition, owned, await this.#region(news), olds, asked, deletesFirst);
    const isNew = Object.keys(olds).length === 0;
    if (!isNew) this.#services().memory.rememberRecord(identityOf(owned).urn, deletesFirst !== true);
    const { refused, warned } = judged(findings, config.validation);
    for (const { reason } of warned) this.#note(subject, reason);
    const failures = refused.map(({ reason }) => reason);
    // What is refused will neither cost nor run.
    if (isNew && failures.length === 0) {
      const cost = config.costNotes ? kind.costNote?.(inputs, config.prices) : undefined;
      if (cost !== undefined) this.#note(subject, cost);
      const isReplacement = this.#services().memory.hadRecord(identityOf(owned).urn);
      const settings = { asksS3: asksS3(config.aws), isReplacement };
      for (const caution of kind.cautions?.(inputs, settings) ?? []) this.#note(subject, caution);
    }
    return { owner, inputs, failures };
  }

  /** What becomes of a record for these inputs. No AWS call. */
  diff({ kind, id, subject, recordedAs, recorded, inputs, deletesFirst, isRetained }: DiffRequest): DiffAnswer {
    const { memory } = this.#services();
    // A refresh asks with the sides exchanged: what is noted would be the wrong way round.
    const note = this.#read.has(subject.urn)
      ? (): void => undefined
      : (text: string, severity?: Severity): void => {
          this.#note(subject, text, severity);
        };
    const settings = {
      withCosts: this.#configuration.costNotes,
      prices: this.#configuration.prices,
      asksS3: asksS3(this.#configuration.aws),
      deletesFirst,
      isRetained,
      running: this.#countRunning(kind, id, recorded),
    };
    const due = dueOf(kind, recorded, inputs);
    const answer = diff(kind, recorded, inputs, due, hasMoved(recordedAs, subject), note, settings);
    const { urn } = identityOf(subject);
    memory.rememberShown(urn, shownRecord(id, recorded, due));
    if (answer.deleteBeforeReplace === true) memory.forgetRecord(urn);
    return { ...answer, changed: Object.values(due.changed).flat() };
  }

  /** What is known beforehand of what create, or update of a record, will give: inputs, and outputs beside them. No AWS call. */
  preview({ kind, recorded, inputs }: PreviewRequest): Bag {
    if (recorded === undefined) return ofCreate(kind.definition, inputs);
    return ofUpdate(kind.definition, recorded, inputs, dueOf(kind, recorded, inputs));
  }

  /** Makes it, or goes on with what an interrupted create left; fails as `Unfinished` once there is an id. */
  create(request: CreateRequest): Promise<Kept> {
    const { kind, inputs } = request;
    return this.#guarded({ ...request, verb: "create" }, ({ context }) => kind.create(context, inputs));
  }

  /** Brings what is recorded to these inputs; fails as `Unfinished` where what is to be recorded is known. */
  async update(request: UpdateRequest): Promise<Kept> {
    const { kind, id, subject, recordedAs, recorded, inputs } = request;
    const due = dueOf(kind, recorded, inputs);
    if (isLocalChange(recorded, due, hasMoved(recordedAs, subject))) {
      return { id, outputs: recorded.outputs, meta: recorded.meta };
    }
    return this.#guarded({ ...request, verb: "update" }, ({ context }) =>
      kind.update(context, id, recorded, inputs, due),
    );
  }

  /** How it stands; undefined where it is proven gone. */
  async read(request: ReadRequest): Promise<Recorded | undefined> {
    const { kind, id, subject, recorded } = request;
    this.#read.add(subject.urn);
    const inputs = recorded?.inputs ?? { region: parseArn(id)?.region ?? (await this.#region({})) };
    const isRefresh = recorded !== undefined;
    const { context } = this.#begin({ ...request, verb: "read", inputs, isRefresh });
    if (isRefresh && kind.unrecorded !== undefined) context.describe.expectTags(id);
    const read = await readConsistently(context, id, () => kind.read(context, id, recorded));
    return read && { ...read, inputs: asRead(recorded?.inputs, read.inputs) };
  }

  /** Deletes it; one that is gone is a success, and one that another create has claimed is left alone. */
  async delete(request: DeleteRequest): Promise<void> {
    const { kind, id, subject, recorded } = request;
    const token = parseClaim(recorded.meta.claim)?.token;
    const { memory } = this.#services();
    if (memory.hasOpenSuccessor(identityOf(subject).urn, { id, token })) {
      const costs = kind.stillCosts?.(id, recorded, this.#configuration.prices);
      throw new RekognitionError(
        "PredecessorServes",
        `${id} was not deleted${costs === undefined ? "" : `. ${costs}`}`,
      );
    }
    // The configuration overrules the record: the way out for what is already pending deletion.
    const isForced = this.#configuration.forceDestroy && "forceDestroy" in kind.definition.inputs;
    const inputs = isForced ? { ...recorded.inputs, forceDestroy: true } : recorded.inputs;
    const operation = this.#begin({ ...request, verb: "delete", inputs: recorded.inputs });
    try {
      await kind.delete(operation.context, id, { ...recorded, inputs });
      operation.end("gone");
      // Deleted first, by an option that not every façade is told of: nothing serves while a new one is made.
      const { urn } = identityOf(subject);
      if (memory.shownOf(urn)?.id === id) memory.forgetRecord(urn);
    } catch (error) {
      operation.end("failed");
      throw error;
    }
  }

  /** Calls a function; where its arguments or its region are not as AWS takes them, nothing is called. */
  async invoke(request: InvokeRequest): Promise<unknown> {
    const { context, args } = await beginInvocation(this.#services(), this.#configuration, request);
    return printableTexts(await request.called.call(context, args));
  }

  /** As `invoke`, for a result that may be too much to hold: gives the members of its list, one at a time. */
  async *iterate(request: InvokeRequest): AsyncGenerator<unknown, void, undefined> {
    const { name, iterator } = request.called;
    const { context, args } = await beginInvocation(this.#services(), this.#configuration, request);
    if (iterator === undefined) throw new Error(`${name} has no iterator.`);
    for await (const item of iterator.each(context, args)) yield printableTexts(item);
  }

  /** Once something was kept, a failure is "exists, but unfinished": the next `up` goes on from there. */
  async #guarded(request: OperationRequest, run: (operation: Operation) => Promise<Kept>): Promise<Kept> {
    const operation = this.#begin(request);
    const { memory } = this.#services();
    const { urn } = identityOf(request.subject);
    try {
      const result = finished(await run(operation));
      await operation.mark();
      memory.forgetFailed(urn);
      const { status } = result.outputs;
      operation.end(typeof status === "string" ? status : "done");
      return result;
    } catch (error) {
      memory.rememberFailed(urn);
      operation.end("failed");
      const kept = operation.kept();
      if (kept === undefined || isRekognitionError(error, "ClaimLost")) throw error;
      await operation.mark();
      throw new Unfinished(kept, error);
    }
  }

  #begin(request: OperationRequest): Operation {
    return beginOperation(this.#services(), this.#configuration, { ...request, ...this.#settings });
  }

  async #region(news: Bag): Promise<string | undefined> {
    if (news.region !== undefined) return undefined;
    const { region, aws } = this.#configuration;
    // Only where nothing else names one: the profile's own region is in a file, which the SDK reads once.
    return region ?? (await defaultChainRegion(aws.credentials));
  }

  #note({ urn }: Identity, message: string, severity: Severity = "warning"): void {
    this.#services().engine.log(message, { urn, severity, ephemeral: false });
  }

  /** Models and copies share their slots, as they share the form of their ARNs. */
  #countRunning(kind: ResourceHandler, id: string, recorded: Recorded): number {
    const { account, region, resource } = parseArn(id) ?? {};
    const of = [account, region, resource?.split("/")[0]].join(" ");
    const runs = kind.stillCosts?.(id, recorded) !== undefined;
    return this.#services().memory.countRunning(of, runs ? id : undefined);
  }

  get #configuration(): ProviderConfig {
    return (this.#config ??= readConfig(this.#source));
  }
}

/** Whether stack or resource have another name than the one that is recorded; which façade recorded it is no difference. */
function hasMoved(before: Identity, after: Identity): boolean {
  return !isDeepStrictEqual(identityOf(before), identityOf(after));
}

/** Its inputs, and nothing else; its name is as good as unknown: what is asked about a thing of that name would find none. */
function ofCreate({ name, outputs }: ResourceDefinition, inputs: Bag): Bag {
  const coming = [...(name === undefined ? [] : [name.field]), ...Object.keys(outputs)];
  return { ...inputs, ...Object.fromEntries(coming.map((key) => [key, UNKNOWN])) };
}

/** The recorded outputs as well, where nothing but tags and what is only recorded will change. */
function ofUpdate(definition: ResourceDefinition, { outputs, meta }: Recorded, inputs: Bag, due: Due): Bag {
  const { changed, outstanding } = due;
  const isQuiet = changed.update.every((key) => key === "tags") && changed.replace.length === 0;
  const isAtRest = isQuiet && outstanding.action === "nothing" && meta.unfinished !== true;
  const known = Object.keys(definition.outputs).map((key) => [key, isAtRest ? outputs[key] : UNKNOWN] as const);
  return { ...inputs, ...Object.fromEntries(known) };
}
