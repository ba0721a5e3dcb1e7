import type { IncomingMessage } from "node:http";
import { isIPv6 } from "node:net";
import { CONTROL_PREFIX } from "../control/verbs.js";

export interface GateOptions {
  /** Names, beside this machine's own, that requests may be for; what is below them too. */
  readonly hosts: readonly string[];
  /** Origins whose pages may call the service; `*` for every one. */
  readonly origins: readonly string[];
}

/** Whether a request is let in; if so, what its answer tells a browser. */
export interface Admission {
  readonly isAdmitted: boolean;
  readonly headers: Readonly<Record<string, string>>;
  /** Whether it only asks whether another one would be let in. */
  readonly isPreflight: boolean;
}

const OWN_NAMES = ["127.0.0.1", "localhost", "[::1]"];
const PREFLIGHT_SECONDS = 600;

/** An address as it is written in a URL. */
export const inUrl = (address: string): string => (isIPv6(address) ? `[${address}]` : address);

/** The address that a request came to; a page can have a name pointed there, but not make the browser call it by this. */
const localAddress = ({ socket }: IncomingMessage): string =>
  inUrl((socket.localAddress ?? "").replace(/^::ffff:(?=\d+\.)/, ""));

/** Looking changes nothing. */
const READS = ["GET", "HEAD"];
/** A page cannot have the browser send these across origins without asking first, and the answer is no. */
const MEANT = ["x-emulator-page", "x-emulator-token", "authorization"];

/** Whether a change came with the origin of the page that asks for it, or a header that only a script sends, or from no browser. */
const isMeant = ({ method = "GET", headers }: IncomingMessage): boolean =>
  READS.includes(method) ||
  headers["sec-fetch-site"] === undefined ||
  headers.origin !== undefined ||
  MEANT.some((name) => headers[name] !== undefined);

/** What a page of an allowed origin may do and see. */
function crossOriginHeaders({ headers }: IncomingMessage, origin: string, isPreflight: boolean) {
  const common = { "Access-Control-Allow-Origin": origin, Vary: "Origin" };
  if (!isPreflight) return { ...common, "Access-Control-Expose-Headers": "*" };
  const wanted = headers["access-control-request-headers"];
  const isFromOutside = headers["access-control-request-private-network"] === "true";
  return {
    ...common,
    "Access-Control-Allow-Methods": "GET, HEAD, POST, PUT, DELETE",
    ...(wanted === undefined ? {} : { "Access-Control-Allow-Headers": wanted }),
    "Access-Control-Max-Age": String(PREFLIGHT_SECONDS),
    ...(isFromOutside ? { "Access-Control-Allow-Private-Network": "true" } : {}),
  };
}

/**
 * Lets in what is meant for this machine and made by a program: a web page that had its name pointed here is turned away by
 * the Host header, one that asks across sites by what browsers, and nobody else, then send. Pages of allowed origins may
 * call the service, but not the control API. Programs, which say nothing of where they come from, are let in everywhere.
 */
export class Gate {
  readonly #hosts: readonly string[];
  readonly #origins: ReadonlySet<string>;

  constructor({ hosts, origins }: GateOptions) {
    this.#hosts = [...OWN_NAMES, ...hosts.map((host) => host.toLowerCase())];
    this.#origins = new Set(origins);
  }

  /** @param url where it goes, as it will be read; undefined if it cannot be */
  admit(request: IncomingMessage, url: URL | undefined): Admission {
    const { origin, host = "", "sec-fetch-site": site } = request.headers;
    const isOwnPage = origin === undefined || origin === `http://${host}`;
    const isOwnSite = site === undefined || site === "none" || site === "same-origin";
    const isOurs = this.#isForUs(request, host);
    const isService = url?.pathname.startsWith(CONTROL_PREFIX) === false;
    if (isOwnPage) {
      const isAdmitted = isOurs && isOwnSite && (isService || isMeant(request));
      return { isAdmitted, headers: {}, isPreflight: false };
    }
    const isAllowed = this.#origins.has(origin) || this.#origins.has("*");
    if (!isOurs || !isService || !isAllowed) return { isAdmitted: false, headers: {}, isPreflight: false };
    const isPreflight = request.method === "OPTIONS" && request.headers["access-control-request-method"] !== undefined;
    return { isAdmitted: true, headers: crossOriginHeaders(request, origin, isPreflight), isPreflight };
  }

  #isForUs(request: IncomingMessage, host: string): boolean {
    const name = host.replace(/:\d+$/, "").toLowerCase();
    const isKnown = this.#hosts.some((known) => name === known || name.endsWith(`.${known}`));
    return isKnown || (name !== "" && name === localAddress(request));
  }
}
