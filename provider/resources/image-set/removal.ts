import type { DeletedObject, ObjectIdentifier } from "@aws-sdk/client-s3";
import { isRekognitionError, RekognitionError } from "../../base/errors.js";
import { kindOfKey, ownPrefix } from "./keys.js";
import { imagesIn, listed, openManifest, subjectOf, type Work } from "./set.js";

/** An object, or a version of one. */
interface Stored {
  readonly key: string;
  /** Undefined where versions are not told. */
  readonly versionId: string | undefined;
  readonly isMarker: boolean;
  readonly isCurrent: boolean;
}

/** Deletes what the set has sent and no other manifest of it names, its manifest last; versions as well. */
export async function removeObjects(work: Work): Promise<void> {
  const stored = await allStored(work);
  const kept = await keysInUse(work, stored.objects);
  const isDoomed = ({ key }: Stored): boolean => !kept.has(key);
  const images = stored.objects.filter((each) => kindOfKey(work.place, each.key) === "image" && isDoomed(each));
  const manifests = stored.objects.filter((each) => kindOfKey(work.place, each.key) === "manifest" && isDoomed(each));
  const remover = new Remover(work, stored.hasVersions);
  await remover.remove(images);
  await remover.remove(manifests);
  remover.tell();
}

/** The keys that other manifests of the set's prefix name, and their own. */
async function keysInUse(work: Work, objects: readonly Stored[]): Promise<ReadonlySet<string>> {
  const others = objects.filter(
    ({ key, isCurrent, isMarker }) =>
      isCurrent && !isMarker && key !== work.manifest && kindOfKey(work.place, key) === "manifest",
  );
  const kept = new Set<string>();
  for (const { key } of others) {
    const found = await openManifest(work, key);
    if (found === undefined) continue;
    kept.add(key);
    for (const image of await imagesIn(work, found)) kept.add(image);
  }
  return kept;
}

interface AllStored {
  readonly objects: readonly Stored[];
  readonly hasVersions: boolean;
}

/** All versions under the set's own prefix with keys of its form; only what is current where versions may not be listed. */
async function allStored(work: Work): Promise<AllStored> {
  try {
    const objects = await listedVersions(work);
    // Without versions S3 calls the one there is "null".
    return { objects, hasVersions: objects.some(({ versionId, isMarker }) => versionId !== "null" || isMarker) };
  } catch (error) {
    if (!isRekognitionError(error, "AccessDenied")) throw error;
    const keys = [...(await listed(work)).keys()];
    const objects = keys.map((key) => ({ key, versionId: undefined, isMarker: false, isCurrent: true }));
    return { objects, hasVersions: false };
  }
}

async function listedVersions(work: Work): Promise<Stored[]> {
  const { context, bucket: Bucket, place, bucketOwner: ExpectedBucketOwner } = work;
  const found: Stored[] = [];
  const request = { Bucket, Prefix: ownPrefix(place), ExpectedBucketOwner };
  for (let from = {}; ;) {
    const page = await context.aws.callS3("ListObjectVersions", { ...request, ...from });
    const { Versions = [], DeleteMarkers = [] } = page;
    for (const { isMarker, each } of [
      ...Versions.map((each) => ({ isMarker: false, each })),
      ...DeleteMarkers.map((each) => ({ isMarker: true, each })),
    ]) {
      const { Key: key = "", VersionId: versionId, IsLatest: isCurrent = false } = each;
      if (kindOfKey(place, key) !== undefined) found.push({ key, versionId, isMarker, isCurrent });
    }
    if (page.IsTruncated !== true) return found;
    from = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker };
  }
}

const MOST_AT_ONCE = 1_000;

/** What S3 says of an object that it does not delete. */
interface Refused {
  readonly key: string;
  readonly versionId: string | undefined;
  readonly said: string;
}

/** Deletes versions where there are some, and remembers which remain. */
class Remover {
  readonly #work: Work;
  readonly #hasVersions: boolean;
  readonly #remaining: Refused[] = [];
  #hidden = 0;

