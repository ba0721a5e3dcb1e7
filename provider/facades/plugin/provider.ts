import { isDeepStrictEqual } from "node:util";
import { RekognitionError } from "../../base/errors.js";
import type { ServiceFunction } from "../../functions/function.js";
import { families } from "../../functions/table.js";
import type { Kept, ResourceHandler } from "../../lifecycle/handler.js";
import { type Identity, ownerWithoutOrganization, placeIn, typeIn } from "../../lifecycle/identity.js";
import { type Kind, kinds } from "../../resources/registry.js";
import type { Bag } from "../../schema/definition.js";
import { UNKNOWN } from "../../schema/unknown.js";
import type { ProcessServices } from "../../session/process-services.js";
import { Unfinished } from "../../session/record.js";
import type { CheckAnswer, DiffAnswer } from "../../session/requests.js";
import { Session } from "../../session/session.js";
import { HIDDEN_INPUT, fromState, hiddenInputOf, toInputs, toState, visible } from "../state.js";
import { judgeSettings, settingsIn, sourceOf } from "./configuration.js";
import { type Difference, differences } from "./detailed-diff.js";
import { withFiles } from "./files.js";

const MS = 1_000;

/** What the engine asks of one resource. */
export interface Asked {
  readonly urn: string;
  /** The program's limit, in seconds; 0 for none. */
  readonly timeout: number;
}

/** What becomes of a record, down to the members that differ. */
export interface PluginDiff extends DiffAnswer {
  readonly changes: boolean;
  readonly details: readonly (Difference & { readonly key: string })[];
}

/** What exists although it could not be finished. */
export class InitFailed extends Error {
  readonly id: string;
  readonly state: Bag;

  constructor(id: string, state: Bag, cause: Unfinished) {
    super(cause.message, { cause });
    this.id = id;
    this.state = state;
  }
}

const byType: ReadonlyMap<string, ResourceHandler> = new Map(
  Object.values<Kind>(kinds).map(({ handler }) => [`rekognition:index:${handler.definition.kind}`, handler]),
);

/** Charged functions stay with the program: a preview must not pay, and the engine takes no unknown from a call. */
const byToken: ReadonlyMap<string, ServiceFunction> = new Map(
  Object.values(families)
    .flat()
    .filter(({ isCharged }) => !isCharged)
    .map((one) => [`rekognition:index:${one.name}`, one]),
);

/** The plugin in plain data: what the engine asks becomes what a session is asked. */
export class PluginProvider {
  readonly #services: () => ProcessServices;
  readonly #session: Session;
  #settings: Bag | undefined;
  #recordedOwner = "";

  /** @param services gives what the process has; not called before the engine's address is known */
  constructor(services: () => ProcessServices) {
    this.#services = services;
    this.#session = new Session(services, { comparesAccount: true });
  }

  /** What is wrong with a provider's inputs. */
  checkConfig(urn: string, inputs: Bag): readonly string[] {
    const { failures, warnings } = judgeSettings(settingsIn(inputs), placeIn(urn).project);
    this.#warn(urn, warnings);
    return failures;
  }

  /** One process serves one configuration: a debugger's process, which several providers attach to, would mix two. */
  configure(inputs: Bag): void {
    const settings = settingsIn(inputs);
    if (this.#settings !== undefined && !isDeepStrictEqual(settings, this.#settings)) {
      throw new RekognitionError(
        "InvalidConfiguration",
        "This plugin process already has another configuration: each provider needs a process of its own",
      );
    }
    this.#settings = settings;
    this.#session.configure(sourceOf(settings));
  }

  cancel(): void {
    this.#session.cancel();
  }

