/* Generated from the definitions in provider/resources by `npm run generate`: change those instead. */
import * as pulumi from "@pulumi/pulumi";
import { withImages } from "../image-folder.js";
import { registration } from "../resource.js";
import { warnIfRetained } from "../retained.js";
import { shortTraces } from "../short-traces.js";
import type { GroundTruthManifest } from "./shapes.js";

/** Inputs of {@link ImageSet}. */
export interface ImageSetArgs {
  /** Bucket for images and manifest, in the same region. The set creates no bucket. Changing it replaces the resource. */
  bucket: pulumi.Input<string>;
  /** What all keys begin with, without / at either end, up to 700 characters. Default: the keys begin with the set's own name. Changing it replaces the resource. */
  prefix?: pulumi.Input<string | undefined>;
  /** Folder with the images (JPEG or PNG) on this machine; a relative path starts at the program's folder. It is read at preview. A missing or empty folder is an error. Changed without a call to AWS. */
  folder: pulumi.Input<string>;
  /** How the labels are written down: `folders` (the folder an image is in is its label), `coco`, `pascalVoc`, `yolo` or `csv`. Default `folders`. Changed without a call to AWS. */
  format?: pulumi.Input<"folders" | "coco" | "pascalVoc" | "yolo" | "csv" | undefined>;
  /** File (`coco`, `csv`) or folder (`pascalVoc`, `yolo`) with the labels; a relative path starts at the program's folder. Required by `coco` and `csv`; default of the other two: they lie in `folder`. Changed without a call to AWS. */
  annotations?: pulumi.Input<string | undefined>;
  /** KMS key that S3 encrypts the objects with (SSE-KMS). Another key sends all of them again. Default: the bucket's own encryption. Changed in place. */
  kmsKeyId?: pulumi.Input<string | undefined>;
  /** Account that the bucket must be of: S3 refuses each call where it is another's. Default: any. Changed without a call to AWS. */
  expectedBucketOwner?: pulumi.Input<string | undefined>;
  /** Upload to a bucket that anybody can read, or of which that cannot be told. Default false: that is an error. Changed without a call to AWS. */
  allowPublic?: pulumi.Input<boolean | undefined>;
  /** What becomes of the objects when the set is destroyed or has other contents: `delete` deletes what it uploaded and nothing else uses, in a bucket with versions all versions; `keep` leaves everything. Default `delete`. Changed without a call to AWS. */
  deletionPolicy?: pulumi.Input<"delete" | "keep" | undefined>;
  /** AWS region of this resource. Default: the configured region, then that of the AWS default chain. The effective region is recorded. Changing it replaces the resource. */
  region?: pulumi.Input<string | undefined>;
}

/**
 * A folder of labeled images, uploaded to your bucket together with a manifest that a Dataset or a training takes. Keys are hashes of what they hold, under a name of the set's own: only what is not there yet is sent, and an interrupted upload goes on. Other contents replace the resource: the new objects are sent first, and old ones are deleted after everything that used the old manifest has changed. S3 stores and bills them. See https://docs.aws.amazon.com/rekognition/latest/customlabels-dg/md-create-manifest-file.html
 *
 * @example
 * ```ts
 * import * as rekognition from "pulumi-rekognition";
 *
 * const images = new rekognition.ImageSet("scratches", {
 *   bucket: "my-bucket",
 *   folder: "images", // images/scratch/1.jpg has the label "scratch"
 * });
 * const training = new rekognition.Dataset("training", {
 *   projectArn: project.arn,
 *   datasetType: "TRAIN",
 *   groundTruthManifest: images.manifest,
 * });
 * ```
 */