  constructor(work: Work, hasVersions: boolean) {
    this.#work = work;
    this.#hasVersions = hasVersions;
  }

  async remove(objects: readonly Stored[]): Promise<void> {
    const asked = objects.map(({ key, versionId }) => ({
      Key: key,
      VersionId: this.#hasVersions ? versionId : undefined,
    }));
    const { refused, markers } = await this.#delete(asked);
    if (!this.#hasVersions) {
      this.#assertDeleted(refused);
      await this.#deleteMarkers(markers);
      return;
    }
    this.#remaining.push(...refused);
    // What may not go for good is at least not there for anybody who asks for it.
    const keys = [...new Set(refused.map(({ key }) => key))];
    const current = new Set(objects.filter(({ isCurrent, isMarker }) => isCurrent && !isMarker).map(({ key }) => key));
    const hidden = await this.#delete(keys.filter((key) => current.has(key)).map((Key) => ({ Key })));
    this.#assertDeleted(hidden.refused);
  }

  /** Says what is left. */
  tell(): void {
    const { context, ...work } = this.#work;
    const [first] = this.#remaining;
    const count = this.#remaining.length + this.#hidden;
    if (count === 0) return;
    const why =
      first === undefined
        ? "they could not be listed or deleted by their ids"
        : `S3 says of ${first.key} (version ${first.versionId ?? ""}): ${first.said}`;
    context.warn(
      `${subjectOf(work)} is deleted, but ${String(count)} earlier version${count === 1 ? "" : "s"} of its objects remain${count === 1 ? "s" : ""} in the bucket: ${why}. To delete them too takes s3:ListBucketVersions and s3:DeleteObjectVersion; what object lock or a legal hold protects stays until that ends.`,
    );
  }

  /** In a bucket whose versions are suspended, or not to be listed, a deletion leaves a mark. */
  async #deleteMarkers(markers: readonly ObjectIdentifier[]): Promise<void> {
    if (markers.length === 0) return;
    const left = markers.filter(({ VersionId }) => VersionId !== "null");
    this.#hidden += left.length;
    const { refused } = await this.#delete(markers.filter(({ VersionId }) => VersionId === "null"));
    this.#remaining.push(...refused);
  }

  #assertDeleted([first]: readonly Refused[]): void {
    if (first === undefined) return;
    const { context: _, ...work } = this.#work;
    const what = `${subjectOf(work)}: AWS refused s3:DeleteObject of ${first.key}: ${first.said}`;
    throw new RekognitionError("AccessDenied", what);
  }

  async #delete(
    objects: readonly ObjectIdentifier[],
  ): Promise<{ refused: readonly Refused[]; markers: readonly ObjectIdentifier[] }> {
    const { context, bucket: Bucket, bucketOwner: ExpectedBucketOwner } = this.#work;
    const refused: Refused[] = [];
    const markers: ObjectIdentifier[] = [];
    for (let at = 0; at < objects.length; at += MOST_AT_ONCE) {
      const Objects = objects.slice(at, at + MOST_AT_ONCE);
      const answer = await context.aws.callS3("DeleteObjects", { Bucket, ExpectedBucketOwner, Delete: { Objects } });
      for (const { Key: key = "", VersionId: versionId, Code = "", Message = "" } of answer.Errors ?? []) {
        refused.push({ key, versionId, said: `${Code}: ${Message}` });
      }
      markers.push(...(answer.Deleted ?? []).flatMap(newMarker));
    }
    return { refused, markers };
  }
}

/** The mark that a deletion without a version has left. */
function newMarker({ Key, VersionId, DeleteMarker, DeleteMarkerVersionId }: DeletedObject): ObjectIdentifier[] {
  return DeleteMarker === true && VersionId === undefined && Key !== undefined
    ? [{ Key, VersionId: DeleteMarkerVersionId }]
    : [];
}