  /** Fills in and judges inputs; `olds` are empty for what is not recorded. */
  async check(urn: string, olds: Bag, news: Bag): Promise<Pick<CheckAnswer, "inputs" | "failures">> {
    const kind = kindOf(urn);
    const { inputs: given, failures: unreadable, warnings } = await withFiles(kind.definition, visible(news));
    this.#warn(urn, warnings);
    const asked = { ...this.#regionOf(olds, given), ...given };
    const subject = { owner: this.#ownerOf(urn, olds), urn };
    const { owner, inputs, failures } = await this.#session.check({ kind, subject, olds: visible(olds), news: asked });
    return { inputs: { ...inputs, [HIDDEN_INPUT]: { owner, urn } }, failures: [...unreadable, ...failures] };
  }

  diff({ urn, id, olds, news }: { urn: string; id: string; olds: Bag; news: Bag }): PluginDiff {
    const kind = kindOf(urn);
    const recorded = fromState(kind.definition, olds);
    if (recorded === undefined) return { changes: false, changed: [], details: [] };
    const recordedAs = hiddenInputOf(olds);
    const inputs = visible(news);
    const subject = subjectOf(urn, news);
    const options = { deletesFirst: false, isRetained: false };
    const answer = this.#session.diff({ kind, subject, id, recordedAs, recorded, inputs, ...options });
    // What the other façade recorded is brought into this one's form, without a call.
    const changes = answer.changes ?? true;
    if (!changes) return { changes: !isDeepStrictEqual(recordedAs, subject), changed: [], details: [] };
    const shown = answer.changed.filter((key) => kind.definition.inputs[key]?.hidden !== true);
    const details = shown.flatMap((key) =>
      differences(key, recorded.inputs[key], inputs[key]).map((each) => ({ ...each, key })),
    );
    return { ...answer, changes, details };
  }

  async create({ urn, timeout }: Asked, news: Bag, isPreview: boolean): Promise<{ id: string; state: Bag }> {
    const kind = kindOf(urn);
    const inputs = visible(news);
    if (isPreview) return { id: "", state: withArn(kind, UNKNOWN, this.#session.preview({ kind, inputs })) };
    const subject = subjectOf(urn, news);
    const asked = { kind, subject, inputs, timeoutMs: msOf(timeout) };
    return kept(kind, subject, inputs, () => this.#session.create(asked));
  }

  async update({ urn, timeout }: Asked, id: string, olds: Bag, news: Bag, isPreview: boolean): Promise<Bag> {
    const kind = kindOf(urn);
    const recorded = fromState(kind.definition, olds);
    if (recorded === undefined) throw new RekognitionError("NotFound", `${id} has no record to update`);
    const inputs = visible(news);
    if (isPreview) return withArn(kind, id, this.#session.preview({ kind, recorded, inputs }));
    const subject = subjectOf(urn, news);
    const recordedAs = hiddenInputOf(olds);
    const asked = { kind, subject, id, recordedAs, recorded, inputs, timeoutMs: msOf(timeout) };
    return (await kept(kind, subject, inputs, () => this.#session.update(asked))).state;
  }

  /** Undefined where it is gone. Without properties it is read to be imported; without a record, for the program to look at. */
  async read(
    { urn, timeout }: Asked,
    id: string,
    properties: Bag | undefined,
  ): Promise<{ state: Bag; inputs: Bag } | undefined> {
    const kind = kindOf(urn);
    const { definition } = kind;
    const recorded = properties && fromState(definition, properties);
    const before = hiddenInputOf(properties ?? {});
    const hidden = recorded === undefined ? { owner: this.#session.ownerOf(this.#ownerOf(urn, {})), urn } : before;
    const subject = { owner: hidden.owner, urn };
    const isImport = properties === undefined;
    const read = await this.#session.read({ kind, subject, id, recorded, isImport, timeoutMs: msOf(timeout) });
    if (read === undefined) {
      if (recorded !== undefined) return undefined;
      const { kind: name, id: place = "ARN" } = definition;
      throw new RekognitionError("NotFound", `${name} ${id} does not exist: one is read by its ${place}`);
    }
    if (isImport) this.#tellOfRegion(urn, id, read.inputs.region);
    const state = recordOf(kind, read.inputs, { ...read, id }, hidden);
    return { state, inputs: toInputs(definition, read.inputs, hidden) };
  }

  async delete({ urn, timeout }: Asked, id: string, properties: Bag): Promise<void> {
    const kind = kindOf(urn);
    const recorded = fromState(kind.definition, properties);
    if (recorded === undefined) return;
    const { owner } = hiddenInputOf(properties);
    await this.#session.delete({ kind, subject: { owner, urn }, id, recorded, timeoutMs: msOf(timeout) });
  }

  async invoke(token: string, { region, ...args }: Bag): Promise<object> {
    const called = byToken.get(token);
    if (called === undefined) throw new RekognitionError("InvalidArgument", `There is no function ${token} here`);
    const chosen = typeof region === "string" ? region : undefined;
    return (await this.#session.invoke({ called, args, region: chosen })) as object;
  }

  /**
   * The engine does not tell the organization. A record of this stack may, that of another resource as well: what the dynamic
   * provider kept of one without a record is found by it.
   */
  #ownerOf(urn: string, olds: Bag): string {
    const { project, stack } = placeIn(urn);
    const { owner } = hiddenInputOf(olds);
    const isHere = (recorded: string): boolean => recorded.endsWith(`/${project}/${stack}`);
    if (!isHere(owner))
      return isHere(this.#recordedOwner) ? this.#recordedOwner : ownerWithoutOrganization(project, stack);
    if (!owner.startsWith("-/")) this.#recordedOwner = owner;
    return owner;
  }

  /**
   * What nobody names stays as it is recorded. A stack whose region was configured under `aws:` would else go by the
   * environment that it is run in.
   */
  #regionOf(olds: Bag, news: Bag): Bag {
    const isNamed = news.region !== undefined || this.#settings?.region !== undefined || olds.region === undefined;
    return isNamed ? {} : { region: olds.region };
  }

  #tellOfRegion(urn: string, id: string, region: unknown): void {
    const configured = this.#settings?.region;
    if (typeof configured !== "string" || configured === region) return;
    const message = `${id} is in ${String(region)}, while rekognition:region is ${configured}: give the resource its region, or the next update replaces it.`;
    this.#warn(urn, [message]);
  }

  #warn(urn: string, messages: readonly string[]): void {
    const { engine } = this.#services();
    for (const message of messages) engine.log(message, { urn, severity: "warning", ephemeral: false });
  }
}

function kindOf(urn: string): ResourceHandler {
  const type = typeIn(urn);
  const kind = byType.get(type);
  if (kind === undefined) throw new RekognitionError("InvalidInput", `There is no resource type ${type} here`);
  return kind;
}

/** Check has put it there. */
function subjectOf(urn: string, news: Bag): Identity {
  return { owner: hiddenInputOf(news).owner, urn };
}

function msOf(seconds: number): number | undefined {
  return seconds > 0 ? seconds * MS : undefined;
}

async function kept(
  kind: ResourceHandler,
  subject: Identity,
  inputs: Bag,
  run: () => Promise<Kept>,
): Promise<{ id: string; state: Bag }> {
  try {
    const result = await run();
    return { id: result.id, state: recordOf(kind, inputs, result, subject) };
  } catch (error) {
    if (!(error instanceof Unfinished)) throw error;
    throw new InitFailed(error.kept.id, recordOf(kind, inputs, error.kept, subject), error);
  }
}

function recordOf(kind: ResourceHandler, inputs: Bag, held: Kept, as: Identity): Bag {
  return withArn(kind, held.id, toState(kind.definition, inputs, held, as));
}

/** The ARN stands beside the id that it is; a kind with another id has it among its outputs. */
function withArn({ definition }: ResourceHandler, arn: string, state: Bag): Bag {
  return definition.id === undefined ? { arn, ...state } : state;
}
