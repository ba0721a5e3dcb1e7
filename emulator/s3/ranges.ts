import type { BucketObject } from "../media/buckets.js";
import { S3Error } from "./errors.js";

export interface ByteRange {
  readonly start: number;
  readonly sizeBytes: number;
}

const unsatisfiable = (sizeBytes: number): S3Error =>
  new S3Error(
    "InvalidRange",
    416,
    "The requested range is not satisfiable",
    { ActualObjectSize: `${sizeBytes}` },
    {
      "content-range": `bytes */${sizeBytes}`,
    },
  );

/** The range that a header asks for; undefined where S3 answers with everything: no range, several, or no bytes. */
export function requestedRange(header: string | undefined, sizeBytes: number): ByteRange | undefined {
  const [, first, last] = /^bytes=(\d{0,16})-(\d{0,16})$/.exec(header ?? "") ?? [];
  if (first === undefined || last === undefined || (first === "" && last === "")) return undefined;
  const isSuffix = first === "";
  const start = isSuffix ? Math.max(0, sizeBytes - Number(last)) : Number(first);
  const end = isSuffix || last === "" ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1);
  if (!isSuffix && last !== "" && Number(last) < Number(first)) return undefined;
  if (start >= sizeBytes) throw unsatisfiable(sizeBytes);
  return { start, sizeBytes: end - start + 1 };
}

/** Where a part of the object is. */
export function partRange(object: BucketObject, partNumber: string): ByteRange | undefined {
  const sizes = object.facts?.partSizes ?? [object.sizeBytes];
  const index = Number(partNumber) - 1;
  const sizeBytes = sizes[index];
  if (sizeBytes === undefined) {
    throw new S3Error("InvalidPartNumber", 416, "The requested partnumber is not satisfiable", {
      ActualPartCount: `${sizes.length}`,
      PartNumberRequested: partNumber,
    });
  }
  if (sizeBytes === 0) return undefined;
  return { start: sizes.slice(0, index).reduce((sum, size) => sum + size, 0), sizeBytes };
}
