import * as z from "zod";
import { camelCased } from "../aws/camel-case.js";
import { type ArgumentsOf, defineFunction, optionalArgument } from "./function.js";
import { contentModerationDetection, jobFields, labelDetection, requestMetadata } from "./shapes/video.js";
import { eachResult, firstResults, isTruncated, resultArguments } from "./video.js";

const API = "https://docs.aws.amazon.com/rekognition/latest/APIReference/API_";

type Label = z.output<typeof labelDetection>;
type Moderation = z.output<typeof contentModerationDetection>;

const inputs = {
  ...resultArguments,
  sortBy: optionalArgument(
    z.enum(["NAME", "TIMESTAMP"]),
    "Order: by label, and for each by time, or by time. Default TIMESTAMP.",
  ),
  aggregateBy: optionalArgument(
    z.enum(["TIMESTAMPS", "SEGMENTS"]),
    "A result for each time, or one for each segment in which a label shows without a break. Default TIMESTAMPS.",
  ),
} as const;

function requestOf(args: ArgumentsOf<typeof inputs>): {
  JobId: string;
  SortBy: "NAME" | "TIMESTAMP" | undefined;
  AggregateBy: "TIMESTAMPS" | "SEGMENTS" | undefined;
} {
  return { JobId: args.jobId, SortBy: args.sortBy, AggregateBy: args.aggregateBy };
}

const labelJob = z.strictObject({
  ...jobFields,
  labelModelVersion: z.string().optional().describe("Version of AWS's model."),
  getRequestMetadata: requestMetadata.optional().describe("How the results are sorted and put together."),
});

/** Labels of a video. */
export const getLabelDetection = defineFunction({
  name: "getLabelDetection",
  doc: "The first labels that a job of LABEL_DETECTION found in a video.",
  page: `${API}GetLabelDetection.html`,
  isCharged: false,
  inputs,
  rules: [],
  result: labelJob
    .extend({ labels: z.array(labelDetection).describe("What was found."), isTruncated })
    .meta({ id: "GetLabelDetectionResult", description: "A job of LABEL_DETECTION and its first results." }),
  async call(context, args) {
    const found = await firstResults<"GetLabelDetection", Label>(
      context,
      "GetLabelDetection",
      requestOf(args),
      args.maxResults,
      (page) => page.Labels,
    );
    const { Labels: _labels, NextToken: _token, ...job } = found.job;
    return { ...camelCased<z.output<typeof labelJob>>(job), labels: found.results, isTruncated: found.isTruncated };
  },
  iterator: {
    name: "iterateLabelDetection",
    doc: "All labels that a job of LABEL_DETECTION found in a video, one at a time: no more than 1,000 are held in memory.",
    list: "labels",
    each: (context, args) =>
      eachResult<"GetLabelDetection", Label>(context, "GetLabelDetection", requestOf(args), (page) => page.Labels),
  },
});

const moderationJob = z.strictObject({
  ...jobFields,
  moderationModelVersion: z.string().optional().describe("Version of AWS's model."),
  getRequestMetadata: requestMetadata.optional().describe("How the results are sorted and put together."),
});

/** Content of a video that somebody may object to. */
export const getContentModeration = defineFunction({
  name: "getContentModeration",
  doc: "The first content that a job of CONTENT_MODERATION found in a video.",
  page: `${API}GetContentModeration.html`,
  isCharged: false,
  inputs,
  rules: [],
  result: moderationJob
    .extend({ moderationLabels: z.array(contentModerationDetection).describe("What was found."), isTruncated })
    .meta({ id: "GetContentModerationResult", description: "A job of CONTENT_MODERATION and its first results." }),
  async call(context, args) {
    const found = await firstResults<"GetContentModeration", Moderation>(
      context,
      "GetContentModeration",
      requestOf(args),
      args.maxResults,
      (page) => page.ModerationLabels,
    );
    const { ModerationLabels: _labels, NextToken: _token, ...job } = found.job;
    return {
      ...camelCased<z.output<typeof moderationJob>>(job),
      moderationLabels: found.results,
      isTruncated: found.isTruncated,
    };
  },
  iterator: {
    name: "iterateContentModeration",
    doc: "All content that a job of CONTENT_MODERATION found in a video, one at a time: no more than 1,000 are held in memory.",
    list: "moderationLabels",
    each: (context, args) =>
      eachResult<"GetContentModeration", Moderation>(
        context,
        "GetContentModeration",
        requestOf(args),
        (page) => page.ModerationLabels,
      ),
  },
});
