import { randomUUID } from "node:crypto";
import type { Buckets } from "../media/buckets.js";
import type { ReceivedBlob } from "./body.js";
import { noSuchUpload } from "./errors.js";

/** One part of an upload. */
export interface Part extends ReceivedBlob {
  readonly modifiedMs: number;
}

/** An upload in parts that is under way. */
export interface MultipartUpload {
  readonly id: string;
  readonly bucket: string;
  readonly key: string;
  readonly startedMs: number;
  readonly headers: Readonly<Record<string, string>>;
  /** How the object's checksum is to be made; undefined if it gets none. */
  readonly checksum: { readonly algorithm: string; readonly type: "COMPOSITE" | "FULL_OBJECT" } | undefined;
  readonly parts: Map<number, Part>;
}

/** The uploads in parts. They end with the emulator, whatever else is kept. */
export class Uploads {
  readonly #buckets: Buckets;
  readonly #uploads = new Map<string, MultipartUpload>();

  constructor(buckets: Buckets) {
    this.#buckets = buckets;
  }

  start(upload: Omit<MultipartUpload, "id" | "parts">): MultipartUpload {
    const id = randomUUID().replaceAll("-", "");
    const started = { ...upload, id, parts: new Map<number, Part>() };
    this.#uploads.set(id, started);
    return started;
  }

  /** @throws S3Error if there is none of this id for this object */
  get(bucket: string, key: string, id: string): MultipartUpload {
    const upload = this.#uploads.get(id);
    if (upload?.bucket !== bucket || upload.key !== key) throw noSuchUpload(id);
    return upload;
  }

  list(bucket: string): readonly MultipartUpload[] {
    return [...this.#uploads.values()].filter((upload) => upload.bucket === bucket);
  }

  /** Adds a part, in place of an earlier one of its number. */
  addPart(upload: MultipartUpload, number: number, part: Part): void {
    const earlier = upload.parts.get(number);
    if (earlier !== undefined) this.#buckets.discard(earlier.blob);
    // Completed or aborted while the part was on its way.
    if (this.#uploads.get(upload.id) === upload) upload.parts.set(number, part);
    else this.#buckets.discard(part.blob);
  }

  /** Ends an upload, completed or not: its parts are gone. */
  end(upload: MultipartUpload): void {
    this.#uploads.delete(upload.id);
    for (const { blob } of upload.parts.values()) this.#buckets.discard(blob);
    upload.parts.clear();
  }

  endAll(bucket: string): void {
    for (const upload of this.list(bucket)) this.end(upload);
  }

  clear(): void {
    for (const upload of this.#uploads.values()) this.end(upload);
  }
}
