import { RekognitionError } from "../base/errors.js";
import type { Gateway } from "./gateway.js";
import type { Operation, RequestOf, ResponseOf } from "./operations.js";

/** The operations that answer in pages. */
export type PagedOperation = {
  [Op in Operation]: "NextToken" extends keyof RequestOf<Op> ? Op : never;
}[Operation];

/**
 * All pages of an answer, one at a time: only one is held. A request that is a function is asked for when it is sent. A page
 * that leads back to one that was read already is asked for again, since the listing would have no end.
 */
export async function* pagesOf<Op extends PagedOperation>(
  aws: Gateway,
  operation: Op,
  request: RequestOf<Op> | (() => RequestOf<Op>),
): AsyncGenerator<ResponseOf<Op>, void, undefined> {
  const begin = typeof request === "function" ? request : () => request;
  const read = new Set<string>();
  const leadsOn = ({ NextToken }: ResponseOf<Op>): void => {
    if (NextToken === undefined || !read.has(NextToken)) return;
    throw new RekognitionError("UnreadableAnswer", `${operation}: a page leads back to one that was read already`);
  };
  let sent: RequestOf<Op> | undefined;
  let answer = await aws.call(operation, () => (sent = begin()));
  for (;;) {
    yield answer;
    const { NextToken } = answer;
    // The service has been seen to end a listing with an empty token.
    if (NextToken === undefined || NextToken === "") return;
    read.add(NextToken);
    answer = await aws.call(operation, { ...(sent ?? begin()), NextToken }, leadsOn);
  }
}

/** What the pages hold, put together. */
export async function collected<Page, Item>(
  pages: AsyncIterable<Page>,
  items: (page: Page) => readonly Item[] | undefined,
): Promise<Item[]> {
  const all: Item[] = [];
  for await (const page of pages) {
    for (const item of items(page) ?? []) all.push(item);
  }
  return all;
}
