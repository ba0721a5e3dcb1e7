import type { ExtraRule, Typical } from "../mapping.js";
import type { SitePath } from "../model-sites.js";
import { type Draw, oneOf } from "../texts/draw.js";

const KEYS = ["images/train.manifest", "a", "año/ñandú.manifest", "with space.mp4"] as const;

/** A key and a version as they are, instead of any characters at all. */
export function typicalS3Object(path: SitePath): Readonly<Record<SitePath, Typical>> {
  const text = (draw: Draw): unknown => (draw(3) === 0 ? oneOf(draw, KEYS) : undefined);
  return { [`${path}.Name`]: { value: text }, [`${path}.Version`]: { value: text } };
}

/** What is refused of an object in S3 beyond the model. */
export function s3ObjectRules(
  operation: string,
  inputPath: string,
  exampleOf: (s3Object: Readonly<Record<string, string>>) => Readonly<Record<string, unknown>>,
): ExtraRule[] {
  const place = inputPath.replace(/[.[\]]/g, (special) => `\\${special}`);
  return [
    {
      says: new RegExp(`^${place}\\.(name|version): must be not only white space`),
      why: "the API reference gives the pattern \\S, which the machine-readable model leaves out",
      operation,
      example: exampleOf({ Bucket: "bucket", Name: " " }),
    },
    {
      says: new RegExp(`^${place}(\\.(bucket|name))?: is required`),
      why: "the model marks neither bucket nor key as required; without both there is no object",
      operation,
      example: exampleOf({ Bucket: "bucket" }),
    },
  ];
}
