import { checked } from "../shape.js";
import type { ControlClient, Verb } from "./verbs.js";
import { CONTROL_PREFIX, VERBS } from "./verbs.js";

const REQUEST_TIMEOUT_MS = 10_000;

async function ask(url: string, { method, path, result }: Verb, args: object = {}): Promise<unknown> {
  const target = new URL(CONTROL_PREFIX + path, url);
  if (method === "GET") for (const [name, value] of Object.entries(args)) target.searchParams.set(name, String(value));
  const response = await fetch(target, {
    method,
    signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    ...(method === "GET" ? {} : { body: JSON.stringify(args), headers: { "content-type": "application/json" } }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`The emulator answers ${response.status} to ${method} ${path}: ${text}`);
  return checked(result, JSON.parse(text));
}

/**
 * A client of the control API, for an emulator that runs in another process.
 * @param url what the emulator prints, for example `http://127.0.0.1:4566`
 */
export function controlClient(url: string): ControlClient {
  const methods = Object.entries(VERBS).map(([name, verb]) => [name, (args?: object) => ask(url, verb, args)]);
  return Object.fromEntries(methods) as ControlClient;
}
