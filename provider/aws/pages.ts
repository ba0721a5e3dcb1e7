import { RekognitionError } from "../base/errors.js";
import type { Gateway } from "./gateway.js";
import type { Operation, RequestOf, ResponseOf } from "./operations.js";

/** The operations that answer in pages. */
export type PagedOperation = {
  [Op in Operation]: "NextToken" extends keyof RequestOf<Op> ? Op : never;
}[Operation];

/** All pages of an answer, one at a time: only one is held. */
export async function* pagesOf<Op extends PagedOperation>(
  aws: Gateway,
  operation: Op,
  request: RequestOf<Op>,
): AsyncGenerator<ResponseOf<Op>, void, undefined> {
  yield* pagesFrom(aws, operation, request, await aws.call(operation, request));
}

/**
 * The first page, and those that follow it. A page that leads back to one that was read already is asked for again, since the
 * listing would have no end.
 */
export async function* pagesFrom<Op extends Operation>(
  aws: Gateway,
  operation: Op,
  request: RequestOf<Op>,
  first: ResponseOf<Op>,
): AsyncGenerator<ResponseOf<Op>, void, undefined> {
  const read = new Set<string>();
  for (let page = first; ;) {
    yield page;
    const NextToken = nextOf(page);
    if (NextToken === undefined) return;
    read.add(NextToken);
    page = await aws.inTurn(operation, async (send) => {
      const answer = await send({ ...request, NextToken });
      if (!read.has(nextOf(answer) ?? "")) return answer;
      throw new RekognitionError("UnreadableAnswer", `${operation}: a page leads back to one that was read already`);
    });
  }
}

/** The service has been seen to end a listing with an empty token. */
function nextOf({ NextToken }: { readonly NextToken?: string }): string | undefined {
  return NextToken === "" ? undefined : NextToken;
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
