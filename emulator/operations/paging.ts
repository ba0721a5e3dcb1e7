import { serviceError } from "../protocol/errors.js";
import type { Call } from "../world.js";

/** What is listed, in which order, and from where. */
export interface PageRequest<T> {
  readonly operation: string;
  readonly items: Iterable<T>;
  /** What the order goes by; different for each item. */
  readonly keyOf: (item: T) => string | number;
  readonly order: "ascending" | "descending";
  /** What the caller asked for. 0 is taken as not asked. */
  readonly maxResults: number | undefined;
  /** The largest page of this list; default: that of the Custom Labels lists, 100. */
  readonly maxPage?: number;
  readonly token: string | undefined;
}

export interface Page<T> {
  readonly items: T[];
  readonly nextToken: string | undefined;
}

const DEFAULT_PAGE = 100;

function compare(a: string | number, b: string | number): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function encodeToken(operation: string, key: string | number): string {
  return Buffer.from(JSON.stringify([operation, key])).toString("base64url");
}

function decodeToken(operation: string, token: string): string | number {
  try {
    const parts: unknown = JSON.parse(Buffer.from(token, "base64url").toString());
    if (Array.isArray(parts) && parts[0] === operation) {
      const key: unknown = parts[1];
      if (typeof key === "string" || typeof key === "number") return key;
    }
  } catch {
    // Falls through to the refusal: the token is not one of ours.
  }
  throw serviceError("InvalidPaginationTokenException", "Invalid Pagination Token");
}

/**
 * One page of a list. The token names the last item given out, so that items made or deleted between two pages neither
 * repeat nor hide others.
 */
export function paginate<T>(call: Call, request: PageRequest<T>): Page<T> {
  const { operation, keyOf, token } = request;
  const { pageSize, nextTokenAtEnd } = call.world.switches;
  const sign = request.order === "ascending" ? 1 : -1;
  let items = [...request.items].sort((a, b) => sign * compare(keyOf(a), keyOf(b)));
  if (token !== undefined && token !== "") {
    const after = decodeToken(operation, token);
    items = items.filter((item) => sign * compare(keyOf(item), after) > 0);
  }
  const largest = Math.min(request.maxPage ?? DEFAULT_PAGE, pageSize);
  const asked = request.maxResults ?? 0;
  const size = asked > 0 ? Math.min(asked, largest) : largest;
  const page = items.slice(0, size);
  const last = page.at(-1);
  const more = items.length > page.length && last !== undefined;
  const atEnd = nextTokenAtEnd === "empty" ? "" : undefined;
  return { items: page, nextToken: more ? encodeToken(operation, keyOf(last)) : atEnd };
}
