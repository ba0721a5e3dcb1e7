import { EFFECT, type Operation } from "./operations.js";

/**
 * Calls a second that AWS admits by default for one account and Region, where it is not 5.
 * From "Amazon Rekognition endpoints and quotas" in the AWS General Reference.
 */
const CALLS_PER_SECOND: Readonly<Partial<Record<Operation, number>>> = {
  TagResource: 10,
  UntagResource: 10,
  ListTagsForResource: 10,
  CreateStreamProcessor: 20,
  DescribeStreamProcessor: 20,
  StartStreamProcessor: 20,
  UpdateStreamProcessor: 20,
  DeleteStreamProcessor: 20,
  StopStreamProcessor: 1,
  DetectCustomLabels: 50,
};
const DEFAULT_CALLS_PER_SECOND = 5;

const LARGE = ["us-east-1", "us-west-2", "eu-west-1"];
const VIDEO_RESULTS = { regions: [...LARGE, "us-gov-west-1"], calls: 20 };

/** Where AWS admits more of these. */
const LARGE_REGIONS: Readonly<
  Partial<Record<Operation, { readonly regions: readonly string[]; readonly calls: number }>>
> = {
  DetectModerationLabels: { regions: LARGE, calls: 50 },
  GetLabelDetection: VIDEO_RESULTS,
  GetContentModeration: VIDEO_RESULTS,
  GetFaceDetection: VIDEO_RESULTS,
  GetFaceSearch: VIDEO_RESULTS,
  GetCelebrityRecognition: VIDEO_RESULTS,
};

/** What waits ask for again and again: the greater part of the quota is left to others. */
const POLLED: readonly Operation[] = [
  "DescribeProjects",
  "DescribeProjectVersions",
  "DescribeDataset",
  "DescribeStreamProcessor",
  "ListStreamProcessors",
];

/** How fast one operation is called. */
export interface Pace {
  readonly callsPerSecond: number;
  /** Calls that need not wait for each other after a pause. */
  readonly atOnce: number;
}

/** The pace that never exceeds the quota in any second: what may go at once and what follows in a second fit into it. */
export function paceOf(operation: Operation, region: string): Pace {
  const quota = quotaOf(operation, region);
  if (POLLED.includes(operation)) return { callsPerSecond: quota * 0.4, atOnce: quota * 0.6 };
  if (EFFECT[operation] === "read") return { callsPerSecond: quota * 0.8, atOnce: Math.max(1, quota * 0.2) };
  return { callsPerSecond: quota * 0.98, atOnce: 1 };
}

function quotaOf(operation: Operation, region: string): number {
  const larger = LARGE_REGIONS[operation];
  if (larger?.regions.includes(region) === true) return larger.calls;
  return CALLS_PER_SECOND[operation] ?? DEFAULT_CALLS_PER_SECOND;
}
