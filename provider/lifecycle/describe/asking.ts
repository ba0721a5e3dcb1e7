import { isRekognitionError } from "../errors.js";

/** One page of a listing. */
interface Listed<T> {
  readonly items: readonly T[] | undefined;
  readonly nextToken: string | undefined;
}

/** The answer; undefined where the service says that there is no such thing. */
export async function absentIfNotFound<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (isRekognitionError(error, "NotFound")) return undefined;
    throw error;
  }
}

/** All pages of a listing, and how many there were. */
export async function paged<T>(
  page: (token: { NextToken?: string }) => Promise<Listed<T>>,
): Promise<{ all: T[]; calls: number }> {
  const all: T[] = [];
  let token: { NextToken?: string } = {};
  for (let calls = 1; ; calls++) {
    const { items, nextToken } = await page(token);
    all.push(...(items ?? []));
    // The service has been seen to end a listing with an empty token.
    if (nextToken === undefined || nextToken === "") return { all, calls };
    token = { NextToken: nextToken };
  }
}

/** The items of a listing by their names. */
export function byName<T>(items: readonly T[], nameOf: (item: T) => string | undefined): Map<string, T> {
  return new Map(items.map((item) => [nameOf(item) ?? "", item]));
}
