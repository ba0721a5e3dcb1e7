import { randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Records } from "./records.js";

/** What is known of an object besides its bytes. */
export interface ObjectFacts {
  readonly sizeBytes: number;
  /** Without quotes. */
  readonly etag: string;
  /** What is answered with the object: its type, user metadata, checksums. Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Of an object that was uploaded in parts. */
  readonly partSizes?: readonly number[];
}

/** One version of an object, as it was written; without a blob it is a delete marker. */
export interface OverlayVersion extends ObjectFacts {
  readonly id: string;
  readonly modifiedMs: number;
  readonly blob?: string;
}

/** What became of one key since the start. */
export interface OverlayEntry {
  readonly bucket: string;
  readonly key: string;
  /** The versions of the given folder that were deleted or written over. */
  readonly hidden: readonly string[];
  /** The newest first. */
  readonly versions: readonly OverlayVersion[];
}

/** What of public access S3 refuses or ignores. */
export interface PublicAccessBlock {
  readonly BlockPublicAcls: boolean;
  readonly IgnorePublicAcls: boolean;
  readonly BlockPublicPolicy: boolean;
  readonly RestrictPublicBuckets: boolean;
}

/** Who may reach a bucket, as far as it was changed. */
export interface BucketAccess {
  readonly blocks?: PublicAccessBlock | "none";
  /** JSON. */
  readonly policy?: string;
  /** Name of a canned ACL. */
  readonly acl?: string;
}

/** What became of a bucket since the start. */
export interface OverlayBucket {
  readonly bucket: string;
  readonly createdMs: number;
  readonly versioning?: "Enabled" | "Suspended";
  readonly access?: BucketAccess;
}

const isEntry = (record: unknown): record is OverlayEntry => Object.hasOwn(record as object, "key");

/** Everything that was written to buckets: bytes in files of their own whose names are no keys, and what belongs to them. */
export class Overlay {
  readonly #kept: string | undefined;
  readonly #records: Records | undefined;
  readonly #buckets = new Map<string, OverlayBucket>();
  readonly #entries = new Map<string, Map<string, OverlayEntry>>();
  #folder: string | undefined;

  /**
   * @param kept a folder in which everything is found again later; default: a temporary one, made when it is needed
   * @param needed files in it that no version has, but something else
   */
  constructor(kept?: string, needed: readonly string[] = []) {
    this.#kept = kept;
    this.#folder = kept;
    if (kept === undefined) return;
    this.#records = new Records(join(kept, "index"));
    for (const record of this.#records.load()) {
      if (isEntry(record)) this.#entriesOf(record.bucket).set(record.key, record);
      else this.#buckets.set((record as OverlayBucket).bucket, record as OverlayBucket);
    }
    this.#removeUnknownBlobs(needed);
  }

  /** A file for bytes to come; its name is what a version calls it. */
  newBlob(): { readonly blob: string; readonly path: string } {
    const blob = randomUUID();
    const path = this.pathOf(blob);
    mkdirSync(join(path, ".."), { recursive: true });
    return { blob, path };
  }

  pathOf(blob: string): string {
    this.#folder ??= mkdtempSync(join(tmpdir(), "rekognition-emulator-"));
    return join(this.#folder, "blobs", blob);
  }

  /** Removes a file that no version needs. */
  discard(blob: string): void {
    rmSync(this.pathOf(blob), { force: true });
  }

  buckets(): readonly OverlayBucket[] {
    return [...this.#buckets.values()];
  }

  bucket(name: string): OverlayBucket | undefined {
    return this.#buckets.get(name);
  }

  setBucket(bucket: OverlayBucket): void {
    this.#buckets.set(bucket.bucket, bucket);
    this.#records?.save([bucket.bucket], bucket);
  }

  removeBucket(name: string): void {
    for (const entry of this.entries(name)) this.setEntry({ ...entry, hidden: [], versions: [] });
    this.#buckets.delete(name);
    this.#records?.save([name], undefined);
  }

  entries(bucket: string): readonly OverlayEntry[] {
    return [...(this.#entries.get(bucket)?.values() ?? [])];
  }

  entry(bucket: string, key: string): OverlayEntry {
    return this.#entries.get(bucket)?.get(key) ?? { bucket, key, hidden: [], versions: [] };
  }

  /** Replaces what is known of a key, and removes the bytes that no version has any more. */
  setEntry(entry: OverlayEntry): void {
    const { bucket, key, hidden, versions } = entry;
    const before = this.entry(bucket, key).versions;
    const isEmpty = hidden.length === 0 && versions.length === 0;
    if (isEmpty) this.#entriesOf(bucket).delete(key);
    else this.#entriesOf(bucket).set(key, entry);
    this.#records?.save([bucket, key], isEmpty ? undefined : entry);
    const needed = new Set(versions.map(({ blob }) => blob));
    for (const { blob } of before) if (blob !== undefined && !needed.has(blob)) this.discard(blob);
  }

  clear(): void {
    for (const bucket of [...this.#entries.keys(), ...this.#buckets.keys()]) this.removeBucket(bucket);
  }

  close(): void {
    if (this.#kept !== undefined || this.#folder === undefined) return;
    rmSync(this.#folder, { recursive: true, force: true });
    this.#folder = undefined;
  }

  #entriesOf(bucket: string): Map<string, OverlayEntry> {
    const entries = this.#entries.get(bucket) ?? new Map<string, OverlayEntry>();
    this.#entries.set(bucket, entries);
    return entries;
  }

  /** Those of a process that was killed before it had recorded them. */
  #removeUnknownBlobs(needed: readonly string[]): void {
    const blobs = this.pathOf("");
    mkdirSync(blobs, { recursive: true });
    const known = new Set<string | undefined>(needed);
    for (const entries of this.#entries.values()) {
      for (const { versions } of entries.values()) for (const { blob } of versions) known.add(blob);
    }
    for (const blob of readdirSync(blobs)) if (!known.has(blob)) this.discard(blob);
  }
}
