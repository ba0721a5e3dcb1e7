import type * as dynamic from "@pulumi/pulumi/dynamic/index.js";
import { isDeepStrictEqual } from "node:util";
import { RekognitionError } from "../../base/errors.js";
import type { Kept, ResourceHandler } from "../../lifecycle/handler.js";
import { logicalName } from "../../lifecycle/identity.js";
import type { Bag } from "../../schema/definition.js";
import type { ProcessServices } from "../../session/process-services.js";
import { Session } from "../../session/session.js";
import { Unfinished } from "../../session/unfinished.js";
import {
  HIDDEN_INPUT,
  type HiddenInput,
  PROVIDER,
  hiddenInputOf,
  recordedPart,
  timeoutMs,
  visible,
} from "./hidden-input.js";
import { SpokenError } from "./spoken-error.js";
import { fromState, initFailed, toInputs, toState } from "./state.js";

/** Runs a kind inside Pulumi's dynamic provider: its bags and its hidden input become what a session is asked. */
export class DynamicProvider implements dynamic.ResourceProvider {
  readonly #session: Session;

  constructor(kind: ResourceHandler, services: () => ProcessServices) {
    this.#session = new Session(kind, services);
  }

  /** Synchronous to the end: the host does not wait for it before reads and deletes. */
  configure(request: dynamic.ConfigureRequest): Promise<void> {
    this.#session.configure(request.config);
    return Promise.resolve();
  }

  check(olds: Bag, news: Bag): Promise<dynamic.CheckResult> {
    const subject = hiddenInputOf(news);
    return this.#spoken(subject, async () => {
      const { owner, inputs, failures } = await this.#session.check({
        subject,
        olds: visible(olds),
        news: visible(news),
        deletesFirst: subject.deleteBeforeReplace === true,
      });
      return { inputs: { ...inputs, [HIDDEN_INPUT]: { ...subject, owner } }, failures: [...failures] };
    });
  }

  diff(id: string, olds: Bag, news: Bag): Promise<dynamic.DiffResult> {
    const subject = hiddenInputOf(news);
    // A failure is a rejection, as the host expects it.
    return this.#spoken(subject, () => Promise.resolve(this.#diffRecorded(id, subject, olds, news)));
  }

  #diffRecorded(id: string, subject: HiddenInput, olds: Bag, news: Bag): dynamic.DiffResult {
    const recorded = fromState(this.#definition, olds);
    if (recorded === undefined) return { changes: false };
    const recordedAs = hiddenInputOf(olds);
    const answer = this.#session.diff({
      id,
      subject,
      recordedAs,
      recorded,
      news: visible(news),
      deletesFirst: subject.deleteBeforeReplace === true,
      isRetained: subject.retainOnDelete === true,
    });
    if (answer.changes !== false) return answer;
    return { ...answer, changes: !isDeepStrictEqual(recordedAs, recordedPart(subject)) };
  }

  async create(bag: Bag): Promise<dynamic.CreateResult> {
    const subject = hiddenInputOf(bag);
    const inputs = visible(bag);
    const kept = await this.#kept(bag, () =>
      this.#session.create({ subject, inputs, timeoutMs: timeoutMs(subject, "create") }),
    );
    return { id: kept.id, outs: toState(this.#definition, inputs, kept, subject) };
  }

  async update(id: string, olds: Bag, bag: Bag): Promise<dynamic.UpdateResult> {
    const subject = hiddenInputOf(bag);
    const inputs = visible(bag);
    const recorded = fromState(this.#definition, olds);
    if (recorded === undefined) throw new RekognitionError("NotFound", `${id} has no record to update`);
    const recordedAs = hiddenInputOf(olds);
    const kept = await this.#kept(bag, () =>
      this.#session.update({ id, subject, recordedAs, recorded, inputs, timeoutMs: timeoutMs(subject, "update") }),
    );
    return { outs: toState(this.#definition, inputs, kept, subject) };
  }

  read(id: string, state: Bag = {}): Promise<dynamic.ReadResult> {
    const subject = hiddenInputOf(state);
    return this.#spoken(subject, async () => {
      const recorded = fromState(this.#definition, state);
      const read = await this.#session.read({ id, subject, recorded, timeoutMs: timeoutMs(subject, "update") });
      if (read !== undefined) {
        const { inputs, outputs, meta } = read;
        const props = toState(this.#definition, inputs, { id, outputs, meta }, subject);
        return { id, props, inputs: toInputs(this.#definition, inputs, subject) };
      }
      // A refresh learns that the resource is gone; a get has nothing to show.
      if (recorded === undefined)
        throw new RekognitionError("NotFound", `${this.#definition.kind} ${id} does not exist`);
      return {};
    });
  }

  delete(id: string, state: Bag): Promise<void> {
    const subject = hiddenInputOf(state);
    return this.#spoken(subject, async () => {
      const recorded = fromState(this.#definition, state);
      if (recorded === undefined) return;
      await this.#session.delete({ id, subject, recorded, timeoutMs: timeoutMs(subject, "delete") });
    });
  }

  get #definition(): ResourceHandler["definition"] {
    return this.#session.kind.definition;
  }

  async #kept(bag: Bag, run: () => Promise<Kept>): Promise<Kept> {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof Unfinished)) throw error;
      throw initFailed(this.#definition, visible(bag), hiddenInputOf(bag), bag[PROVIDER], error);
    }
  }

  async #spoken<T>({ urn }: HiddenInput, run: () => Promise<T>): Promise<T> {
    try {
      return await run();
    } catch (error) {
      throw new SpokenError(`${this.#definition.kind} ${logicalName(urn)}`, error);
    }
  }
}
