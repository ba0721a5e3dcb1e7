import type { Wire } from "../protocol/wire.js";
import type { Call } from "../world.js";

/** What one operation does with an input that already passed AWS's own constraints. */
export type Handler<Request, Response> = (input: Wire<Request>, call: Call) => Wire<Response>;

/** An entry of the dispatch table. */
export interface Operation {
  /** Whether success changes something. */
  readonly mutates: boolean;
  readonly run: (input: unknown, call: Call) => object;
}

function operation<Request, Response>(mutates: boolean, handler: Handler<Request, Response>): Operation {
  // The dispatcher has checked the input against the service model, which is what the SDK's types are made from.
  return { mutates, run: (input, call) => handler(input as Wire<Request>, call) as object };
}

export const reading = <Request, Response>(handler: Handler<Request, Response>): Operation => operation(false, handler);

export const changing = <Request, Response>(handler: Handler<Request, Response>): Operation => operation(true, handler);
