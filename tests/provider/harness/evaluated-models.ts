import { S3 } from "@aws-sdk/client-s3";
import { boxed, labeled } from "../../emulator/harness/bucket.js";
import { manifest, modelArgs } from "./models.js";
import { ACCOUNT, BUCKET, REGION, type Rig } from "./rig.js";

/** Labels, and so many images of each. */
type Images = Readonly<Record<string, number>>;

/** The rig's emulator as S3 too: models with test sets of their own, and what their trainings left there. */
export class EvaluatedModels {
  readonly s3: S3;
  readonly #rig: Rig;

  constructor(rig: Rig) {
    this.#rig = rig;
    rig.config["rekognition:s3Endpoint"] = rig.emulator.url;
    const credentials = { accessKeyId: ACCOUNT, secretAccessKey: "made-up" };
    this.s3 = new S3({ endpoint: rig.emulator.url, region: REGION, credentials });
  }

  close(): void {
    this.s3.destroy();
  }

  /** Puts a manifest with images of its own; the same name and labels give the same images. */
  put(name: string, images: Images, kind: "classification" | "detection" = "classification"): void {
    const { bucket } = this.#rig;
    const keys = Object.entries(images).flatMap(([label, count]) =>
      Array.from({ length: count }, (_, index) => ({ label, key: `${name}/${inKey(label)}-${String(index)}.png` })),
    );
    for (const { key } of keys) if (!bucket.has(key)) bucket.putImage(key, 100, 100);
    const lines = keys.map(({ label, key }) =>
      kind === "detection" ? boxed(key, [label, 10, 10, 40, 40]) : labeled(key, label),
    );
    bucket.putManifest(`${name}.manifest`, lines);
  }

  /** Arguments of a model that is trained on one manifest and tested with another. */
  args(projectArn: string, training: string, testing: string, more: object = {}): Record<string, unknown> {
    return modelArgs(projectArn, {
      trainingData: manifest(`${training}.manifest`),
      testingData: manifest(`${testing}.manifest`),
      ...more,
    });
  }

  /** Another text in place of what a training left. */
  async rewrite(key: string, edit: (text: string) => string): Promise<void> {
    await this.s3.putObject({ Bucket: BUCKET, Key: key, Body: edit(await this.text(key)) });
  }

  async text(key: string): Promise<string> {
    const { Body } = await this.s3.getObject({ Bucket: BUCKET, Key: key });
    return (await Body?.transformToString()) ?? "";
  }

  async remove(key: string): Promise<void> {
    await this.s3.deleteObject({ Bucket: BUCKET, Key: key });
  }
}

/** A label as a part of a key, whatever it is made of. */
function inKey(label: string): string {
  return label.replace(/[^\w-]/g, (mark) => mark.charCodeAt(0).toString(16));
}
