import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { png } from "./images.js";

/** The bucket's name as requests spell it. */
export const BUCKET = "training-bucket";

/** A folder that stands for a bucket. */
export class BucketFolder {
  readonly path = mkdtempSync(join(tmpdir(), "rekognition-bucket-"));
  #shade = 0;

  put(key: string, content: string | Buffer): void {
    const path = join(this.path, key);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }

  /** Puts an image that no other call put, and returns its bytes. */
  putImage(key: string, width = 64, height = 64): Buffer {
    this.#shade += 1;
    const image = png(width, height, this.#shade);
    this.put(key, image);
    return image;
  }

  /** Puts a manifest of lines, made from objects. */
  putManifest(key: string, lines: readonly object[]): void {
    this.put(key, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  }

  read(key: string): string {
    return readFileSync(join(this.path, key), "utf8");
  }

  has(key: string): boolean {
    return existsSync(join(this.path, key));
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** A line that says an image shows `labels`. */
export function labeled(key: string, ...labels: string[]): object {
  const attributes = labels.flatMap((label, index) => [
    [`label-${index}`, 1],
    [`label-${index}-metadata`, { confidence: 1, "class-name": label, type: "groundtruth/image-classification" }],
  ]);
  return { "source-ref": `s3://${BUCKET}/${key}`, ...(Object.fromEntries(attributes) as object) };
}

/** A box of a line: label, left, top, width, height in pixels. */
export type PixelBox = readonly [string, number, number, number, number];

/** A line that says where things are in an image of 100 by 100 pixels. */
export function boxed(key: string, ...boxes: PixelBox[]): object {
  const labels = [...new Set(boxes.map(([label]) => label))];
  return {
    "source-ref": `s3://${BUCKET}/${key}`,
    box: {
      image_size: [{ width: 100, height: 100, depth: 3 }],
      annotations: boxes.map(([label, left, top, width, height]) => ({
        class_id: labels.indexOf(label),
        left,
        top,
        width,
        height,
      })),
    },
    "box-metadata": {
      objects: boxes.map(() => ({ confidence: 1 })),
      "class-map": Object.fromEntries(labels.map((label, index) => [index, label])),
      type: "groundtruth/object-detection",
    },
  };
}

/** Puts a manifest with two labels, `cat` and `dog`, and an image of each; returns the images. */
export function putSmallTraining(bucket: BucketFolder): { cat: Buffer; dog: Buffer } {
  const cat = bucket.putImage("cat.png");
  const dog = bucket.putImage("dog.png");
  bucket.putManifest("train.manifest", [labeled("cat.png", "cat"), labeled("dog.png", "dog")]);
  return { cat, dog };
}
