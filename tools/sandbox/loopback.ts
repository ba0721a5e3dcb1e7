import { isIP } from "node:net";

/** Whether a host name or address can only mean this machine. */
export function isLoopback(host: string): boolean {
  const plain = host.replace(/^\[|\]$/g, "").toLowerCase();
  if (plain === "localhost" || plain === "::1") return true;
  const v4 = plain.replace(/^::ffff:/, "");
  return isIP(v4) === 4 && v4.startsWith("127.");
}

/** Everything in the sandbox talks to this machine only: an endpoint elsewhere is a mistake that could cost money. */
export function assertLoopbackEndpoint(endpoint: string): void {
  const { hostname } = new URL(endpoint);
  if (!isLoopback(hostname))
    throw new Error(`The endpoint ${endpoint} is refused: only loopback addresses are allowed.`);
}
