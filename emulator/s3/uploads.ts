import { randomUUID } from "node:crypto";
import { Records } from "../buckets/records.js";
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

/** As they are kept: an upload without its parts, and each part. */
type KeptUpload = Omit<MultipartUpload, "parts">;
interface KeptPart {
  readonly upload: string;
  readonly number: number;
  readonly part: Part;
}

/** The uploads in parts that an earlier process left in a folder, and where those to come are kept. */
export class KeptUploads {
  readonly records: Records;
  readonly uploads: readonly MultipartUpload[];

  constructor(folder: string) {
    this.records = new Records(folder);
    const all = this.records.load() as (KeptUpload | KeptPart)[];
    const parts = all.filter((record): record is KeptPart => "part" in record);
    this.uploads = all
      .filter((record): record is KeptUpload => !("part" in record))
      .map((upload) => {
        const own = parts.filter((each) => each.upload === upload.id);
        return { ...upload, parts: new Map(own.map(({ number, part }) => [number, part])) };
      });
    // Of an upload whose end was not recorded to its own end.
    for (const { upload, number } of parts) {
      if (!this.uploads.some(({ id }) => id === upload)) this.records.save([upload, `${number}`], undefined);
    }
  }

  /** The files that the buckets have to keep for them. */
  get blobs(): readonly string[] {
    return this.uploads.flatMap(({ parts }) => [...parts.values()].map(({ blob }) => blob));
  }
}

/** The uploads in parts. */
export class Uploads {
  readonly #buckets: Buckets;
  readonly #records: Records | undefined;
  readonly #uploads: Map<string, MultipartUpload>;

  /** @param kept default: they end with the emulator */
  constructor(buckets: Buckets, kept?: KeptUploads) {
    this.#buckets = buckets;
    this.#records = kept?.records;
    this.#uploads = new Map(kept?.uploads.map((upload) => [upload.id, upload]));
  }

  start(upload: Omit<MultipartUpload, "id" | "parts">): MultipartUpload {
    const id = randomUUID().replaceAll("-", "");
    const started = { ...upload, id, parts: new Map<number, Part>() };
    this.#uploads.set(id, started);
    this.#records?.save([id], { ...upload, id } satisfies KeptUpload);
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
    // Completed or aborted while the part was on its way.
    if (this.#uploads.get(upload.id) !== upload) {
      this.#buckets.discard(part.blob);
      return;
    }
    const earlier = upload.parts.get(number);
    upload.parts.set(number, part);
    this.#records?.save([upload.id, `${number}`], { upload: upload.id, number, part } satisfies KeptPart);
    if (earlier !== undefined) this.#buckets.discard(earlier.blob);
  }

  /** Ends an upload, completed or not: its parts are gone. */
  end(upload: MultipartUpload): void {
    this.#uploads.delete(upload.id);
    this.#records?.save([upload.id], undefined);
    for (const [number, { blob }] of upload.parts) {
      this.#records?.save([upload.id, `${number}`], undefined);
      this.#buckets.discard(blob);
    }
    upload.parts.clear();
  }

  endAll(bucket: string): void {
    for (const upload of this.list(bucket)) this.end(upload);
  }

  clear(): void {
    for (const upload of this.#uploads.values()) this.end(upload);
  }
}
