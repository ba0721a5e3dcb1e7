import type { MeterReport, Run } from "../../../emulator/index.js";
import { modelInArn, nameInArn } from "../../../provider/aws/arns.js";
import type { KindName } from "../../../provider/resources/registry.js";
import type { PluginProcess } from "../../provider/harness/plugin-process.js";
import type { Bag } from "../../provider/harness/property-bag.js";

/** What was paid, and what of it was asked for, in seconds times units. */
export interface Tally {
  readonly paid: number;
  readonly asked: number;
  /** What a replaced model ran beside its successor. It is in neither of the other two. */
  readonly overlap: number;
}

interface Wish {
  readonly atMs: number;
  readonly units: number;
}

/** Something that can run, under a name that create knows before there is an ARN. */
interface Account {
  readonly wishes: Wish[];
  urn: string;
}

/** Kinds whose things run. */
const RUNNING_KINDS = ["projectVersion", "projectVersionCopy", "streamProcessor"] as const;

/**
 * Writes down what the engine asks of the provider: from a create or an update on, that something run; from an update
 * without units or a delete on, that it does not. The emulator's meter says what really ran. Time during which it runs as
 * asked is asked for; whatever it runs besides is overpaid.
 */
export class Ledger {
  readonly #accounts = new Map<string, Account>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Listens to all that the engine asks of a process. */
  listen(process: PluginProcess): void {
    for (const kind of RUNNING_KINDS) this.#listenTo(process, kind);
    const project = process.provider("project");
    const remove = project.delete.bind(project);
    // A forced deletion of a project asks for the end of all that is in it.
    project.delete = (id, outputs: Bag) => {
      const prefix = `${nameInArn(id, "project") ?? ""}/`;
      for (const key of this.#accounts.keys()) {
        if (outputs.forceDestroy === true && key.startsWith(prefix)) this.wish(key, 0);
      }
      return remove(id, outputs);
    };
  }

  /** Somebody other than the engine asks for it: a scheduler, say. */
  askFor(arn: string, units: number): void {
    this.wish(keyOfArn(arn), units);
  }

  wish(key: string, units: number, urn?: string): void {
    const account = this.#accounts.get(key) ?? { wishes: [], urn: "" };
    account.wishes.push({ atMs: this.#now(), units });
    account.urn = urn ?? account.urn;
    this.#accounts.set(key, account);
  }

  tally({ nowMs, models, processors }: MeterReport): Tally {
    const things = [...models, ...processors].map(({ arn, runs }) => {
      const account = this.#accounts.get(keyOfArn(arn));
      return { runs, wishes: account?.wishes ?? [], urn: account?.urn ?? arn, firstMs: runs[0]?.fromMs ?? nowMs };
    });
    const times = things.flatMap(({ runs, wishes }) => [
      ...runs.flatMap(({ fromMs, toMs = nowMs }) => [fromMs, toMs]),
      ...wishes.map(({ atMs }) => atMs),
    ]);
    const sorted = [...new Set([...times, nowMs])].sort((a, b) => a - b);
    let [paid, asked, overlap] = [0, 0, 0];
    sorted.slice(1).forEach((toMs, index) => {
      const fromMs = sorted[index] ?? toMs;
      const seconds = (toMs - fromMs) / 1_000;
      const running = things.filter(({ runs }) => unitsAt(runs, fromMs, nowMs) > 0);
      for (const thing of running) {
        const units = unitsAt(thing.runs, fromMs, nowMs) * seconds;
        const wished = (thing.wishes.findLast(({ atMs }) => atMs <= fromMs)?.units ?? 0) * seconds;
        const hasSuccessor = running.some(({ urn, firstMs }) => urn === thing.urn && firstMs > thing.firstMs);
        if (hasSuccessor) overlap += units;
        else {
          paid += units;
          asked += Math.min(units, wished);
        }
      }
    });
    return { paid, asked, overlap };
  }

  #listenTo(process: PluginProcess, kind: KindName): void {
    const provider = process.provider(kind);
    const create = provider.create.bind(provider);
    const update = provider.update.bind(provider);
    const remove = provider.delete.bind(provider);
    const diff = provider.diff.bind(provider);
    provider.diff = async (id, outputs: Bag, inputs: Bag) => {
      const answer = await diff(id, outputs, inputs);
      // Where the program still asks for what is recorded, no other call says so.
      if (answer.changes === false) this.wish(keyOfInputs(inputs), unitsIn(inputs));
      return answer;
    };
    provider.create = (inputs: Bag) => this.#until(inputs, create(inputs));
    provider.update = (id, outputs: Bag, inputs: Bag) => this.#until(inputs, update(id, outputs, inputs));
    provider.delete = (id, outputs: Bag) => {
      this.wish(keyOfArn(id), 0);
      return remove(id, outputs);
    };
  }

  /** From the call on, what its inputs ask for; once it has ended, what it says there is: a change may have been taken back. */
  async #until<T extends { outs?: Bag }>(inputs: Bag, call: Promise<T>): Promise<T> {
    const { urn } = inputs.__host as { urn: string };
    this.wish(keyOfInputs(inputs), unitsIn(inputs), urn);
    try {
      return await call;
    } catch (error) {
      const { properties } = error as { properties?: Bag };
      if (properties !== undefined) this.wish(keyOfInputs(inputs), unitsIn(properties));
      throw error;
    }
  }
}

function unitsAt(runs: readonly Run[], atMs: number, nowMs: number): number {
  return runs.find(({ fromMs, toMs = nowMs }) => fromMs <= atMs && atMs < toMs)?.units ?? 0;
}

function unitsIn(bag: Bag): number {
  if (typeof bag.minInferenceUnits === "number") return bag.minInferenceUnits;
  return bag.running === true ? 1 : 0;
}

function keyOfInputs({ projectArn, destinationProjectArn, versionName, name }: Bag): string {
  const project = projectArn ?? destinationProjectArn;
  if (typeof project !== "string") return String(name);
  return `${nameInArn(project, "project") ?? ""}/${String(versionName)}`;
}

function keyOfArn(arn: string): string {
  const model = modelInArn(arn);
  return model === undefined ? (nameInArn(arn, "streamprocessor") ?? "") : `${model.projectName}/${model.versionName}`;
}
