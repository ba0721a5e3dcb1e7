/** One request that reached the emulator and named an operation. */
export interface CallRecord {
  readonly seq: number;
  /** Virtual milliseconds since the epoch: the moment that the call itself went by. */
  readonly atMs: number;
  readonly operation: string;
  readonly account: string | undefined;
  readonly accessKeyId: string | undefined;
  readonly region: string | undefined;
  /** HTTP status of the answer; 0 if none was given. */
  readonly status: number;
  /** The error's name. */
  readonly error?: string;
  /** The request as it came, long texts cut; unset if it could not be read. */
  readonly request?: unknown;
  /** Whether it changed something. */
  readonly effect: boolean;
}

/** What was answered to a call. */
export interface CallAnswer {
  readonly seq: number;
  /** As it was sent, credentials left out; the first 4,000 characters. */
  readonly body: string;
  /** How many characters it had. */
  readonly characters: number;
}

/** Older records are forgotten beyond this many. */
const MAX_RECORDS = 50_000;
/** As they are beyond this much of recorded requests, in characters of JSON. */
const MAX_CHARACTERS = 64 * 1024 ** 2;
const MAX_TEXT = 2_000;
/** No operation and no access key has a longer name. */
const MAX_NAME = 128;
/** Of so many calls, the latest, the answers are kept, so far. */
const MAX_ANSWERS = 200;
const MAX_ANSWER = 4_000;
/** What STS gives out. */
const CREDENTIALS = /<(SecretAccessKey|SessionToken)>[^<]*/g;

/** The beginning of a text, copied: a slice would keep the whole text in memory. */
const beginning = (text: string, characters = 40): string => Buffer.from(text.slice(0, characters)).toString();

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
  readonly #answers = new Map<number, CallAnswer>();
  #records: CallRecord[] = [];
  #sizes: number[] = [];
  #size = 0;
  #seq = 0;

  /**
   * @param size length of the request's body: small requests are kept as they are
   * @param answer undefined if there was none, or one that is a file
   */
  add(record: Omit<CallRecord, "seq">, size: number, answer: string | undefined): void {
    this.#seq += 1;
    if (answer !== undefined) this.#keepAnswer(this.#seq, answer);
    const isLong = size > MAX_TEXT;
    const request = isLong ? shorten(record.request) : record.request;
    const kept = isLong ? JSON.stringify(request ?? null).length : size;
    this.#records.push({ seq: this.#seq, ...record, operation: record.operation.slice(0, MAX_NAME), request });
    this.#sizes.push(kept);
    this.#size += kept;
    if (this.#records.length > 2 * MAX_RECORDS) this.#forgetTo(MAX_RECORDS, MAX_CHARACTERS);
    if (this.#size > 2 * MAX_CHARACTERS) this.#forgetTo(MAX_RECORDS, MAX_CHARACTERS);
  }

  #keepAnswer(seq: number, answer: string): void {
    const characters = answer.length;
    const kept = characters > MAX_ANSWER ? beginning(answer, MAX_ANSWER) : answer;
    this.#answers.set(seq, { seq, body: kept.replaceAll(CREDENTIALS, "<$1>…"), characters });
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > MAX_ANSWERS && oldest !== undefined) this.#answers.delete(oldest);
  }

  /** @throws Error if it is not kept */
  answer(seq: number): CallAnswer {
    const found = this.#answers.get(seq);
    if (found !== undefined) return found;
    throw new Error(`the answer to call ${seq} is not there: the latest ${MAX_ANSWERS} are kept, and no files`);
  }

  #forgetTo(records: number, characters: number): void {
    let dropped = Math.max(0, this.#records.length - records);
    this.#size = this.#sizes.slice(dropped).reduce((sum, size) => sum + size, 0);
    while (this.#size > characters && dropped < this.#sizes.length) {
      this.#size -= this.#sizes[dropped] ?? 0;
      dropped += 1;
    }
    this.#records = this.#records.slice(dropped);
    this.#sizes = this.#sizes.slice(dropped);
  }

  /** Records with a higher number than `since`. */
  list(since = 0): readonly CallRecord[] {
    return since === 0 ? [...this.#records] : this.#records.filter((record) => record.seq > since);
  }

  clear(): void {
    this.#answers.clear();
    this.#records = [];
    this.#sizes = [];
    this.#size = 0;
  }
}
