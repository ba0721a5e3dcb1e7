import { readFile, stat } from "node:fs/promises";
import * as z from "zod";
import { awsCased } from "../aws/camel-case.js";
import type { RequestOf } from "../aws/operations.js";
import type { CrossFieldRule } from "../schema/definition.js";
import { s3Object } from "../schema/shapes.js";
import { RekognitionError } from "../base/errors.js";
import { unreadableFile } from "../base/local-file.js";

type AwsImage = NonNullable<RequestOf<"DetectCustomLabels">["Image"]>;

const MEGABYTE = 1024 ** 2;

const bytes = z
  .custom<Uint8Array | string>((value) => value instanceof Uint8Array || typeof value === "string", {
    error: "must be a Uint8Array (a Buffer is one) or base64 text",
  })
  .meta({ typescript: "Uint8Array | string" });

/** An image, as functions take it. */
export const image = z
  .strictObject({
    bytes: bytes.optional().describe("The image as bytes, or as base64 text."),
    file: z
      .string()
      .min(1)
      .optional()
      .describe("Path of a local file. A relative path starts at the folder that the program runs in."),
    s3Object: s3Object.optional().describe("An object in S3, PNG or JPEG, at most 15 MB, in the same region."),
  })
  .meta({ id: "Image", description: "An image, PNG or JPEG: one of bytes, file and s3Object." });

/** The rule about an argument named `image`. */
export const oneSource: CrossFieldRule = {
  fields: ["image"],
  looksAt: "members",
  property: "image",
  reason: "needs exactly one of bytes, file and s3Object",
  page: "https://docs.aws.amazon.com/rekognition/latest/APIReference/API_Image.html",
  holds: ({ image: given }) => Object.values(given as object).filter((member) => member !== undefined).length === 1,
};

/** The image as AWS takes it; what AWS would refuse for size or format is never sent. */
export async function awsImage(given: z.output<typeof image>, maxMegabytes: number): Promise<AwsImage> {
  if (given.s3Object !== undefined) return awsCased({ s3Object: given.s3Object });
  const maxBytes = maxMegabytes * MEGABYTE;
  if (given.file !== undefined) {
    const content = await contentOf(given.file, maxBytes);
    return { Bytes: checked(content, `image file ${given.file}`, maxBytes) };
  }
  const content = typeof given.bytes === "string" ? Buffer.from(given.bytes, "base64") : given.bytes;
  return { Bytes: checked(content ?? new Uint8Array(), "image", maxBytes) };
}

async function contentOf(file: string, maxBytes: number): Promise<Uint8Array> {
  try {
    const { size } = await stat(file);
    if (size > maxBytes) throw tooLarge(`image file ${file}`, size, maxBytes);
    return await readFile(file);
  } catch (error) {
    if (error instanceof RekognitionError) throw error;
    throw unreadableFile(`image file ${file}`, error);
  }
}

function checked(content: Uint8Array, subject: string, maxBytes: number): Uint8Array {
  if (content.length > maxBytes) throw tooLarge(subject, content.length, maxBytes);
  if (SIGNATURES.some((signature) => signature.every((byte, index) => content[index] === byte))) return content;
  throw new RekognitionError("MediaUnusable", `${subject} is neither PNG nor JPEG (${beginning(content)})`);
}

function tooLarge(subject: string, size: number, maxBytes: number): RekognitionError {
  const most = `${counted(maxBytes)} (${String(maxBytes / MEGABYTE)} MB)`;
  return new RekognitionError("MediaUnusable", `${subject} has ${counted(size)} bytes; at most ${most} can be sent`);
}

function counted(count: number): string {
  return count.toLocaleString("en-US");
}

/** How a PNG begins, and a JPEG. */
const SIGNATURES = [
  [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  [0xff, 0xd8, 0xff],
];

function beginning(content: Uint8Array): string {
  if (content.length === 0) return "it is empty";
  const first = [...content.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, "0"));
  return `it begins with ${first.join(" ")}`;
}
