/** One request that reached the emulator and named an operation. */
export interface CallRecord {
  readonly seq: number;
  /** Virtual milliseconds since the epoch. */
  readonly atMs: number;
  readonly operation: string;
  readonly account: string | undefined;
  readonly accessKeyId: string | undefined;
  readonly region: string | undefined;
  /** HTTP status of the answer; 0 if none was given. */
  readonly status: number;
  /** The error's name. */
  readonly error?: string;
  /** The request as it came, long texts cut. */
  readonly request: unknown;
  /** Whether it changed something. */
  readonly effect: boolean;
}

/** Older records are forgotten beyond this many. */
const MAX_RECORDS = 50_000;
const MAX_TEXT = 2_000;

/** The beginning of a text, copied: a slice would keep the whole text in memory. */
const beginning = (text: string): string => Buffer.from(text.slice(0, 40)).toString();

function shorten(value: unknown): unknown {
  if (typeof value === "string" && value.length > MAX_TEXT) return `${beginning(value)}… (${value.length} characters)`;
  if (Array.isArray(value)) return value.map(shorten);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shorten(item)]));
  }
  return value;
}

/** What was called, in order. */
export class CallLog {
  #records: CallRecord[] = [];
  #seq = 0;

  /** @param size length of the request's body: small requests are kept as they are */
  add(record: Omit<CallRecord, "seq">, size: number): void {
    this.#seq += 1;
    const request = size > MAX_TEXT ? shorten(record.request) : record.request;
    this.#records.push({ seq: this.#seq, ...record, request });
    if (this.#records.length > 2 * MAX_RECORDS) this.#records = this.#records.slice(-MAX_RECORDS);
  }

  /** Records with a higher number than `since`. */
  list(since = 0): readonly CallRecord[] {
    return since === 0 ? [...this.#records] : this.#records.filter((record) => record.seq > since);
  }

  clear(): void {
    this.#records = [];
  }
}
