import type { Wire } from "../protocol/wire.js";
import type { Call } from "../world.js";

/** What one operation does with an input that already passed AWS's own constraints. */
export type Handler<Request, Response> = (input: Wire<Request>, call: Call) => Wire<Response>;

/** What one operation does that has an image looked at first, beside the event loop. */
export type LookingHandler<Request, Response> = (input: Wire<Request>, call: Call) => Promise<Wire<Response>>;

/** An entry of the dispatch table. */
export interface Operation {
  /** Whether success changes something. */
  readonly mutates: boolean;
  readonly run: (input: unknown, call: Call) => object | Promise<object>;
}

type AnyHandler<Request, Response> = Handler<Request, Response> | LookingHandler<Request, Response>;

function operation<Request, Response>(mutates: boolean, handler: AnyHandler<Request, Response>): Operation {
  // The dispatcher has checked the input against the service model, which is what the SDK's types are made from.
  return { mutates, run: (input, call) => handler(input as Wire<Request>, call) as object };
}

export const reading = <Request, Response>(handler: AnyHandler<Request, Response>): Operation =>
  operation(false, handler);

export const changing = <Request, Response>(handler: AnyHandler<Request, Response>): Operation =>
  operation(true, handler);
