import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

/** What was asked of it. */
export interface S3Request {
  readonly method: string;
  readonly bucket: string;
  readonly key: string;
  readonly version: string | undefined;
  /** The headers, the signature among them. */
  readonly headers: IncomingMessage["headers"];
}

/** An answer other than the object: one of S3's errors, anything at all, or a connection that breaks in the middle of it. */
export type S3Answer =
  | { readonly status: number; readonly code: string; readonly headers?: Readonly<Record<string, string>> }
  | { readonly body: string; readonly status?: number }
  | "broken";

/** A small S3 over folders that stand for buckets: GET and HEAD with the bucket in the path, and versions. */
export class S3Server {
  readonly url: string;
  readonly requests: S3Request[] = [];
  /** Given first, in turn, instead of what was asked for; undefined is what was asked for. */
  answers: (S3Answer | undefined)[] = [];
  /** Given always. */
  always: S3Answer | undefined;
  readonly #server;

  private constructor(server: ReturnType<typeof createServer>) {
    this.#server = server;
    this.url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  }

  /** @param folders bucket name -> folder; another version of an object is at `.versions/VERSION/KEY` */
  static async start(folders: Readonly<Record<string, string>>): Promise<S3Server> {
    let answer: (request: IncomingMessage, response: ServerResponse) => void = () => undefined;
    const server = createServer((request, response) => {
      answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const started = new S3Server(server);
    answer = (request, response) => {
      started.#answer(request, response, folders);
    };
    return started;
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => {
      this.#server.close(() => {
        resolve();
      });
    });
  }

  #answer(request: IncomingMessage, response: ServerResponse, folders: Readonly<Record<string, string>>): void {
    const { pathname, searchParams } = new URL(request.url ?? "/", this.url);
    const [bucket = "", ...parts] = pathname.slice(1).split("/").map(decodeURIComponent);
    const key = parts.join("/");
    const version = searchParams.get("versionId") ?? undefined;
    const { method = "", headers } = request;
    this.requests.push({ method, bucket, key, version, headers });
    const object = contents(folders[bucket], key, version);
    const other = this.always ?? this.answers.shift();
    if (other === "broken") {
      const part = Buffer.from("{}");
      response.writeHead(206, objectHeaders(part, "bytes 0-1/2", version));
      response.write(part.subarray(0, 1), () => response.destroy());
      return;
    }
    if (other !== undefined && "body" in other) {
      response.writeHead(other.status ?? 200).end(other.body);
      return;
    }
    const missing = version === undefined ? "NoSuchKey" : "NoSuchVersion";
    const refuse = (status: number, code: string, more: Readonly<Record<string, string>> = {}): void => {
      const text = `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code} it is</Message></Error>`;
      response.writeHead(status, { "content-type": "application/xml", "x-amz-request-id": "of-the-test", ...more });
      response.end(method === "HEAD" ? undefined : text);
    };
    if (other !== undefined) {
      refuse(other.status, other.code, other.headers);
      return;
    }
    if (object === undefined) {
      refuse(404, folders[bucket] === undefined ? "NoSuchBucket" : missing);
      return;
    }
    const etag = etagOf(object);
    const { first, last } = rangeOf(headers.range, object.length);
    if (headers["if-match"] !== undefined && headers["if-match"] !== etag) {
      refuse(412, "PreconditionFailed");
    } else if (first >= object.length && headers.range !== undefined) {
      refuse(416, "InvalidRange");
    } else {
      const part = object.subarray(first, last + 1);
      const range = `bytes ${String(first)}-${String(first + part.length - 1)}/${String(object.length)}`;
      response.writeHead(headers.range === undefined ? 200 : 206, { ...objectHeaders(part, range, version), etag });
      response.end(method === "HEAD" ? undefined : part);
    }
  }
}

function etagOf(object: Buffer): string {
  return `"${createHash("md5").update(object).digest("hex")}"`;
}

/** The bytes that a request asks for: all, or "bytes=FIRST-LAST". */
function rangeOf(header: string | undefined, size: number): { readonly first: number; readonly last: number } {
  const [, first = "0", last = String(size - 1)] = /^bytes=(\d+)-(\d+)$/.exec(header ?? "") ?? [];
  return { first: Number(first), last: Number(last) };
}

function objectHeaders(part: Buffer, range: string, version: string | undefined): Record<string, string> {
  return {
    "content-length": String(part.length),
    "content-range": range,
    "last-modified": new Date(0).toUTCString(),
    etag: etagOf(part),
    ...(version !== undefined && { "x-amz-version-id": version }),
  };
}

function contents(folder: string | undefined, key: string, version: string | undefined): Buffer | undefined {
  if (folder === undefined) return undefined;
  try {
    return readFileSync(join(folder, ...(version === undefined ? [] : [".versions", version]), key));
  } catch {
    return undefined;
  }
}
