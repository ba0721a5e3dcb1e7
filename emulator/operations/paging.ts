import { digestOf } from "../digest.js";
import { serviceError } from "../protocol/errors.js";
import type { Call } from "../world.js";

/** Which list is paged, and what the caller asked for. */
interface PageQuery<T> {
  readonly operation: string;
  /** What the list is of, where it is of one thing: a token of another one is refused. */
  readonly of?: string;
  /** What the order goes by; different for each item. */
  readonly keyOf: (item: T) => string | number;
  /** What the caller asked for. 0 is taken as not asked. */
  readonly maxResults: number | undefined;
  /** The largest page of this list; default: that of the Custom Labels lists, 100. */
  readonly maxPage?: number;
  readonly token: string | undefined;
  /** How long tokens are good, in virtual milliseconds; default: for ever. */
  readonly tokenTtlMs?: number;
}

/** A list that is put in order for every page. */
export interface PageRequest<T> extends PageQuery<T> {
  readonly items: Iterable<T>;
  readonly order: "ascending" | "descending";
}

/** A list that is in order already, and can be begun anywhere. */
export interface OrderedPageRequest<T> extends PageQuery<T> {
  /** The items after the one with this key; all, if it is undefined. */
  readonly after: (key: string | number | undefined) => Iterable<T>;
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

/** Short, for a token must not be longer than 255 characters in some lists. */
const fingerprint = (of: string | undefined): string => (of === undefined ? "" : digestOf(of).slice(0, 16));

type TokenQuery = Pick<PageQuery<never>, "operation" | "of" | "tokenTtlMs">;

function encodeToken(call: Call, query: TokenQuery, key: string | number): string {
  const parts = [query.operation, fingerprint(query.of), key, ...(query.tokenTtlMs === undefined ? [] : [call.nowMs])];
  return Buffer.from(JSON.stringify(parts)).toString("base64url");
}

function isFresh(call: Call, query: TokenQuery, madeAtMs: unknown): boolean {
  return query.tokenTtlMs === undefined || call.nowMs < Number(madeAtMs) + query.tokenTtlMs;
}

function decodeToken(call: Call, query: TokenQuery, token: string): string | number {
  try {
    const parts: unknown = JSON.parse(Buffer.from(token, "base64url").toString());
    if (Array.isArray(parts) && parts[0] === query.operation && parts[1] === fingerprint(query.of)) {
      const key: unknown = parts[2];
      if ((typeof key === "string" || typeof key === "number") && isFresh(call, query, parts[3])) return key;
    }
  } catch {
    // Falls through to the refusal: the token is not one of ours.
  }
  throw serviceError("InvalidPaginationTokenException", "Invalid Pagination Token");
}

/**
 * One page of a list in order. The token names the last item given out, so that items made or deleted between two pages
 * neither repeat nor hide others.
 */
export function paginateOrdered<T>(call: Call, request: OrderedPageRequest<T>): Page<T> {
  const { keyOf, token } = request;
  const { pageSize, nextTokenAtEnd } = call.world.switches;
  const largest = Math.min(request.maxPage ?? DEFAULT_PAGE, pageSize);
  const asked = request.maxResults ?? 0;
  const size = asked > 0 ? Math.min(asked, largest) : largest;
  const items: T[] = [];
  let more = false;
  const from = token === undefined || token === "" ? undefined : decodeToken(call, request, token);
  for (const item of request.after(from)) {
    more = items.length === size;
    if (more) break;
    items.push(item);
  }
  const last = items.at(-1);
  const atEnd = nextTokenAtEnd === "empty" ? "" : undefined;
  return { items, nextToken: more && last !== undefined ? encodeToken(call, request, keyOf(last)) : atEnd };
}

/** One page of a list that is put in order first. */
export function paginate<T>(call: Call, request: PageRequest<T>): Page<T> {
  const { keyOf } = request;
  const sign = request.order === "ascending" ? 1 : -1;
  const sorted = [...request.items].sort((a, b) => sign * compare(keyOf(a), keyOf(b)));
  const after = (key: string | number | undefined): Iterable<T> =>
    key === undefined ? sorted : sorted.filter((item) => sign * compare(keyOf(item), key) > 0);
  return paginateOrdered(call, { ...request, after });
}
