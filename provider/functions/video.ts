import * as z from "zod";
import { type AnswerFor, camelCased } from "../aws/camel-case.js";
import type { RequestOf, ResponseOf } from "../aws/operations.js";
import { pagesOf } from "../aws/pages.js";
import { RekognitionError, isRekognitionError } from "../base/errors.js";
import { type FunctionContext, argument, optionalArgument } from "./function.js";

/** The operations that give the results of a video job. */
type ResultsOperation =
  "GetLabelDetection" | "GetContentModeration" | "GetFaceDetection" | "GetFaceSearch" | "GetCelebrityRecognition";

/** AWS takes larger pages for as many. */
const PAGE_SIZE = 1_000;

/** The arguments of every function about the results of a video job. */
export const resultArguments = {
  jobId: argument(
    z
      .string()
      .min(1)
      .max(64)
      .regex(/^[a-zA-Z0-9-_]+$/, "letters, digits and - _ only"),
    "Id of the job, as in `job.jobId`. AWS forgets it, and its results, after 7 days.",
  ),
  maxResults: optionalArgument(
    z.int().min(1),
    "How many results at most, over as many pages as that takes. Default 1,000. All are held in memory; the iterator holds one page.",
  ),
};

export const isTruncated = z.boolean().describe("Whether there are more results than maxResults.");

/** Gives the results of a job that succeeded, one at a time; only one page is held. */
export async function* eachResult<Op extends ResultsOperation, Item>(
  context: FunctionContext,
  operation: Op,
  request: RequestOf<Op>,
  items: (page: ResponseOf<Op>) => readonly AnswerFor<Item>[] | undefined,
): AsyncGenerator<Item, void, undefined> {
  for await (const page of resultPages(context, operation, { ...request, MaxResults: PAGE_SIZE })) {
    assertSucceeded(page, request.JobId);
    for (const item of items(page) ?? []) yield camelCased<Item>(item);
  }
}

/** The first results of a job, whatever its status, and the page that says how the job stands. */
export async function firstResults<Op extends ResultsOperation, Item>(
  context: FunctionContext,
  operation: Op,
  request: RequestOf<Op>,
  limit: number = PAGE_SIZE,
  items: (page: ResponseOf<Op>) => readonly AnswerFor<Item>[] | undefined,
): Promise<{ job: ResponseOf<Op>; results: Item[]; isTruncated: boolean }> {
  const results: Item[] = [];
  let job: ResponseOf<Op> | undefined;
  const pages = resultPages(context, operation, { ...request, MaxResults: Math.min(limit, PAGE_SIZE) });
  for await (const page of pages) {
    job ??= page;
    for (const item of items(page) ?? []) {
      if (results.length === limit) return { job, results, isTruncated: true };
      results.push(camelCased<Item>(item));
    }
    const hasMore = page.NextToken !== undefined && page.NextToken !== "";
    if (results.length === limit && hasMore) return { job, results, isTruncated: true };
  }
  if (job === undefined) throw new RekognitionError("NotFound", `job ${request.JobId ?? ""} has no results`);
  return { job, results, isTruncated: false };
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
