import * as z from "zod";
import type { Gateway } from "../../aws/gateway.js";
import { textLines } from "../../base/text-lines.js";
import { malformed, readResult, type ResultObject } from "./result-object.js";

const line = z.looseObject({ "source-ref": z.string().min(1) });

/** No line of a snapshot comes near it, whatever the image shows. */
const MAX_LINE_BYTES = 16 * 1024 ** 2;

/**
 * The images that a model was tested with, by their `source-ref`, from the snapshot that its evaluation left:
 * https://docs.aws.amazon.com/rekognition/latest/customlabels-dg/im-evaluation-manifest-snapshot-api.html
 */
export function readTestImages(aws: Gateway, result: ResultObject): Promise<ReadonlySet<string>> {
  return readResult(aws, result, async ({ body }) => {
    const images = new Set<string>();
    const refuse = (what: string): Error => malformed(result, what);
    for await (const { number, text } of textLines(body, { maxLineBytes: MAX_LINE_BYTES, refuse })) {
      if (text === undefined) throw malformed(result, `line ${String(number)} has no end`);
      if (text.trim() !== "") images.add(imageIn(text) ?? refuseLine(result, number));
    }
    if (images.size === 0) throw malformed(result, "names no image");
    return images;
  });
}

function imageIn(text: string): string | undefined {
  try {
    return line.safeParse(JSON.parse(text)).data?.["source-ref"];
  } catch {
    return undefined;
  }
}

function refuseLine(result: ResultObject, number: number): never {
  throw malformed(result, `line ${String(number)} is no JSON with a source-ref`);
}
