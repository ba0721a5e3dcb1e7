import dns from "node:dns";
import { Socket } from "node:net";
import { isLoopback } from "../tools/sandbox/loopback.js";

/** The places somebody tried to reach since this list was last emptied. */
export const refusedConnections: string[] = [];

/** A connection that would have left the machine. */
class ForeignConnectionError extends Error {
  override readonly name = "ForeignConnectionError";
  readonly code = "ECONNREFUSED";
  constructor(readonly target: string) {
    super(`Connection to ${target} refused: tests may connect to loopback addresses only.`);
  }
}

function refuse(target: string): ForeignConnectionError {
  refusedConnections.push(target);
  return new ForeignConnectionError(target);
}

/** The host a call of `connect` means, in any of its forms; undefined for a local pipe. */
function hostOf(args: readonly unknown[]): string | undefined {
  // Node's own modules pass the arguments on as one array they have already put in order.
  const [first, second] = (Array.isArray(args[0]) ? args[0] : args) as readonly unknown[];
  if (typeof first === "object" && first !== null) {
    const { path, host } = first as { path?: unknown; host?: unknown };
    if (typeof path === "string") return undefined;
    return typeof host === "string" ? host : "localhost";
  }
  if (typeof first === "string" && Number.isNaN(Number(first))) return undefined;
  return typeof second === "string" ? second : "localhost";
}

function refuseSockets(): void {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with the socket as `this` below
  const connect = Socket.prototype.connect as (this: Socket, ...args: unknown[]) => Socket;
  Socket.prototype.connect = function (this: Socket, ...args: unknown[]): Socket {
    const host = hostOf(args);
    if (host === undefined || isLoopback(host)) return connect.apply(this, args);
    // As the system would: the caller goes on, the failure comes after it.
    const refusal = refuse(host);
    process.nextTick(() => this.destroy(refusal));
    return this;
  };
}

function refuseLookups(): void {
  const lookup = dns.lookup as unknown as (host: string, ...rest: unknown[]) => void;
  const guarded = (host: string, ...rest: unknown[]): void => {
    const callback = rest.at(-1);
    if (isLoopback(host) || typeof callback !== "function") lookup(host, ...rest);
    else process.nextTick(callback, refuse(host));
  };
  Object.assign(dns, { lookup: guarded });
}

/** From here on this process reaches loopback addresses only; everything else fails at once and is remembered. */
export function refuseForeignConnections(): void {
  refuseSockets();
  refuseLookups();
}
