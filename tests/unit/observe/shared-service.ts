import type { Gateway } from "../../../provider/aws/gateway.js";
import { Changes } from "../../../provider/aws/changes.js";
import type { RekognitionError } from "../../../provider/base/errors.js";
import { type Looks, SharedAnswers, type Source, Viewer } from "../../../provider/observe/shared-answers.js";
import { VirtualTime } from "../../provider/harness/virtual-time.js";

interface Item {
  readonly name: string;
  readonly is: string;
}

interface Request {
  readonly names: readonly string[] | undefined;
  readonly NextToken?: string;
}

type Asked = readonly string[] | "all";

/** A service that shows the objects "a" to "p", counts what it is asked, and takes its time; and its answers, shared. */
export class SharedService {
  nowMs = 0;
  readonly time = new VirtualTime({ nowMs: () => this.nowMs, advance: (ms) => (this.nowMs += ms) });
  readonly changes = new Changes();
  /** The names each call asked for; "all" where it named none. */
  readonly asked: Asked[] = [];
  /** The same of the pages that follow a first one. */
  readonly rest: Asked[] = [];
  readonly world = new Map(("abcdefghijklmnop".match(/./g) ?? []).map((name) => [name, "old"]));
  takesMs = 100;
  pages = 1;
  isRepeated = false;
  /** How long a call waits for its turn, or why it gets none. */
  turnMs = 0;
  withoutTurn: Error | undefined;
  lastFailure: Error | undefined;
  failure: ((names: readonly string[] | undefined) => RekognitionError | undefined) | undefined;
  shared = this.answers((name) => [name ?? "all"]);

  answers(changedWith: (name: string | undefined) => string[], more: Partial<Source<Item>> = {}): SharedAnswers<Item> {
    const clock = this.time.ofProcess();
    const send = async ({ names, NextToken = "1" }: Request): Promise<object> => {
      (NextToken === "1" ? this.asked : this.rest).push(names ?? "all");
      const shown = [...this.world].filter(([name]) => names?.includes(name) ?? true);
      await clock.sleep(this.takesMs);
      const error = this.failure?.(names);
      if (error !== undefined) throw error;
      const isLast = Number(NextToken) >= this.pages;
      return {
        items: shown.map(([name, is]) => ({ name, is })),
        ...(!isLast && { NextToken: String(Number(NextToken) + 1) }),
      };
    };
    const aws = {
      inTurn: async (_: string, attempt: (sending: typeof send) => Promise<unknown>) => {
        if (this.withoutTurn !== undefined) throw this.withoutTurn;
        if (this.turnMs > 0) await clock.sleep(this.turnMs);
        return this.isRepeated ? attempt(send).catch(() => attempt(send)) : attempt(send);
      },
      lastFailure: () => this.lastFailure,
    };
    return new SharedAnswers<Item>(clock, this.changes, aws as unknown as Gateway, {
      operation: "DescribeStreamProcessor",
      mostNames: 10,
      request: (names) => ({ names }) as object,
      itemsIn: (answer) => (answer as { readonly items: Item[] }).items,
      nameOf: ({ name }) => name,
      whoIs: ({ is }) => is,
      changedWith,
      ...more,
    });
  }

  viewer(signal: AbortSignal = new AbortController().signal, looks?: Looks): Viewer {
    return new Viewer(this.time.ofProcess(), { signal, deadline: Infinity }, looks);
  }

  async look(by: Viewer, name: string): Promise<string | undefined> {
    return (await this.shared.one(by, name))?.is;
  }

  /** What changes one object, as the gateway tells of it. */
  change(name: string, to: string): void {
    this.world.set(name, to);
    this.changes.tell("StartStreamProcessor", { Name: name });
  }
}
