import type { NotAnInput } from "../mapping.js";

export const NEXT_TOKEN: NotAnInput = { why: "a function takes all pages, with the tokens the service gave" };

/** Members of requests for pages that most functions leave to themselves. */
export const PAGING: Readonly<Record<string, NotAnInput>> = {
  NextToken: NEXT_TOKEN,
  MaxResults: { why: "how many results a page has makes no difference to who gets them all" },
};
