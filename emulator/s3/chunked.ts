import { S3Error, invalidRequest } from "./errors.js";

const MAX_LINE_BYTES = 8 * 1024;
const MAX_TRAILERS = 20;

const incomplete = (): S3Error =>
  new S3Error(
    "IncompleteBody",
    400,
    "You did not provide the number of bytes specified by the Content-Length HTTP header",
  );

/** Reads a stream by lines and by lengths. */
class Reader {
  readonly #source: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** The next line without its end; undefined if there is nothing any more. */
  async line(): Promise<string | undefined> {
    for (;;) {
      const end = this.#rest.indexOf("\r\n");
      if (end >= 0) {
        const line = this.#rest.toString("latin1", 0, end);
        this.#rest = this.#rest.subarray(end + 2);
        return line;
      }
      if (this.#rest.length > MAX_LINE_BYTES) throw invalidRequest("A line of the chunked body is too long.");
      if (await this.#isAtEnd()) {
        if (this.#rest.length === 0) return undefined;
        throw incomplete();
      }
    }
  }

  async *bytes(count: number): AsyncGenerator<Buffer> {
    let left = count;
    while (left > 0) {
      if (this.#rest.length === 0 && (await this.#isAtEnd())) throw incomplete();
      const part = this.#rest.subarray(0, left);
      this.#rest = this.#rest.subarray(part.length);
      left -= part.length;
      yield part;
    }
  }

  async #isAtEnd(): Promise<boolean> {
    const next = await this.#source.next();
    if (next.done === true) return true;
    this.#rest = this.#rest.length === 0 ? next.value : Buffer.concat([this.#rest, next.value]);
    return false;
  }
}

/**
 * The content of a body in `aws-chunked`:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html. The signatures of chunks are not verified.
 * @param trailers takes what follows the content; names in lower case
 */
export async function* decodeChunked(
  source: AsyncIterable<Buffer>,
  trailers: Map<string, string>,
): AsyncGenerator<Buffer> {
  const reader = new Reader(source);
  for (;;) {
    const head = await reader.line();
    if (head === undefined) throw incomplete();
    const size = /^([0-9a-f]{1,12})(;.*)?$/i.exec(head)?.[1];
    if (size === undefined) throw invalidRequest("The chunked body is malformed.");
    const bytes = Number.parseInt(size, 16);
    if (bytes === 0) break;
    yield* reader.bytes(bytes);
    if ((await reader.line()) !== "") throw invalidRequest("The chunked body is malformed.");
  }
  for (;;) {
    const line = await reader.line();
    if (line === undefined) return;
    const [, name, value] = /^([^:\s]+):(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) {
      if (line === "") continue;
      throw new S3Error("MalformedTrailerError", 400, "The request contained trailing data that was not well-formed.");
    }
    if (trailers.size >= MAX_TRAILERS) throw invalidRequest("The chunked body has too many trailers.");
    trailers.set(name.toLowerCase(), value.trim());
  }
}
