import type { WireAnswer } from "../../provider/harness/wire.js";
import type { Exchange } from "../turns/line.js";
import { arrays, changedEverywhere, hasMember, without } from "./answers.js";

/** One way for an answer to go wrong. */
export interface Form {
  readonly name: string;
  /** Whether the service gets the call whose answer this is. */
  readonly reachesService: boolean;
  /** To which operations it looks like a true answer that nothing is there: only time tells the two apart. */
  looksTrue?(operation: string): boolean;
  /** The answer as it comes back; undefined where this one cannot go wrong so. */
  spoil(answer: WireAnswer, exchange: Exchange): WireAnswer | undefined;
}

const PAGE = "<!DOCTYPE html><html><head><title>Sign in</title></head><body>Sign in to the network.</body></html>";
/** No status that any version of this package knows. */
const UNKNOWN_STATUS = "ARCHIVED";
/** A listing whose second page leads to itself. */
export const REPEATED = "repeated NextToken";
const TOKEN = "second";
/** A thing without tags may be described without the member. */
const ofTags = (operation: string): boolean => operation === "ListTagsForResource";

const bare = (name: string, status: number): Form => ({
  name,
  reachesService: false,
  spoil: () => ({ status, headers: {}, body: "" }),
});

/** A well-formed answer in which something is other than it should be; `change` says undefined where there is no such thing. */
const altered = (
  name: string,
  change: (output: Output, exchange: Exchange) => Output | undefined,
  more: Partial<Form> = {},
): Form => ({
  name,
  reachesService: true,
  spoil(answer, exchange) {
    if (answer.status !== 200 || !isJson(answer)) return undefined;
    const output = change(JSON.parse(answer.body) as Output, exchange);
    return output === undefined ? undefined : { ...answer, body: JSON.stringify(output) };
  },
  ...more,
});

export type Output = Readonly<Record<string, unknown>>;

/** A member that is there is left out, wherever it stands. */
const lacking = (name: string, isIt: (key: string) => boolean): Form =>
  altered(`${name} missing`, (output) => (hasMember(output, isIt) ? without(output, isIt) : undefined));

/** The ARN by which a thing is known, of whatever kind; not those of others that it was made from. */
const isOwnArn = (key: string): boolean =>
  /^(Project|ProjectVersion|Dataset|StreamProcessor|Collection)(Arn|ARN)$/.test(key);

export const FORMS: readonly Form[] = [
  altered(
    "empty list",
    (output) => {
      const listed = arrays(output).filter(([, items]) => items.length > 0);
      const emptied = Object.fromEntries(listed.map(([key]) => [key, []]));
      if (isFull(output.Tags)) return { ...output, Tags: {} };
      return listed.length === 0 ? undefined : { ...output, ...emptied };
    },
    { looksTrue: () => true },
  ),
  altered("{}", (output) => (Object.keys(output).length === 0 ? undefined : {}), { looksTrue: ofTags }),
  {
    name: "no body",
    reachesService: true,
    spoil: (answer) => ({ ...answer, body: "" }),
  },
  {
    name: "HTML",
    reachesService: false,
    spoil: () => ({ status: 200, headers: { "content-type": "text/html" }, body: PAGE }),
  },
  {
    name: "truncated JSON",
    reachesService: true,
    spoil: half,
  },
  {
    name: "error body with status 200",
    reachesService: false,
    spoil: ({ headers }) => {
      const body = JSON.stringify({ __type: "InternalServerError", Code: "InternalServerError", Message: "" });
      return { status: 200, headers, body };
    },
  },
  bare("429 without body", 429),
  bare("408 without body", 408),
  {
    name: "half a body, then silence",
    reachesService: true,
    spoil: (answer) => ({ ...half(answer), then: "silence" }),
  },
  altered("null entry", (output) => {
    const [first] = arrays(output).filter(([, items]) => items.length > 0);
    return first === undefined ? undefined : { ...output, [first[0]]: [null, ...first[1].slice(1)] };
  }),
  altered(REPEATED, (output, { operation }) =>
    arrays(output).length > 0 && /^(List|Describe)/.test(operation) ? { ...output, NextToken: TOKEN } : undefined,
  ),
  lacking("Status", (key) => key === "Status"),
  lacking("ARN", isOwnArn),
  altered("unknown status", (output) =>
    hasMember(output, (key) => key === "Status")
      ? changedEverywhere(output, (key) => key === "Status", UNKNOWN_STATUS)
      : undefined,
  ),
  lacking("EvaluationResult", (key) => key === "EvaluationResult"),
  lacking("FaceCount", (key) => key === "FaceCount"),
  lacking("MinInferenceUnits", (key) => key === "MinInferenceUnits"),
];

/** The second page of a listing, which leads to itself: so many times that it is asked for, and then no more. */
export function secondPage(times: number): (exchange: Exchange, first: WireAnswer) => WireAnswer | undefined {
  let given = 0;
  return ({ request }, first) => {
    if (!request.includes(`"NextToken":"${TOKEN}"`)) return undefined;
    given += 1;
    const lists = arrays(JSON.parse(first.body) as Output).map(([key]) => [key, []] as const);
    const token = given > times ? {} : { NextToken: TOKEN };
    return { ...first, body: JSON.stringify({ ...Object.fromEntries(lists), ...token }) };
  };
}

function half(answer: WireAnswer): WireAnswer {
  return { ...answer, body: answer.body.slice(0, Math.ceil(answer.body.length / 2)) };
}

function isJson({ headers }: WireAnswer): boolean {
  return headers["content-type"]?.includes("json") === true;
}

function isFull(tags: unknown): boolean {
  return typeof tags === "object" && tags !== null && Object.keys(tags).length > 0;
}
