import { type ObjectIdentifier, type S3, paginateListObjectsV2 } from "@aws-sdk/client-s3";

const AT_ONCE = 1000;

/** How many objects, versions of them and begun uploads have a key that begins so. */
export async function countObjects(s3: S3, bucket: string, prefix: string): Promise<number> {
  const versions = await versionsOf(s3, bucket, prefix);
  const { Uploads = [] } = await s3.listMultipartUploads({ Bucket: bucket, Prefix: prefix });
  return versions.length + Uploads.length;
}

/** The keys that begin so, as a reader of the bucket sees them. */
export async function keysOf(s3: S3, bucket: string, prefix: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket: bucket, Prefix: prefix })) {
    keys.push(...Contents.map(({ Key = "" }) => Key));
  }
  return keys;
}

/** Deletes all of them, with all their versions, and ends uploads that were begun. Answers how many. */
export async function removeObjects(s3: S3, bucket: string, prefix: string): Promise<number> {
  if (!prefix.endsWith("/")) throw new Error(`"${prefix}" is no folder: more than meant could begin so.`);
  const { Uploads = [] } = await s3.listMultipartUploads({ Bucket: bucket, Prefix: prefix });
  for (const { Key, UploadId } of Uploads) await s3.abortMultipartUpload({ Bucket: bucket, Key, UploadId });
  const versions = await versionsOf(s3, bucket, prefix);
  for (let from = 0; from < versions.length; from += AT_ONCE) {
    const Objects = versions.slice(from, from + AT_ONCE);
    const { Errors = [] } = await s3.deleteObjects({ Bucket: bucket, Delete: { Objects, Quiet: true } });
    const [first] = Errors;
    if (first !== undefined) {
      throw new Error(`${Errors.length} objects below ${prefix} stay: ${first.Code ?? ""} ${first.Message ?? ""}`);
    }
  }
  return versions.length + Uploads.length;
}

async function versionsOf(s3: S3, bucket: string, prefix: string): Promise<ObjectIdentifier[]> {
  const found: ObjectIdentifier[] = [];
  let after: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } = {};
  for (;;) {
    const page = await s3.listObjectVersions({ Bucket: bucket, Prefix: prefix, ...after });
    for (const { Key, VersionId } of [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])]) {
      found.push({ Key, ...(VersionId === undefined ? {} : { VersionId }) });
    }
    if (page.IsTruncated !== true) return found;
    after = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker };
  }
}