export class ImageSet extends pulumi.CustomResource {
  /** Bucket for images and manifest, in the same region. The set creates no bucket. */
  declare public readonly bucket: pulumi.Output<string>;
  /** What all keys begin with, without / at either end, up to 700 characters. Default: the keys begin with the set's own name. */
  declare public readonly prefix: pulumi.Output<string | undefined>;
  /** Folder with the images (JPEG or PNG) on this machine; a relative path starts at the program's folder. It is read at preview. A missing or empty folder is an error. */
  declare public readonly folder: pulumi.Output<string>;
  /** How the labels are written down: `folders` (the folder an image is in is its label), `coco`, `pascalVoc`, `yolo` or `csv`. Default `folders`. */
  declare public readonly format: pulumi.Output<"folders" | "coco" | "pascalVoc" | "yolo" | "csv" | undefined>;
  /** File (`coco`, `csv`) or folder (`pascalVoc`, `yolo`) with the labels; a relative path starts at the program's folder. Required by `coco` and `csv`; default of the other two: they lie in `folder`. */
  declare public readonly annotations: pulumi.Output<string | undefined>;
  /** KMS key that S3 encrypts the objects with (SSE-KMS). Another key sends all of them again. Default: the bucket's own encryption. */
  declare public readonly kmsKeyId: pulumi.Output<string | undefined>;
  /** Account that the bucket must be of: S3 refuses each call where it is another's. Default: any. */
  declare public readonly expectedBucketOwner: pulumi.Output<string | undefined>;
  /** Upload to a bucket that anybody can read, or of which that cannot be told. Default false: that is an error. */
  declare public readonly allowPublic: pulumi.Output<boolean | undefined>;
  /** What becomes of the objects when the set is destroyed or has other contents: `delete` deletes what it uploaded and nothing else uses, in a bucket with versions all versions; `keep` leaves everything. Default `delete`. */
  declare public readonly deletionPolicy: pulumi.Output<"delete" | "keep" | undefined>;
  /** AWS region of this resource. Default: the configured region, then that of the AWS default chain. The effective region is recorded. */
  declare public readonly region: pulumi.Output<string>;
  /** Folder of the set's keys under `prefix`: the logical name and a hash. It stays when contents change. */
  declare public readonly setName: pulumi.Output<string>;
  /** Hash of images and labels, known at preview; the same on every machine and day. Where images lie and what they are called does not count. */
  declare public readonly contentHash: pulumi.Output<string>;
  /** The manifest in S3, known at preview: what `groundTruthManifest` takes. Its key ends with the hash of the contents. */
  declare public readonly manifest: pulumi.Output<GroundTruthManifest>;
  /** How many images, equal ones counted once. Known at preview. */
  declare public readonly images: pulumi.Output<number>;
  /** How many images have each label. Known at preview. */
  declare public readonly labels: pulumi.Output<Record<string, number>>;
  /** Size of all images, in bytes. Known at preview. */
  declare public readonly sizeBytes: pulumi.Output<number>;
  /** How many of its images were not in the bucket, or not with their size, when it was last read. The next `pulumi up` sends them again. Absent if all were. */
  declare public readonly missingObjects: pulumi.Output<number | undefined>;

  /** Reads an existing ImageSet by its manifest, `s3://BUCKET/KEY`, without managing it. */
  public static get(name: string, id: pulumi.Input<pulumi.ID>, options: pulumi.CustomResourceOptions = {}): ImageSet {
    return new ImageSet(name, {} as ImageSetArgs, { ...options, id });
  }

  public constructor(name: string, args: ImageSetArgs, options: pulumi.CustomResourceOptions = {}) {
    const traces = shortTraces();
    try {
      super(
        ...registration(
          "ImageSet",
          "imageSet",
          name,
          withImages(args),
          [
            "bucket",
            "prefix",
            "folder",
            "format",
            "annotations",
            "kmsKeyId",
            "expectedBucketOwner",
            "allowPublic",
            "deletionPolicy",
            "region",
            "setName",
            "contentHash",
            "manifest",
            "images",
            "labels",
            "sizeBytes",
            "missingObjects",
          ],
          options,
        ),
      );
    } catch (error) {
      throw traces.completed(error);
    } finally {
      traces.end();
    }
    warnIfRetained(this, args, options);
  }
}
