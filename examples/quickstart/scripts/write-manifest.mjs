// Writes the GroundTruth manifest of the example's images for the bucket you are going to keep them in, and says what to
// run next. It makes no network call.
//   node examples/quickstart/scripts/write-manifest.mjs --bucket NAME [--prefix P] [--out FILE]
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const usage = "usage: write-manifest.mjs --bucket NAME [--prefix P] [--out FILE]";
const example = join(dirname(fileURLToPath(import.meta.url)), "..");
const imagesFolder = join(example, "data", "images");
const labelledAt = "2026-11-21T00:00:00.000000";

/** Custom Labels takes the manifest and all its images from one bucket, whose name S3 itself restricts like this. */
const bucketName = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

function readArguments() {
  let values;
  try {
    ({ values } = parseArgs({
      options: { bucket: { type: "string" }, prefix: { type: "string" }, out: { type: "string" } },
    }));
  } catch (error) {
    throw new Error(`${error.message}\n${usage}`, { cause: error });
  }
  if (values.bucket === undefined) throw new Error(`--bucket is missing\n${usage}`);
  if (!bucketName.test(values.bucket)) {
    throw new Error(`--bucket ${values.bucket}: not a bucket name (no s3://, no slash; the folder goes into --prefix)`);
  }
  return {
    bucket: values.bucket,
    prefix: (values.prefix ?? "").replaceAll(/^\/+|\/+$/g, ""),
    out: resolve(values.out ?? join(example, "upload", "manifest.jsonl")),
  };
}

/** The label is the file's name up to its number: `circle-07.png` shows a circle. */
function labelOf(file) {
  return file.replace(/-\d+\.png$/, "");
}

function entry(file, keyPrefix, bucket, labels) {
  return {
    "source-ref": `s3://${bucket}/${keyPrefix}images/${file}`,
    shape: labels.indexOf(labelOf(file)),
    "shape-metadata": {
      confidence: 1,
      "job-name": "labeling-job/shapes",
      "class-name": labelOf(file),
      "human-annotated": "yes",
      "creation-date": labelledAt,
      type: "groundtruth/image-classification",
    },
  };
}

/** A path as one would type it here, with forward slashes, in quotes when it needs them. */
function shown(path) {
  const short = (relative(process.cwd(), path) || ".").replaceAll("\\", "/");
  return /[^\w./:-]/.test(short) ? `"${short}"` : short;
}

function main() {
  const { bucket, prefix, out } = readArguments();
  const keyPrefix = prefix === "" ? "" : `${prefix}/`;
  const images = readdirSync(imagesFolder)
    .filter((file) => file.endsWith(".png"))
    .sort();
  const labels = [...new Set(images.map(labelOf))];
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, images.map((file) => `${JSON.stringify(entry(file, keyPrefix, bucket, labels))}\n`).join(""));

  const counts = labels.map((label) => `${images.filter((file) => labelOf(file) === label).length} ${label}`);
  console.log(`Wrote ${images.length} entries (${counts.join(", ")}) to ${shown(out)}

Upload the images and the manifest:
  aws s3 cp --recursive ${shown(imagesFolder)} s3://${bucket}/${keyPrefix}images
  aws s3 cp ${shown(out)} s3://${bucket}/${keyPrefix}manifest.jsonl

Point the program at them:
  pulumi config set quickstart:bucket ${bucket}
  pulumi config set quickstart:manifest ${keyPrefix}manifest.jsonl`);
}

try {
  main();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
