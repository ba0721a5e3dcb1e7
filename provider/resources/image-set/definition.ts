import * as z from "zod";
import { IMAGE_FORMATS } from "../../images/image-set.js";
import {
  type Bag,
  type CrossFieldRule,
  defineResource,
  derived,
  optional,
  output,
  required,
} from "../../schema/definition.js";
import { bucketName, commonInputs, groundTruthManifest, kmsKeyId, s3KeyPrefix } from "../../schema/shapes.js";
import { containsUnknown, UNKNOWN } from "../../schema/unknown.js";
import { IMAGES, manifestKey } from "./keys.js";

const FORMATS = "https://docs.aws.amazon.com/rekognition/latest/customlabels-dg/md-create-manifest-file.html";
const KEYS = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html";

const rules: readonly CrossFieldRule[] = [
  {
    fields: ["folder", "contentHash"],
    property: "folder",
    reason: "was not read: make the set with the ImageSet class of pulumi-rekognition, which reads the images",
    page: FORMATS,
    holds: (inputs) => inputs.folder === undefined || inputs.contentHash !== undefined,
  },
  {
    fields: ["format", "annotations"],
    property: "annotations",
    reason:
      "is the file of labels, which coco and csv need, or their folder for pascalVoc and yolo (default: they lie beside the images); in folders the name of each folder is the label",
    page: FORMATS,
    holds: ({ format = "folders", annotations }) =>
      annotations === undefined ? format !== "coco" && format !== "csv" : format !== "folders",
  },
  {
    fields: ["prefix"],
    property: "prefix",
    reason: "must neither begin nor end with / nor have two in a row: they would be folders without a name",
    page: KEYS,
    holds: ({ prefix }) => typeof prefix !== "string" || !/^\/|\/\/|\/$/.test(prefix),
  },
];

/** Where the manifest will be: known before anything is sent. */
function manifestOf({ bucket, prefix, setName, contentHash }: Bag): unknown {
  if ([bucket, setName, contentHash].includes(undefined)) return undefined;
  if (containsUnknown([bucket, prefix, setName, contentHash])) return UNKNOWN;
  const name = manifestKey({ prefix: prefix as string | undefined, setName: String(setName) }, String(contentHash));
  return { s3Object: { bucket, name } };
}

/** What the class in the program works out, or the plugin's check. */
const asPlanned =
  (name: string) =>
  (inputs: Bag): unknown =>
    inputs[name];

/** A set of labeled images: a folder on this machine, and the objects and the manifest made of it in a bucket. */
export const imageSetDefinition = defineResource({
  kind: "ImageSet",
  doc: "A folder of labeled images, uploaded to your bucket together with a manifest that a Dataset or a training takes. Keys are hashes of what they hold, under a name of the set's own: only what is not there yet is sent, and an interrupted upload goes on. Other contents replace the resource: the new objects are sent first, and old ones are deleted after everything that used the old manifest has changed. S3 stores and bills them.",
  page: "https://docs.aws.amazon.com/rekognition/latest/customlabels-dg/md-create-manifest-file.html",
  id: "manifest, `s3://BUCKET/KEY`",
  name: { field: "setName", maxLength: 100, reuse: "shared" },
  deleteBeforeReplace: false,
  alsoCalled: { s3Bucket: "bucket", s3KeyPrefix: "prefix", path: "folder", directory: "folder" },
  inputs: {
    bucket: required(
      "replace",
      bucketName,
      "Bucket for images and manifest, in the same region. The set creates no bucket.",
    ),
    prefix: optional(
      "replace",
      s3KeyPrefix.max(700),
      "What all keys begin with, without / at either end, up to 700 characters. Default: the keys begin with the set's own name.",
    ),
    folder: required(
      "local",
      z.string().min(1),
      "Folder with the images (JPEG or PNG) on this machine; a relative path starts at the program's folder. It is read at preview. A missing or empty folder is an error.",
    ),
    format: optional(
      "local",
      z.enum(IMAGE_FORMATS),
      "How the labels are written down: `folders` (the folder an image is in is its label), `coco`, `pascalVoc`, `yolo` or `csv`. Default `folders`.",
    ),
    annotations: optional(
      "local",
      z.string().min(1),
      "File (`coco`, `csv`) or folder (`pascalVoc`, `yolo`) with the labels; a relative path starts at the program's folder. Required by `coco` and `csv`; default of the other two: they lie in `folder`.",
    ),
    kmsKeyId: optional(
      "update",
      kmsKeyId,
      "KMS key that S3 encrypts the objects with (SSE-KMS). Another key sends all of them again. Default: the bucket's own encryption.",
    ),
    expectedBucketOwner: optional(
      "local",
      z.string().regex(/^\d{12}$/, "an account id of 12 digits"),
      "Account that the bucket must be of: S3 refuses each call where it is another's. Default: any.",
    ),
    allowPublic: optional(
      "local",
      z.boolean(),
      "Upload to a bucket that anybody can read, or of which that cannot be told. Default false: that is an error.",
    ),
    deletionPolicy: optional(
      "local",
      z.enum(["delete", "keep"]),
      "What becomes of the objects when the set is destroyed or has other contents: `delete` deletes what it uploaded and nothing else uses, in a bucket with versions all versions; `keep` leaves everything. Default `delete`.",
    ),
    region: commonInputs.region,
    setName: derived(
      "replace",
      z.string(),
      "Folder of the set's keys under `prefix`: the logical name and a hash. It stays when contents change.",
      asPlanned("setName"),
    ),
    contentHash: derived(
      "replace",
      z.string(),
      "Hash of images and labels, known at preview; the same on every machine and day. Where images lie and what they are called does not count.",
      asPlanned("contentHash"),
    ),
    manifest: derived(
      "local",
      groundTruthManifest,
      "The manifest in S3, known at preview: what `groundTruthManifest` takes. Its key ends with the hash of the contents.",
      manifestOf,
    ),
    images: derived(
      "local",
      z.int(),
      "How many images, equal ones counted once. Known at preview.",
      asPlanned("images"),
    ),
    labels: derived(
      "local",
      z.record(z.string(), z.int()),
      "How many images have each label. Known at preview.",
      asPlanned("labels"),
    ),
    sizeBytes: derived("local", z.int(), "Size of all images, in bytes. Known at preview.", asPlanned("sizeBytes")),
    [IMAGES]: {
      ...derived(
        "local",
        z.string(),
        "Eight bytes for each image, for previews to say what changed; left out beyond 10,000 images.",
        asPlanned(IMAGES),
      ),
      hidden: true,
    },
  },
  outputs: {
    missingObjects: output(
      z.int(),
      "How many of its images were not in the bucket, or not with their size, when it was last read. The next `pulumi up` sends them again. Absent if all were.",
    ),
  },
  rules,
});
