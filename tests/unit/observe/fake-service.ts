import type { Gateway } from "../../../provider/aws/gateway.js";
import { Changes } from "../../../provider/aws/changes.js";
import { NEVER } from "../../../provider/base/bounds.js";
import { RekognitionError } from "../../../provider/base/errors.js";
import { type DescribeBroker, SharedDescriptions } from "../../../provider/observe/broker.js";
import type { Looks } from "../../../provider/observe/shared-answers.js";
import { FakeClock } from "../lifecycle/fake-clock.js";

type Answer = (input: Readonly<Record<string, unknown>>) => object | Error;

export const notFound = new RekognitionError("NotFound", "no such thing");
export const denied = new RekognitionError("AccessDenied", "no");

/** A service that answers as it is told and counts what it is asked, and the looks of one process at it. */
export class FakeService {
  readonly clock = new FakeClock(0);
  readonly changes = new Changes();
  answers: Record<string, Answer> = {};
  /** Operation, and the name that was asked about where `named` is a member of the input. */
  asked: string[] = [];
  readonly gateway: Gateway;
  readonly #shared: SharedDescriptions;

  constructor(named = "Name") {
    const send = async (operation: string, input: Readonly<Record<string, unknown>>): Promise<object> => {
      const about = input[named] as string | undefined;
      this.asked.push(about === undefined ? operation : `${operation} ${about}`);
      await Promise.resolve();
      const answer = this.answers[operation]?.(input) ?? notFound;
      if (answer instanceof Error) throw answer;
      return answer;
    };
    this.gateway = {
      inTurn: (operation: string, attempt: (sending: (input: never) => Promise<object>) => Promise<object>) =>
        attempt((input) => send(operation, input)),
      lastFailure: () => undefined,
    } as unknown as Gateway;
    this.#shared = new SharedDescriptions(this.clock, this.changes, this.gateway);
  }

  /** The looks of an operation that begins now, when answers of the last one are not shared any more. */
  later(ms = 3_000, looks?: Looks): DescribeBroker {
    this.clock.advance(ms);
    return this.#shared.brokerFor(this.gateway, { signal: NEVER, deadline: Infinity }, looks);
  }
}
