import { createHash, randomUUID } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { GivenFolder, UnwritableKey } from "../buckets/given-folder.js";
import type { FolderOption, FoundFile } from "../buckets/given-folder.js";
import { Overlay } from "../buckets/overlay.js";
import type { BucketAccess, ObjectFacts, OverlayBucket, OverlayVersion } from "../buckets/overlay.js";
import { realNowMs } from "../clock.js";
import type { ForeignBuckets } from "../foreign/foreign-buckets.js";

/** An object of a bucket. */
export interface BucketObject {
  /** A file that holds the bytes; it may not be written to. */
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  readonly versionId: string;
  /** What is known of it since it was written; undefined for a file that somebody else put into the folder. */
  readonly facts: ObjectFacts | undefined;
}

/** A version of an object. */
export interface BucketVersion {
  readonly versionId: string;
  readonly modifiedMs: number;
  /** Undefined: a delete marker. */
  readonly object: BucketObject | undefined;
}

/** Bytes that were written to a file of `newBlob`, to become an object. */
export interface Upload extends ObjectFacts {
  readonly blob: string;
}

/** S3's name for the version of an object in a bucket without versions. */
const CURRENT_VERSION = "null";

/** S3 sorts keys by their bytes in UTF-8. */
export const byBytes = (one: string, other: string): number => Buffer.compare(Buffer.from(one), Buffer.from(other));

const md5 = (bytes: Uint8Array): string => createHash("md5").update(bytes).digest("hex");

/** S3 buckets: folders, and over them what was written since. */
export class Buckets {
  readonly #folders: ReadonlyMap<string, GivenFolder>;
  readonly #overlay: Overlay;
  readonly #startedMs = realNowMs();
  /** Whether what is written is there at the next start. */
  readonly isKept: boolean;
  /** The others, if they live elsewhere. */
  readonly foreign: ForeignBuckets | undefined;

  /**
   * @param folders bucket name -> folder
   * @param overlayFolder where writes and deletes are kept for the next start; default: until `close`
   * @param neededBlobs of an earlier process, which are to be committed
   * @param foreign what has all other buckets; default: there are none
   */
  constructor(
    folders: Readonly<Record<string, string | FolderOption>>,
    overlayFolder?: string,
    neededBlobs: readonly string[] = [],
    foreign?: ForeignBuckets,
  ) {
    this.foreign = foreign;
    const given = Object.entries(folders).map(([name, option]): [string, GivenFolder] => {
      const { folder, writable } = typeof option === "string" ? { folder: option } : option;
      return [name, new GivenFolder(folder, writable)];
    });
    this.#folders = new Map(given);
    this.#overlay = new Overlay(overlayFolder, neededBlobs);
    this.isKept = overlayFolder !== undefined;
  }

  /** The object's bytes, or undefined if there is no such bucket or object. Keys cannot leave the bucket's folder. */
  read(bucket: string, key: string, version?: string): Buffer | undefined {
    const object = this.locate(bucket, key, version);
    return object === undefined ? undefined : readFileSync(object.path);
  }

  /** The object as a file, for those too large to be read at once; undefined if there is none. */
  locate(bucket: string, key: string, version?: string): BucketObject | undefined {
    if (!this.hasBucket(bucket)) return this.foreign?.locate(bucket, key, version);
    if (version === undefined) return this.#current(bucket, key)?.object;
    return this.versions(bucket, key).find(({ versionId }) => versionId === version)?.object;
  }

  /** Whether it is one of the emulator's own. */
  hasBucket(bucket: string): boolean {
    return this.#folders.has(bucket) || this.#overlay.bucket(bucket) !== undefined;
  }

  /** Whether it lives elsewhere. */
  isForeign(bucket: string): boolean {
    return !this.hasBucket(bucket) && this.foreign?.hasBucket(bucket) === true;
  }

  /** Whether the bucket is a folder of the user's. */
  isGiven(bucket: string): boolean {
    return this.#folders.has(bucket);
  }

