import { createHash } from "node:crypto";
import { closeSync, fsyncSync, openSync, writeSync } from "node:fs";
import type { Buckets, Upload } from "../media/buckets.js";

const BUFFERED_LENGTH = 1024 ** 2;

/** A file that is to become an object: its lines need not be in memory at once. */
export class ResultFile {
  readonly #buckets: Buckets;
  readonly #blob: string;
  readonly #file: number;
  readonly #hash = createHash("md5");
  #sizeBytes = 0;
  #pending = "";

  constructor(buckets: Buckets) {
    this.#buckets = buckets;
    const { blob, path } = buckets.newBlob();
    this.#blob = blob;
    this.#file = openSync(path, "w");
  }

  write(line: string): void {
    this.#pending += `${line}\n`;
    if (this.#pending.length >= BUFFERED_LENGTH) this.#flush();
  }

  end(): Upload {
    this.#flush();
    if (this.#buckets.isKept) fsyncSync(this.#file);
    closeSync(this.#file);
    return { blob: this.#blob, sizeBytes: this.#sizeBytes, etag: this.#hash.digest("hex"), headers: {} };
  }

  discard(): void {
    closeSync(this.#file);
    this.#buckets.discard(this.#blob);
  }

  #flush(): void {
    const bytes = Buffer.from(this.#pending);
    this.#pending = "";
    for (let written = 0; written < bytes.length;) written += writeSync(this.#file, bytes, written);
    this.#hash.update(bytes);
    this.#sizeBytes += bytes.length;
  }
}

/** Lines as a file. */
export function resultFile(buckets: Buckets, lines: Iterable<string>): Upload {
  const file = new ResultFile(buckets);
  for (const line of lines) file.write(line);
  return file.end();
}
