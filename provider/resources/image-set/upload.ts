import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { S3RequestOf } from "../../aws/s3-calls.js";
import { isRekognitionError, RekognitionError } from "../../base/errors.js";
import { inParallel } from "../../base/parallel.js";
import { type LabelledImage, type LabelledImages, manifestLines, readLabelledImages } from "../../images/image-set.js";
import type { Claim } from "../../lifecycle/claim.js";
import { unreadableFile } from "../../base/local-file.js";
import { imageKey } from "./keys.js";
import { factsOf } from "./planned.js";
import { type Inputs, marksOf, subjectOf, type Work } from "./set.js";

/** Reads the images again, which must be those that preview and program saw. */
export async function readPlanned({ context, ...work }: Work, inputs: Inputs): Promise<LabelledImages> {
  const { folder, format = "folders", annotations, contentHash } = inputs;
  const images = await readLabelledImages({ folder, format, annotations }, { signal: context.signal });
  if (factsOf(images).contentHash === contentHash) return images;
  const what = `${subjectOf(work)}: images or labels in ${folder} were changed after the program read them`;
  throw new RekognitionError("ImagesChanged", what);
}

/** So many images are sent at once; each is in memory meanwhile. */
const AT_ONCE = 8;

/** Sends the images that are not there with their size; returns how many were sent. `all` sends every one. */
export async function sendImages(
  work: Work,
  inputs: Inputs,
  { images }: LabelledImages,
  there: ReadonlyMap<string, number>,
  all: boolean,
): Promise<number> {
  const { context, place } = work;
  const startedAt = context.clock.monotonicMs();
  const missing = images.filter((image) => all || there.get(imageKey(place, image)) !== image.sizeBytes);
  let sent = 0;
  const send = async (image: LabelledImage): Promise<void> => {
    await sendImage(work, inputs, image, there.has(imageKey(place, image)));
    sent += 1;
    const status = `${String(sent)} of ${String(missing.length)} images`;
    context.report({ waitingUntil: "has all images", status, elapsedMs: context.clock.monotonicMs() - startedAt });
  };
  await inParallel(missing, send, AT_ONCE);
  return sent;
}

const TYPES = { jpg: "image/jpeg", png: "image/png" } as const;

async function sendImage(work: Work, inputs: Inputs, image: LabelledImage, isThere: boolean): Promise<void> {
  const Body = await readFile(image.file).catch((error: unknown) => {
    throw unreadableFile(`image ${image.name}`, error);
  });
  const request = {
    Key: imageKey(work.place, image),
    Body,
    ContentType: TYPES[image.extension],
    // S3 compares what arrives with what the key says it is.
    ChecksumSHA256: Buffer.from(image.sha256, "hex").toString("base64"),
  };
  try {
    await put(work, inputs, { ...request, IfNoneMatch: isThere ? undefined : "*" });
  } catch (error) {
    if (!isRekognitionError(error)) throw error;
    // Another attempt, whose answer got lost, has put it there.
    if (error.awsName === "PreconditionFailed") return;
    if (!["BadDigest", "XAmzContentChecksumMismatch", "XAmzContentSHA256Mismatch"].includes(error.awsName ?? "")) {
      throw error;
    }
    throw new RekognitionError("ImagesChanged", `image ${image.name} was changed while it was sent`, { cause: error });
  }
}

/** Puts the manifest, which makes what was sent a set. */
export async function sendManifest(work: Work, inputs: Inputs, images: LabelledImages, claim: Claim): Promise<void> {
  const lines = manifestLines(images, work.bucket, (image) => imageKey(work.place, image));
  const Body = Buffer.from([...lines].map((line) => `${line}\n`).join(""));
  await put(work, inputs, {
    Key: work.manifest,
    Body,
    ContentType: "application/jsonlines",
    ChecksumSHA256: createHash("sha256").update(Body).digest("base64"),
    Metadata: marksOf(work.context, claim),
  });
}

async function put(work: Work, inputs: Inputs, object: Omit<S3RequestOf<"PutObject">, "Bucket">): Promise<void> {
  const { context, bucket: Bucket, bucketOwner: ExpectedBucketOwner } = work;
  const { kmsKeyId } = inputs;
  const encryption = kmsKeyId === undefined ? {} : { ServerSideEncryption: "aws:kms" as const, SSEKMSKeyId: kmsKeyId };
  await context.aws.callS3("PutObject", { Bucket, ExpectedBucketOwner, ...encryption, ...object });
}
