/** Name of the input that holds eight bytes for each image. */
export const IMAGES = "__images";

/** Under what all keys of one set lie. */
export interface Place {
  readonly prefix?: string | undefined;
  readonly setName: string;
}

/** What its keys begin with, with the slash at the end. */
export function ownPrefix({ prefix, setName }: Place): string {
  return prefix === undefined || prefix === "" ? `${setName}/` : `${prefix}/${setName}/`;
}

/** The key of an image. */
export function imageKey(place: Place, image: { readonly sha256: string; readonly extension: string }): string {
  return `${ownPrefix(place)}images/${image.sha256}.${image.extension}`;
}

/** The key of the manifest of such contents. */
export function manifestKey(place: Place, contentHash: string): string {
  return `${ownPrefix(place)}manifests/${contentHash}.manifest`;
}

/** What a key within the set's own prefix is, by its form; undefined: it is somebody else's. */
export function kindOfKey(place: Place, key: string): "image" | "manifest" | undefined {
  const own = ownPrefix(place);
  if (!key.startsWith(own)) return undefined;
  const rest = key.slice(own.length);
  if (/^images\/[0-9a-f]{64}\.(jpg|png)$/.test(rest)) return "image";
  return /^manifests\/[0-9a-f]{64}\.manifest$/.test(rest) ? "manifest" : undefined;
}

/** The parts of a manifest's address. */
export interface ManifestAddress extends Place {
  readonly bucket: string;
  readonly name: string;
  readonly contentHash: string;
}

/** The Pulumi id: the address of the manifest. */
export function idOf({ bucket, name }: Pick<ManifestAddress, "bucket" | "name">): string {
  return `s3://${bucket}/${name}`;
}

/** The manifest that an id is the address of. */
export function addressIn(id: string): ManifestAddress | undefined {
  const form = /^s3:\/\/([^/]+)\/((?:(.+)\/)?([^/]+)\/manifests\/([0-9a-f]{64})\.manifest)$/;
  const [, bucket, name, prefix, setName, contentHash] = form.exec(id) ?? [];
  if (bucket === undefined || name === undefined || setName === undefined || contentHash === undefined)
    return undefined;
  return { bucket, name, prefix, setName, contentHash };
}
