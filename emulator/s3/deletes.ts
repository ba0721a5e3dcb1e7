import { receiveText } from "./body.js";
import { requireBucket, versionOf } from "./call.js";
import type { S3Answer, S3Call } from "./call.js";
import { S3Error, accessDenied, malformedXml } from "./errors.js";
import { versionHeader } from "./headers.js";
import { XmlReader, xmlDocument } from "./xml.js";

/** DeleteObject. */
export function deleteObject(call: S3Call): S3Answer {
  requireBucket(call);
  const { versionId, isMarker } = call.buckets.remove(call.bucket, call.key, versionOf(call));
  const headers = {
    ...versionHeader(call, versionId),
    ...(isMarker ? { "x-amz-delete-marker": "true" } : {}),
  };
  return { status: 204, headers };
}

const MAX_DELETED = 1000;
const MAX_DELETE_BYTES = 2 * 1024 ** 2;
const MAX_KEY_BYTES = 1024;

/** Refuses keys that S3 cannot have. */
export function checkKey(key: string): void {
  const bytes = Buffer.byteLength(key);
  if (bytes <= MAX_KEY_BYTES) return;
  throw new S3Error("KeyTooLongError", 400, "Your key is too long", {
    Size: `${bytes}`,
    MaxSizeAllowed: `${MAX_KEY_BYTES}`,
  });
}

/** DeleteObjects. */
export async function deleteObjects(call: S3Call): Promise<S3Answer> {
  requireBucket(call);
  const document = XmlReader.parse(await receiveText(call.request, MAX_DELETE_BYTES), "Delete");
  const objects = document.list("Object");
  if (objects.length === 0 || objects.length > MAX_DELETED) throw malformedXml();
  const isQuiet = document.text("Quiet") === "true";
  const deleted = [];
  const failed = [];
  for (const each of objects) {
    const key = each.text("Key") ?? "";
    const version = each.text("VersionId");
    if (key === "") throw malformedXml();
    const about = { Key: key, ...(version === undefined ? {} : { VersionId: version }) };
    try {
      checkKey(key);
      const { versionId, isMarker } = call.buckets.remove(call.bucket, key, version);
      deleted.push({
        ...about,
        ...(isMarker ? { DeleteMarker: true, DeleteMarkerVersionId: versionId ?? "null" } : {}),
      });
    } catch (error) {
      const { code, message } =
        error instanceof S3Error ? error : accessDenied(error instanceof Error ? error.message : "");
      failed.push({ ...about, Code: code, Message: message });
    }
  }
  return { status: 200, body: xmlDocument("DeleteResult", { Deleted: isQuiet ? [] : deleted, Error: failed }) };
}
