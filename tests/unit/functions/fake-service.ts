import type { Gateway } from "../../../provider/aws/gateway.js";
import type { FunctionContext } from "../../../provider/functions/function.js";
import { Changes } from "../../../provider/aws/changes.js";
import { SharedDescriptions } from "../../../provider/observe/broker.js";
import { FakeClock } from "../lifecycle/fake-clock.js";

/** A call that a function made. */
export interface Asked {
  readonly operation: string;
  readonly request: Readonly<Record<string, unknown>>;
}

/** A service that answers as it is told. */
export class FakeService {
  readonly asked: Asked[] = [];
  readonly context: FunctionContext;

  constructor(answer: (asked: Asked, before: number) => object) {
    const call = (operation: string, request: object): Promise<object> => {
      const asked = { operation, request: { ...request } };
      this.asked.push(asked);
      return Promise.resolve(answer(asked, this.asked.length - 1));
    };
    const aws = {
      account: () => Promise.resolve("111122223333"),
      call,
      inTurn: (operation: string, attempt: (send: (request: object) => Promise<object>) => Promise<unknown>) =>
        attempt((request) => call(operation, request)),
    } as unknown as Gateway;
    this.context = {
      aws,
      describe: new SharedDescriptions(new FakeClock(), new Changes(), aws).brokerFor(aws, {
        signal: new AbortController().signal,
        deadline: Infinity,
      }),
      region: "us-east-1",
    };
  }
}
