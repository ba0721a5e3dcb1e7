import type * as dynamic from "@pulumi/pulumi/dynamic/index.js";
import { isDeepStrictEqual } from "node:util";
import { RekognitionError } from "../../base/errors.js";
import type { Kept, Recorded, ResourceHandler } from "../../lifecycle/handler.js";
import { logicalName } from "../../lifecycle/identity.js";
import type { Bag } from "../../schema/definition.js";
import type { ProcessServices } from "../../session/process-services.js";
import { Unfinished } from "../../session/record.js";
import { Session } from "../../session/session.js";
import { HIDDEN_INPUT, fromState, hiddenInputOf, recordedPart, toInputs, toState, visible } from "../state.js";
import { PROVIDER, askedIn, initFailed } from "./hidden-input.js";
import { SpokenError } from "./spoken-error.js";

/** Runs a kind inside Pulumi's dynamic provider: its bags and its hidden input become what a session is asked. */
export class DynamicProvider implements dynamic.ResourceProvider {
  readonly #kind: ResourceHandler;
  readonly #session: Session;

  constructor(kind: ResourceHandler, services: () => ProcessServices) {
    this.#kind = kind;
    this.#session = new Session(services);
  }

  /** Synchronous to the end: the host does not wait for it before reads and deletes. */
  configure(request: dynamic.ConfigureRequest): Promise<void> {
    this.#session.configure(request.config);
    return Promise.resolve();
  }

  check(olds: Bag, news: Bag): Promise<dynamic.CheckResult> {
    return this.#spoken(news, async () => {
      const asked = { ...this.#asked(news), olds: visible(olds), news: visible(news) };
      const { owner, inputs, failures } = await this.#session.check(asked);
      return {
        inputs: { ...inputs, [HIDDEN_INPUT]: { ...hiddenInputOf(news), owner } },
        // No property is named: the engine would print all of its value, what is secret in it as well.
        failures: failures.map((reason) => ({ property: "", reason })),
      };
    });
  }

  diff(id: string, olds: Bag, news: Bag): Promise<dynamic.DiffResult> {
    return this.#spoken(news, () => {
      const recorded = this.#recordedIn(olds);
      if (recorded === undefined) return { changes: false };
      const recordedAs = hiddenInputOf(olds);
      const inputs = visible(news);
      const { changed: _, ...answer } = this.#session.diff({ ...this.#asked(news), id, recordedAs, recorded, inputs });
      if (answer.changes !== false) return answer;
      return { ...answer, changes: !isDeepStrictEqual(recordedAs, recordedPart(hiddenInputOf(news))) };
    });
  }

  create(bag: Bag): Promise<dynamic.CreateResult> {
    return this.#kept(bag, (inputs) => this.#session.create({ ...this.#asked(bag, "create"), inputs }));
  }

  update(id: string, olds: Bag, bag: Bag): Promise<dynamic.UpdateResult> {
    return this.#kept(bag, (inputs) => {
      const recorded = this.#recordedIn(olds);
      if (recorded === undefined) throw new RekognitionError("NotFound", `${id} has no record to update`);
      return this.#session.update({ ...this.#asked(bag), id, recordedAs: hiddenInputOf(olds), recorded, inputs });
    });
  }

  read(id: string, state: Bag = {}): Promise<dynamic.ReadResult> {
    const { definition } = this.#kind;
    return this.#spoken(state, async () => {
      const hidden = hiddenInputOf(state);
      const recorded = this.#recordedIn(state);
      const read = await this.#session.read({ ...this.#asked(state), id, recorded });
      if (read !== undefined) {
        const props = toState(definition, read.inputs, { ...read, id }, hidden);
        return { id, props, inputs: toInputs(definition, read.inputs, hidden) };
      }
      // A refresh learns that the resource is gone; a get has nothing to show.
      if (recorded === undefined) throw new RekognitionError("NotFound", `${definition.kind} ${id} does not exist`);
      return {};
    });
  }

  delete(id: string, state: Bag): Promise<void> {
    return this.#spoken(state, async () => {
      const recorded = this.#recordedIn(state);
      if (recorded !== undefined) await this.#session.delete({ ...this.#asked(state, "delete"), id, recorded });
    });
  }

  #asked(bag: Bag, verb?: "create" | "delete"): ReturnType<typeof askedIn> & { kind: ResourceHandler } {
    return { kind: this.#kind, ...askedIn(bag, verb) };
  }

  #recordedIn(state: Bag): Recorded | undefined {
    return fromState(this.#kind.definition, state);
  }

  async #kept(bag: Bag, run: (inputs: Bag) => Promise<Kept>): Promise<{ id: string; outs: Bag }> {
    const { definition } = this.#kind;
    const inputs = visible(bag);
    const hidden = hiddenInputOf(bag);
    try {
      const kept = await run(inputs);
      return { id: kept.id, outs: toState(definition, inputs, kept, hidden) };
    } catch (error) {
      if (!(error instanceof Unfinished)) throw error;
      throw initFailed(definition, inputs, hidden, bag[PROVIDER], error);
    }
  }

  /** A failure is a rejection, as the host expects it. */
  async #spoken<T>(bag: Bag, run: () => T | Promise<T>): Promise<T> {
    try {
      return await run();
    } catch (error) {
      throw new SpokenError(`${this.#kind.definition.kind} ${logicalName(hiddenInputOf(bag).urn)}`, error);
    }
  }
}
