import { parseArn } from "../aws/arns.js";
import { asksS3 } from "../aws/settings.js";
import { defaultChainRegion } from "../aws/shared-files.js";
import { RekognitionError, isRekognitionError } from "../base/errors.js";
import { parseClaim } from "../lifecycle/claim.js";
import type { Kept, Recorded, ResourceHandler } from "../lifecycle/handler.js";
import { type Identity, identityOf } from "../lifecycle/identity.js";
import { readConsistently } from "../lifecycle/recorded.js";
import type { Bag } from "../schema/definition.js";
import { check } from "./check.js";
import { type ConfigSource, type ProviderConfig, readConfig } from "./config.js";
import { withDefaultTags, withForcedDestroy } from "./configured-defaults.js";
import { type DiffAnswer, diff, isLocalChange, shownRecord } from "./diff.js";
import type { Severity } from "./engine.js";
import { type Operation, beginOperation } from "./operation.js";
import type { ProcessServices } from "./process-services.js";
import { asRead, finished } from "./record.js";
import type {
  CheckRequest,
  CreateRequest,
  DeleteRequest,
  DiffRequest,
  ReadRequest,
  UpdateRequest,
} from "./requests.js";
import { Unfinished } from "./unfinished.js";

/** What check says of inputs. */
export interface CheckAnswer {
  /** Who they belong to, which the configuration may have decided. */
  readonly owner: string;
  readonly inputs: Bag;
  readonly failures: readonly { readonly property: string; readonly reason: string }[];
}

/**
 * The operations of one kind, in the words of no protocol: what a façade asks of the core. Plain data goes in and comes
 * out; nothing is hidden in it, and all that is remembered between two calls is the process's.
 */
export class Session {
  readonly kind: ResourceHandler;
  readonly #services: () => ProcessServices;
  readonly #read = new Set<string>();
  #source: ConfigSource = { get: () => undefined };
  #config: ProviderConfig | undefined;

  /**
   * @param kind what runs the kind
   * @param services gives what all sessions of the process share
   */
  constructor(kind: ResourceHandler, services: () => ProcessServices) {
    this.kind = kind;
    this.#services = services;
  }

  /** Where configuration is to be read from, which happens when something is first asked. */
  configure(source: ConfigSource): void {
    this.#source = source;
    this.#services();
  }

