import { readdirSync } from "node:fs";
import { join } from "node:path";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface TrainingDataArgs {
  /** A folder of images, each called after what it shows and a number: `circle-07.png`. */
  folder: string;
}

/** A bucket with images, and the manifest that says what they show. */
export class TrainingData extends pulumi.ComponentResource {
  readonly bucket: pulumi.Output<string>;
  /** The manifest, in the version that was written: another version is a change of the data, and another model. */
  readonly manifest: { bucket: pulumi.Output<string>; name: pulumi.Output<string>; version: pulumi.Output<string> };

  constructor(name: string, { folder }: TrainingDataArgs, options: pulumi.ComponentResourceOptions = {}) {
    super("office-hours:index:TrainingData", name, {}, options);
    const images = readdirSync(folder)
      .filter((file) => file.endsWith(".png"))
      .sort();
    // What a training wrote stays in the bucket, and must not keep it from being deleted.
    const made = new aws.s3.Bucket(name, { forceDestroy: true }, { parent: this });
    this.bucket = made.bucket;
    const versioning = new aws.s3.BucketVersioning(
      name,
      { bucket: this.bucket, versioningConfiguration: { status: "Enabled" } },
      { parent: this },
    );
    const uploads = images.map((file) => {
      const source = new pulumi.asset.FileAsset(join(folder, file));
      const options = { parent: this, dependsOn: versioning };
      return new aws.s3.BucketObjectv2(
        `${name}-${file}`,
        { bucket: this.bucket, key: `images/${file}`, source },
        options,
      );
    });
    const content = this.bucket.apply((bucket) => manifestOf(bucket, images));
    const manifest = new aws.s3.BucketObjectv2(
      `${name}-manifest`,
      { bucket: this.bucket, key: "manifest.jsonl", content },
      { parent: this, dependsOn: uploads },
    );
    this.manifest = { bucket: this.bucket, name: manifest.key, version: manifest.versionId };
    this.registerOutputs();
  }
}

/** The form of SageMaker Ground Truth: a JSON document a line, and the labels by number. */
function manifestOf(bucket: string, images: readonly string[]): string {
  const labels = [...new Set(images.map(labelOf))];
  const lines = images.map((file) => {
    const metadata = {
      confidence: 1,
      "job-name": "labeling-job/shapes",
      "class-name": labelOf(file),
      "human-annotated": "yes",
      "creation-date": "2026-11-21T00:00:00.000000",
      type: "groundtruth/image-classification",
    };
    const shape = labels.indexOf(labelOf(file));
    return JSON.stringify({ "source-ref": `s3://${bucket}/images/${file}`, shape, "shape-metadata": metadata });
  });
  return lines.map((line) => `${line}\n`).join("");
}

function labelOf(file: string): string {
  return file.replace(/-\d+\.png$/, "");
}
