import * as z from "zod";
import type { Gateway } from "../../aws/gateway.js";
import { malformed, readResult, type ResultObject } from "./result-object.js";

const line = z.looseObject({ "source-ref": z.string().min(1) });

/** No line of a snapshot comes near it, whatever the image shows. */
const MAX_LINE_LENGTH = 16 * 1024 ** 2;

/**
 * The images that a model was tested with, by their `source-ref`, from the snapshot that its evaluation left:
 * https://docs.aws.amazon.com/rekognition/latest/customlabels-dg/im-evaluation-manifest-snapshot-api.html
 */
export function readTestImages(aws: Gateway, result: ResultObject): Promise<ReadonlySet<string>> {
  return readResult(aws, result, async ({ body }) => {
    const images = new Set<string>();
    let number = 0;
    for await (const text of linesIn(body)) {
      number += 1;
      if (text.length > MAX_LINE_LENGTH) throw malformed(result, `line ${String(number)} has no end`);
      if (text.trim() !== "") images.add(imageIn(text) ?? refuse(result, number));
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

function refuse(result: ResultObject, number: number): never {
  throw malformed(result, `line ${String(number)} is no JSON with a source-ref`);
}

/** The lines of a text that arrives in pieces; one that is far too long is given as it is so far. */
async function* linesIn(body: AsyncIterable<Uint8Array>): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const piece of body) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
    if (rest.length > MAX_LINE_LENGTH) yield rest;
  }
  rest += decoder.decode();
  if (rest !== "") yield rest;
}
