import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { requireSuccess, signedRequest } from "../delivery/signed-request.js";

/** An object of a bucket that lives elsewhere. */
export interface ForeignObject {
  readonly bucket: string;
  readonly key: string;
  readonly version?: string | undefined;
}

/** What its S3 says of it. */
export interface ForeignFacts {
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  readonly versionId: string;
}

const TIMEOUT_MS = 60_000;
/** What S3 emulators have by default; where the bucket is does not matter to them. */
const REGION = "us-east-1";
const ACCESS_KEY_ID = "emulator";

/** As signatures of S3 want it: more than the function of the language encodes. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`);

const NOT_THERE = [403, 404];

function factsOf({ headers }: Response): ForeignFacts {
  return {
    sizeBytes: Number(headers.get("content-length") ?? 0),
    modifiedMs: Date.parse(headers.get("last-modified") ?? "1970-01-01"),
    versionId: headers.get("x-amz-version-id") ?? "null",
  };
}

/** Another S3, by its address: `http://HOST:PORT`, or `http://KEY:SECRET@HOST:PORT` where it checks signatures. */
export class ForeignS3 {
  /** Without the secret, to be shown. */
  readonly address: string;
  readonly #base: string;
  readonly #signer: { readonly accessKeyId: string; readonly secret?: string };

  constructor(endpoint: URL) {
    const { origin, pathname, username, password } = endpoint;
    this.address = origin;
    this.#base = origin + pathname.replace(/\/$/, "");
    this.#signer = {
      accessKeyId: username === "" ? ACCESS_KEY_ID : decodeURIComponent(username),
      ...(password === "" ? {} : { secret: decodeURIComponent(password) }),
    };
  }

  /** @returns undefined if it is not there, or not to be read */
  async head(object: ForeignObject): Promise<ForeignFacts | undefined> {
    const response = await this.#ask("HEAD", object);
    return response === undefined ? undefined : factsOf(response);
  }

  /** Copies an object to a file. @returns undefined if it is not there, or not to be read */
  async get(object: ForeignObject, path: string): Promise<ForeignFacts | undefined> {
    const response = await this.#ask("GET", object);
    if (response === undefined) return undefined;
    // An empty object may come without a body.
    const body = Readable.from(response.body ?? []);
    await pipeline(body, createWriteStream(path));
    return factsOf(response);
  }

  async put(object: ForeignObject, body: Buffer, headers: Readonly<Record<string, string>>): Promise<void> {
    const url = this.#urlOf(object);
    if (url === undefined) throw new Error("the key cannot be a path");
    await requireSuccess(await this.#request("PUT", url, { body, headers }));
  }

  async hasBucket(bucket: string): Promise<boolean> {
    const response = await this.#request("HEAD", new URL(`${this.#base}/${encoded(bucket)}`));
    return response.status !== 404;
  }

  async #ask(method: "GET" | "HEAD", object: ForeignObject): Promise<Response | undefined> {
    const url = this.#urlOf(object);
    if (url === undefined) return undefined;
    const response = await this.#request(method, url);
    if (NOT_THERE.includes(response.status)) {
      await response.body?.cancel();
      return undefined;
    }
    await requireSuccess(response);
    return response;
  }

  #request(
    method: "GET" | "HEAD" | "PUT",
    url: URL,
    content: { readonly body?: Buffer; readonly headers?: Readonly<Record<string, string>> } = {},
  ): Promise<Response> {
    const service = { service: "s3", region: REGION, timeoutMs: TIMEOUT_MS };
    return signedRequest({ method, url, ...service, ...this.#signer, ...content });
  }

  /** Undefined for keys with parts such as `..`, which no address can have. */
  #urlOf({ bucket, key, version }: ForeignObject): URL | undefined {
    const path = [bucket, ...key.split("/")].map(encoded).join("/");
    const query = version === undefined ? "" : `?versionId=${encoded(version)}`;
    const url = new URL(`${this.#base}/${path}${query}`);
    return url.pathname.endsWith(`/${path}`) ? url : undefined;
  }
}
