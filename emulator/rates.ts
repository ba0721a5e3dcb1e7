/** AWS's published default rates: calls a second, per operation, account and Region. Others: 5. */
const RATES: Readonly<Record<string, number>> = {
  // https://docs.aws.amazon.com/tag-editor/latest/userguide/reference.html
  GetResources: 15,
  DetectCustomLabels: 50,
  DetectModerationLabels: 50,
  TagResource: 10,
  UntagResource: 10,
  ListTagsForResource: 10,
  CreateStreamProcessor: 20,
  DeleteStreamProcessor: 20,
  DescribeStreamProcessor: 20,
  StartStreamProcessor: 20,
  UpdateStreamProcessor: 20,
  StopStreamProcessor: 1,
  GetLabelDetection: 20,
  GetContentModeration: 20,
  GetFaceDetection: 20,
  GetFaceSearch: 20,
  GetCelebrityRecognition: 20,
  IndexFaces: 50,
  ListFaces: 50,
  DeleteFaces: 50,
};

const DEFAULT_RATE = 5;

interface Bucket {
  tokens: number;
  filledAtMs: number;
}

/** Token buckets that fill in virtual time; each holds one second's worth. */
export class RateLimiter {
  readonly #buckets = new Map<string, Bucket>();

  /** @returns whether the call may go ahead */
  admit(scope: string, operation: string, nowMs: number): boolean {
    const rate = RATES[operation] ?? DEFAULT_RATE;
    const key = `${scope}/${operation}`;
    const bucket = this.#buckets.get(key) ?? { tokens: rate, filledAtMs: nowMs };
    bucket.tokens = Math.min(rate, bucket.tokens + ((nowMs - bucket.filledAtMs) / 1000) * rate);
    bucket.filledAtMs = nowMs;
    this.#buckets.set(key, bucket);
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  }

  clear(): void {
    this.#buckets.clear();
  }
}