  /** Whether writes reach the user's folder. */
  isWrittenThrough(bucket: string): boolean {
    return this.#folders.get(bucket)?.isWritable === true;
  }

  /** All buckets by name. */
  buckets(): readonly { readonly name: string; readonly createdMs: number }[] {
    const times = new Map([...this.#folders.keys()].map((name) => [name, this.#startedMs]));
    for (const { bucket, createdMs } of this.#overlay.buckets()) times.set(bucket, createdMs);
    const all = [...times].map(([name, createdMs]) => ({ name, createdMs }));
    return all.sort((one, other) => byBytes(one.name, other.name));
  }

  /** Makes an empty bucket; nothing happens if there is one. */
  createBucket(bucket: string): void {
    if (!this.hasBucket(bucket)) this.#overlay.setBucket({ bucket, createdMs: realNowMs() });
  }

  /** Removes a bucket that `createBucket` made, with everything in it. */
  deleteBucket(bucket: string): void {
    this.#overlay.removeBucket(bucket);
  }

  versioning(bucket: string): "Enabled" | "Suspended" | undefined {
    return this.#overlay.bucket(bucket)?.versioning;
  }

  setVersioning(bucket: string, versioning: "Enabled" | "Suspended"): void {
    this.#changeBucket(bucket, { versioning });
  }

  access(bucket: string): BucketAccess {
    return this.#overlay.bucket(bucket)?.access ?? {};
  }

  setAccess(bucket: string, access: BucketAccess): void {
    this.#changeBucket(bucket, { access });
  }

  /** The keys that begin with `prefix`, sorted. @param after only those that follow it */
  list(bucket: string, prefix = "", after = ""): readonly string[] {
    const written = this.isWrittenThrough(bucket) ? [] : this.#overlay.entries(bucket);
    const isThere = new Map(written.map(({ key }) => [key, this.#current(bucket, key)?.object !== undefined]));
    const keys = this.#keys(bucket, this.#folders.get(bucket)?.keys(prefix, after) ?? [], prefix, after);
    return keys.filter((key) => isThere.get(key) ?? true);
  }

  /** The keys that have any version or delete marker, as `list` gives those of objects. */
  listVersioned(bucket: string, prefix = "", after = ""): readonly string[] {
    const folder = this.#folders.get(bucket);
    const keys = [...(folder?.keys(prefix, after) ?? []), ...(folder?.versionKeys(prefix) ?? [])];
    return this.#keys(bucket, keys, prefix, after).filter((key) => this.versions(bucket, key).length > 0);
  }

  /** All versions of an object, the newest first. */
  versions(bucket: string, key: string): readonly BucketVersion[] {
    const { hidden, versions } = this.#overlay.entry(bucket, key);
    const folder = this.#folders.get(bucket);
    const others = folder?.otherVersions(key).map((file) => this.#ofFolder(bucket, key, file, file.version)) ?? [];
    if (folder?.isWritable === true) return [this.#current(bucket, key) ?? [], others].flat();
    const file = folder?.find(key);
    const original = file === undefined ? [] : [this.#ofFolder(bucket, key, file, CURRENT_VERSION)];
    const given = [...original, ...others].filter(({ versionId }) => !hidden.includes(versionId));
    return [...versions.map((version) => this.#ofOverlay(version)), ...given];
  }

  /** Writes an object. @throws UnwritableKey */
  put(
    bucket: string,
    key: string,
    bytes: Uint8Array | string,
    about: { readonly contentType?: string; readonly metadata?: Readonly<Record<string, string>> } = {},
  ): BucketObject {
    const content = Buffer.from(bytes);
    const { blob, path } = this.newBlob();
    writeFileSync(path, content, { flush: this.isKept });
    const metadata = Object.entries(about.metadata ?? {}).map(([name, value]) => [`x-amz-meta-${name}`, value]);
    const headers = {
      ...(about.contentType === undefined ? {} : { "content-type": about.contentType }),
      ...(Object.fromEntries(metadata) as Record<string, string>),
    };
    return this.commit(bucket, key, { blob, sizeBytes: content.length, etag: md5(content), headers });
  }

  /** A file to write bytes to, for `commit` or `discard`. */
  newBlob(): { readonly blob: string; readonly path: string } {
    return this.#overlay.newBlob();
  }

  /** Where `newBlob` has the file. */
  blobPath(blob: string): string {
    return this.#overlay.pathOf(blob);
  }

  discard(blob: string): void {
    this.#overlay.discard(blob);
  }

  /** Makes written bytes an object. @throws UnwritableKey */
  commit(bucket: string, key: string, upload: Upload): BucketObject {
    if (this.foreign !== undefined && this.isForeign(bucket)) return this.#send(this.foreign, bucket, key, upload);
    if (!this.hasBucket(bucket)) throw new Error(`there is no bucket ${bucket}`);
    const { blob, ...facts } = upload;
    const folder = this.#folders.get(bucket);
    if (folder?.isWritable === true) return this.#writeThrough(folder, bucket, key, upload);
    // A process that was killed right after it had done this does it again.
    const done = this.#overlay.entry(bucket, key).versions.find((version) => version.blob === blob);
    if (done !== undefined) return { ...this.#fileOf(done, blob), facts };
    if (!existsSync(this.blobPath(blob))) throw new Error(`the bytes of ${key} are gone`);
    const isNew = this.versioning(bucket) === "Enabled";
    const version = { id: isNew ? newVersionId() : CURRENT_VERSION, modifiedMs: realNowMs(), blob, ...facts };
    this.#add(bucket, key, version);
    return { ...this.#fileOf(version, blob), facts };
  }

  /**
   * Deletes an object: for good, or, in a bucket with versions, by a delete marker.
   * @param version deletes this one for good
   * @returns the version that was deleted or, if `isMarker`, is the marker
   * @throws UnwritableKey
   */
  remove(bucket: string, key: string, version?: string): { versionId: string | undefined; isMarker: boolean } {
    const folder = this.#folders.get(bucket);
    const versioning = this.versioning(bucket);
    const entry = this.#overlay.entry(bucket, key);
    if (folder?.isWritable === true) {
      if (version !== undefined && version !== CURRENT_VERSION) {
        throw new UnwritableKey("Versions of a folder that is written through cannot be deleted.");
      }
      folder.remove(key);
      this.#overlay.setEntry({ ...entry, versions: [] });
      return { versionId: undefined, isMarker: false };
    }
    if (version !== undefined || versioning === undefined) {
      const gone = version ?? CURRENT_VERSION;
      const isMarker = entry.versions.some(({ id, blob }) => id === gone && blob === undefined);
      this.#overlay.setEntry({
        ...entry,
        hidden: this.#hiding(bucket, key, gone),
        versions: entry.versions.filter(({ id }) => id !== gone),
      });
      return { versionId: version, isMarker };
    }
    const id = versioning === "Enabled" ? newVersionId() : CURRENT_VERSION;
    this.#add(bucket, key, { id, modifiedMs: realNowMs(), sizeBytes: 0, etag: "", headers: {} });
    return { versionId: id, isMarker: true };
  }

  /** Forgets everything that was written, but for what went through to folders, or elsewhere. */
  clear(): void {
    this.foreign?.clear();
    this.#overlay.clear();
  }

  /** Removes what is not kept for the next start. */
  close(): void {
    this.foreign?.close();
    this.#overlay.close();
  }

  #changeBucket(bucket: string, change: Partial<OverlayBucket>): void {
    const before = this.#overlay.bucket(bucket) ?? { bucket, createdMs: this.#startedMs };
    this.#overlay.setBucket({ ...before, ...change });
  }

  #keys(bucket: string, ofFolder: readonly string[], prefix: string, after: string): string[] {
    const written = this.isWrittenThrough(bucket) ? [] : this.#overlay.entries(bucket).map(({ key }) => key);
    const isWanted = (key: string): boolean => key.startsWith(prefix) && (after === "" || byBytes(key, after) > 0);
    return [...new Set([...ofFolder, ...written])].filter(isWanted).sort(byBytes);
  }

  #current(bucket: string, key: string): BucketVersion | undefined {
    const { hidden, versions } = this.#overlay.entry(bucket, key);
    const folder = this.#folders.get(bucket);
    const [latest] = versions;
    if (latest !== undefined && folder?.isWritable !== true) return this.#ofOverlay(latest);
    const file = hidden.includes(CURRENT_VERSION) ? undefined : folder?.find(key);
    return file === undefined ? undefined : this.#ofFolder(bucket, key, file, CURRENT_VERSION);
  }

  #ofOverlay(version: OverlayVersion): BucketVersion {
    const { id: versionId, modifiedMs, blob } = version;
    if (blob === undefined) return { versionId, modifiedMs, object: undefined };
    return { versionId, modifiedMs, object: { ...this.#fileOf(version, blob), facts: version } };
  }

  #fileOf({ id, modifiedMs, sizeBytes }: OverlayVersion, blob: string): Omit<BucketObject, "facts"> {
    return { path: this.#overlay.pathOf(blob), sizeBytes, modifiedMs, versionId: id };
  }

  /** What was written through is known by the time of the file, until someone else writes to it. */
  #ofFolder(bucket: string, key: string, file: FoundFile, versionId: string): BucketVersion {
    const { path, sizeBytes, modifiedMs } = file;
    const written = this.#overlay.entry(bucket, key).versions.at(0);
    const isWritten = this.isWrittenThrough(bucket) && versionId === CURRENT_VERSION;
    const facts =
      isWritten && written?.modifiedMs === modifiedMs && written.sizeBytes === sizeBytes ? written : undefined;
    return { versionId, modifiedMs, object: { path, sizeBytes, modifiedMs, versionId, facts } };
  }

  #writeThrough(folder: GivenFolder, bucket: string, key: string, { blob, ...facts }: Upload): BucketObject {
    try {
      const path = this.blobPath(blob);
      // It is there already if a process was killed right after it had done this.
      const earlier = existsSync(path) ? undefined : folder.find(key);
      const file = earlier?.sizeBytes === facts.sizeBytes ? earlier : folder.write(key, path);
      const version = { id: CURRENT_VERSION, modifiedMs: file.modifiedMs, ...facts };
      this.#overlay.setEntry({ bucket, key, hidden: [], versions: [version] });
      return { ...file, versionId: CURRENT_VERSION, facts };
    } catch (error) {
      this.discard(blob);
      throw error;
    }
  }

  #send(foreign: ForeignBuckets, bucket: string, key: string, { blob, ...facts }: Upload): BucketObject {
    const path = this.blobPath(blob);
    foreign.write({ bucket, key }, readFileSync(path), facts.headers);
    this.discard(blob);
    return { path, sizeBytes: facts.sizeBytes, modifiedMs: realNowMs(), versionId: CURRENT_VERSION, facts };
  }

  #add(bucket: string, key: string, version: OverlayVersion): void {
    const { versions } = this.#overlay.entry(bucket, key);
    const others = versions.filter(({ id }) => id !== version.id);
    const hidden = this.#hiding(bucket, key, version.id);
    this.#overlay.setEntry({ bucket, key, hidden, versions: [version, ...others] });
  }

  /** What is hidden of the given folder, once this version is not to be seen there. */
  #hiding(bucket: string, key: string, version: string): readonly string[] {
    const { hidden } = this.#overlay.entry(bucket, key);
    const inFolder = version === CURRENT_VERSION ? undefined : version;
    const isThere = this.#folders.get(bucket)?.find(key, inFolder) !== undefined;
    return isThere ? [...new Set([...hidden, version])] : hidden;
  }
}

const newVersionId = (): string => randomUUID().replaceAll("-", "");