  /** Fills in and judges inputs; `olds` are empty for what is not recorded. No AWS call. */
  async check({ subject, olds, news, deletesFirst }: CheckRequest): Promise<CheckAnswer> {
    const { definition } = this.kind;
    const { validation, costNotes } = this.#configuration;
    const owner = this.#configuration.ownerId ?? subject.owner;
    const owned = { ...subject, owner };
    const asked = withDefaultTags(definition, this.#configuration, news);
    const { inputs, findings } = check(definition, owned, await this.#region(news), olds, asked, deletesFirst);
    const isNew = Object.keys(olds).length === 0;
    if (!isNew) this.#services().memory.rememberRecord(identityOf(owned).urn, !deletesFirst);
    const isWarning = validation === "warn";
    for (const finding of findings) if (isWarning && finding.isConstraint) this.#note(subject, finding.reason);
    const failures = findings
      .filter((finding) => !(isWarning && finding.isConstraint))
      .map(({ property, reason }) => ({ property, reason: withoutProperty(property, reason) }));
    // What is refused will neither cost nor run.
    if (isNew && failures.length === 0) {
      const cost = costNotes ? this.kind.costNote?.(inputs) : undefined;
      if (cost !== undefined) this.#note(subject, cost);
      for (const caution of this.kind.cautions?.(inputs) ?? []) this.#note(subject, caution);
    }
    return { owner, inputs, failures };
  }

  /** What becomes of a record for these inputs. No AWS call. */
  diff({ id, subject, recordedAs, recorded, news, deletesFirst, isRetained }: DiffRequest): DiffAnswer {
    const { memory } = this.#services();
    // A refresh asks with the sides exchanged: what is noted would be the wrong way round.
    const note = this.#read.has(subject.urn)
      ? (): void => undefined
      : (text: string, severity?: Severity): void => {
          this.#note(subject, text, severity);
        };
    const settings = {
      withCosts: this.#configuration.costNotes,
      asksS3: asksS3(this.#configuration.aws),
      deletesFirst,
      isRetained,
      running: this.#countRunning(id, recorded),
    };
    const answer = diff(this.kind, recorded, news, hasMoved(recordedAs, subject), note, settings);
    const { urn } = identityOf(subject);
    memory.rememberShown(urn, shownRecord(this.kind, id, recorded, news));
    if (answer.deleteBeforeReplace === true) memory.forgetRecord(urn);
    return answer;
  }

  /** Makes it, or goes on with what an interrupted create left; fails as `Unfinished` once there is an id. */
  create({ subject, inputs, timeoutMs }: CreateRequest): Promise<Kept> {
    const operation = this.#begin("create", subject, inputs, undefined, timeoutMs);
    return this.#guarded(operation, subject, () => this.kind.create(operation.context, inputs));
  }

  /** Brings what is recorded to these inputs; fails as `Unfinished` where what is to be recorded is known. */
  async update({ id, subject, recordedAs, recorded, inputs, timeoutMs }: UpdateRequest): Promise<Kept> {
    if (isLocalChange(this.kind, recorded, hasMoved(recordedAs, subject), inputs)) {
      return { id, outputs: recorded.outputs, meta: recorded.meta };
    }
    const operation = this.#begin("update", subject, inputs, id, timeoutMs);
    return this.#guarded(operation, subject, () => this.kind.update(operation.context, id, recorded, inputs));
  }

  /** How it stands; undefined where it is proven gone. */
  async read({ id, subject, recorded, timeoutMs }: ReadRequest): Promise<Recorded | undefined> {
    this.#read.add(subject.urn);
    const inputs = recorded?.inputs ?? { region: parseArn(id)?.region };
    const { context } = this.#begin("read", subject, inputs, id, timeoutMs);
    const read = await readConsistently(context, id, () => this.kind.read(context, id, recorded));
    return read && { ...read, inputs: asRead(recorded?.inputs, read.inputs) };
  }

  /** Deletes it; one that is gone is a success, and one that another create has claimed is left alone. */
  async delete({ id, subject, recorded, timeoutMs }: DeleteRequest): Promise<void> {
    const token = parseClaim(recorded.meta.claim)?.token;
    if (this.#services().memory.hasOpenSuccessor(identityOf(subject).urn, { id, token })) {
      const costs = this.kind.stillCosts?.(id, recorded);
      throw new RekognitionError(
        "PredecessorServes",
        `${id} was not deleted${costs === undefined ? "" : `. ${costs}`}`,
      );
    }
    const operation = this.#begin("delete", subject, recorded.inputs, id, timeoutMs);
    try {
      const forced = withForcedDestroy(this.kind.definition, this.#configuration, recorded);
      await this.kind.delete(operation.context, id, forced);
      operation.end("gone");
    } catch (error) {
      operation.end("failed");
      throw error;
    }
  }

  /** Once something was kept, a failure is "exists, but unfinished": the next `up` goes on from there. */
  async #guarded(operation: Operation, subject: Identity, run: () => Promise<Kept>): Promise<Kept> {
    const { memory } = this.#services();
    const { urn } = identityOf(subject);
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
      throw new Unfinished(kept, error);
    }
  }

  #begin(
    verb: "create" | "read" | "update" | "delete",
    subject: Identity,
    inputs: Bag,
    id: string | undefined,
    timeoutMs: number | undefined,
  ): Operation {
    const { definition, timeouts } = this.kind;
    const defaults = {
      create: timeouts.createMs,
      read: timeouts.updateMs,
      update: timeouts.updateMs,
      delete: timeouts.deleteMs,
    };
    return beginOperation(this.#services(), this.#configuration, {
      definition,
      subject,
      inputs,
      id,
      region: typeof inputs.region === "string" ? inputs.region : (this.#configuration.region ?? ""),
      timeoutMs: timeoutMs ?? defaults[verb],
      isTimeoutChosen: timeoutMs !== undefined,
      isReplacement: verb === "create" && this.#services().memory.hadRecord(identityOf(subject).urn),
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

  #note({ urn }: Identity, message: string, severity: Severity = "warning"): void {
    this.#services().engine.log(message, { urn, severity, ephemeral: false });
  }

  /** Models and copies share their slots, as they share the form of their ARNs. */
  #countRunning(id: string, recorded: Recorded): number {
    const { account, region, resource } = parseArn(id) ?? {};
    const of = [account, region, resource?.split("/")[0]].join(" ");
    const runs = this.kind.stillCosts?.(id, recorded) !== undefined;
    return this.#services().memory.countRunning(of, runs ? id : undefined);
  }

  get #configuration(): ProviderConfig {
    return (this.#config ??= readConfig(this.#source));
  }
}

/** Whether stack or resource have another name than the one that is recorded. */
function hasMoved(before: Identity, after: Identity): boolean {
  return before.owner !== after.owner || before.urn !== after.urn;
}

function outcomeOf({ outputs }: Kept): string {
  return typeof outputs.status === "string" ? outputs.status : "done";
}

/** The engine names the property in front of the reason. */
function withoutProperty(property: string, reason: string): string {
  const prefix = `${property}: `;
  return reason.startsWith(prefix) ? reason.slice(prefix.length) : reason;
}
