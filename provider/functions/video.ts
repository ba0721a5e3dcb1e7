import * as z from "zod";
import { type AnswerFor, awsCased, camelCased } from "../aws/camel-case.js";
import type { RequestOf, ResponseOf, ResultsOperation } from "../aws/operations.js";
import { pagesOf } from "../aws/pages.js";
import { RekognitionError, isRekognitionError } from "../base/errors.js";
import type { Bag } from "../schema/definition.js";
import {
  type Argument,
  type FunctionContext,
  type ServiceFunction,
  argument,
  defineFunction,
  optionalArgument,
} from "./function.js";
import { jobFields } from "./shapes/video.js";

/** AWS takes larger pages for as many. */
const PAGE_SIZE = 1_000;

/** The arguments of every function about the results of a video job. */
const resultArguments = {
  jobId: argument(
    z
      .string()
      .min(1)
      .max(64)
      .regex(/^[a-zA-Z0-9-_]+$/, "letters, digits and - _ only"),
    "Id of the job, as in `job.jobId`. AWS deletes the job and its results after 7 days.",
  ),
  maxResults: optionalArgument(
    z.int().min(1),
    "Maximum number of results, over as many pages as needed. Default 1,000. All are held in memory; in TypeScript, the iterator holds one page.",
  ),
};

/** What is particular about the results of one kind of job. */
interface Results<Op extends ResultsOperation, Member> {
  /** What a sentence calls them. */
  readonly called: string;
  /** What a sentence about the first of them adds. */
  readonly alsoGives?: string;
  /** Arguments besides those that all have. */
  readonly inputs?: Readonly<Record<string, Argument>>;
  /** What the job answers besides what all do. */
  readonly head?: z.ZodRawShape;
  /** The list that they come in, and its meaning. */
  readonly list: string;
  readonly doc: string;
  readonly member: z.ZodType<Member>;
  readonly members: (page: ResponseOf<Op>) => readonly AnswerFor<Member>[] | undefined;
}

/** The function about the results of a kind of video jobs: a call gives the first ones, an iterator all. */
export function resultsOf<Op extends ResultsOperation, Member>(
  operation: Op,
  job: string,
  { called, alsoGives = "", inputs, head, list, doc, member, members }: Results<Op, Member>,
): ServiceFunction {
  const found = `${called} that a job of ${job} found in a video`;
  const result: z.ZodObject = z.strictObject({
    ...jobFields,
    ...head,
    [list]: z.array(member).describe(doc),
    isTruncated: z.boolean().describe("Whether there are more results than maxResults."),
  });
  return defineFunction({
    name: operation.replace("Get", "get"),
    doc: `The first ${found}${alsoGives}.`,
    page: operation,
    inputs: { ...resultArguments, ...inputs },
    result: result.meta({ id: `${operation}Result`, description: `A job of ${job} and its first results.` }),
    call: (context, { maxResults, ...asked }) =>
      firstResults(context, operation, requestOf<Op>(asked), maxResults, list, members),
    iterator: {
      name: operation.replace("Get", "iterate"),
      doc: `All ${found}, one at a time: no more than 1,000 are held in memory.`,
      list,
      each: (context, { maxResults: _all, ...asked }) => eachResult(context, operation, requestOf<Op>(asked), members),
    },
  });
}

function requestOf<Op extends ResultsOperation>(asked: Bag): RequestOf<Op> {
  return awsCased<unknown>(asked) as RequestOf<Op>;
}

/** Gives the results of a job that succeeded, one at a time; only one page is held. */
async function* eachResult<Op extends ResultsOperation, Member>(
  context: FunctionContext,
  operation: Op,
  request: RequestOf<Op>,
  members: Results<Op, Member>["members"],
): AsyncGenerator<Member, void, undefined> {
  for await (const page of resultPages(context, operation, { ...request, MaxResults: PAGE_SIZE })) {
    assertSucceeded(page, request.JobId);
    for (const member of members(page) ?? []) yield camelCased<Member>(member);
  }
}

/** The first results of a job, whatever its status, with what the first page says of the job. */
async function firstResults<Op extends ResultsOperation, Member>(
  context: FunctionContext,
  operation: Op,
  request: RequestOf<Op>,
  limit: number = PAGE_SIZE,
  list: string,
  members: Results<Op, Member>["members"],
): Promise<Bag> {
  const results: Member[] = [];
  let job: Bag | undefined;
  const answer = (isTruncated: boolean): Bag => ({ ...job, [list]: results, isTruncated });
  const pages = resultPages(context, operation, { ...request, MaxResults: Math.min(limit, PAGE_SIZE) });
  for await (const page of pages) {
    job ??= camelCased<Bag>({ ...page, NextToken: undefined });
    for (const member of members(page) ?? []) {
      if (results.length === limit) return answer(true);
      results.push(camelCased<Member>(member));
    }
    const hasMore = page.NextToken !== undefined && page.NextToken !== "";
    if (results.length === limit && hasMore) return answer(true);
  }
  if (job === undefined) throw new RekognitionError("NotFound", `job ${request.JobId ?? ""} has no results`);
  return answer(false);
}

async function* resultPages<Op extends ResultsOperation>(
  { aws, region }: FunctionContext,
  operation: Op,
  request: RequestOf<Op>,
): AsyncGenerator<ResponseOf<Op>, void, undefined> {
  try {
    yield* pagesOf(aws, operation, request);
  } catch (error) {
    if (!isRekognitionError(error, "NotFound")) throw error;
    const what = `video job ${request.JobId ?? ""} is not known in ${region}; AWS forgets jobs, and their results, after 7 days`;
    throw new RekognitionError("NotFound", what, { cause: error });
  }
}

function assertSucceeded(page: ResponseOf<ResultsOperation>, jobId: string | undefined): void {
  if (page.JobStatus === "SUCCEEDED") return;
  const subject = `video job ${jobId ?? ""}`;
  if (page.JobStatus === "IN_PROGRESS") throw new RekognitionError("Busy", `${subject} is still in progress`);
  throw new RekognitionError("AnalysisFailed", `${subject} failed: ${page.StatusMessage ?? "AWS gave no reason"}`);
}
