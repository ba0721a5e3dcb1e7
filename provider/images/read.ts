import { stat } from "node:fs/promises";
import { RekognitionError } from "../base/errors.js";
import { unreadableFile } from "../base/local-file.js";
import { inParallel } from "../base/parallel.js";
import { FactCache } from "./fact-cache.js";
import { readCoco } from "./formats/coco.js";
import { readCsv } from "./formats/csv.js";
import { readFolders } from "./formats/folders.js";
import { readPascalVoc } from "./formats/pascal-voc.js";
import { readYolo } from "./formats/yolo.js";
import { type ImageFacts, readImage } from "./image-facts.js";
import type { ImageFormat, ImageSource, LabelledImages, ReadOptions } from "./image-set.js";
import { imageFault } from "./limits.js";
import { type Listing, listFolder } from "./listing.js";
import { isImageName } from "./named-image.js";
import { firstOf, Problems } from "./problems.js";
import type { FormatInput, Statement, Statements } from "./statement.js";
import { together } from "./together.js";

const READERS: Readonly<Record<ImageFormat, (input: FormatInput) => Statements | Promise<Statements>>> = {
  folders: readFolders,
  coco: readCoco,
  pascalVoc: readPascalVoc,
  yolo: readYolo,
  csv: readCsv,
};
/** Formats that need to be told where their labels are. */
const IN_ONE_FILE: readonly ImageFormat[] = ["coco", "csv"];
/** Images that are held at a time, 15 MB each at most. */
const AT_ONCE = 4;

/** Reads, checks and hashes; every problem is one error that names file and line (JSON: the element's path). */
export async function readLabelledImages(source: ImageSource, options: ReadOptions = {}): Promise<LabelledImages> {
  const { folder, format, annotations } = source;
  const problems = new Problems(`images in ${folder}`);
  assertAnnotations(source);
  const images = await listFolder(folder, `folder ${folder}`);
  if (images.files.size === 0) problems.add(folder, "is empty: put the images there, or name another folder");
  problems.assertNone();
  const warnings: string[] = [];
  const warn = (text: string): void => void warnings.push(text);
  const { of, statements } = await READERS[format]({ source, images, problems, warn });
  const labelled = statements.filter(({ labels, boxes }) => labels.length + boxes.length > 0);
  const stated = new Set(labelled.map(({ name }) => name));
  const unlabelled = [...images.files.keys()].filter((name) => isImageName(name) && !stated.has(name));
  // Where a folder is the label, what is not labelled is a problem already.
  if (format !== "folders" && unlabelled.length > 0) {
    warn(`images without labels are left out: ${firstOf(unlabelled)} (${String(unlabelled.length)} in all)`);
  }
  problems.assertNone();
  if (labelled.length === 0) problems.add(annotations ?? folder, "labels no image: label some");
  const facts = await factsOf(labelled, images, source, problems, options);
  const read = together({ of, statements: labelled }, facts, images, problems);
  problems.assertNone();
  return { ...read, warnings: [...warnings, ...read.warnings] };
}

function assertAnnotations({ format, annotations }: ImageSource): void {
  const isMissing = IN_ONE_FILE.includes(format) && (annotations ?? "") === "";
  if (isMissing) {
    throw new RekognitionError(
      "ImagesUnusable",
      `annotations must name the file with the labels, since format is ${format}`,
    );
  }
  if (format === "folders" && annotations !== undefined) {
    throw new RekognitionError(
      "ImagesUnusable",
      "annotations must be left out, since with the format folders a folder's name is the label",
    );
  }
}

async function factsOf(
  statements: readonly Statement[],
  { files }: Listing,
  { folder }: ImageSource,
  problems: Problems,
  { signal, onProgress }: ReadOptions,
): Promise<ReadonlyMap<string, ImageFacts>> {
  const names = [...new Set(statements.map(({ name }) => name))];
  const cache = await FactCache.of(folder);
  let done = 0;
  const all = await inParallel(
    names,
    async (name) => {
      signal?.throwIfAborted();
      const facts = await factsOfFile(name, files.get(name) ?? "", cache);
      done += 1;
      onProgress?.(done, names.length);
      return facts;
    },
    AT_ONCE,
  );
  await cache.save(files);
  const facts = new Map<string, ImageFacts>();
  for (const [index, name] of names.entries()) {
    const found = all[index];
    const fault = typeof found === "object" ? imageFault(found) : found;
    if (fault !== undefined) problems.add(name, fault);
    else if (typeof found === "object") facts.set(name, found);
  }
  return facts;
}

async function factsOfFile(name: string, path: string, cache: FactCache): Promise<ImageFacts | string> {
  try {
    const stats = await stat(path);
    if (!stats.isFile()) return "is no file: remove it";
    const known = cache.get(name, stats);
    if (known !== undefined) return known;
    const facts = await readImage(path, stats.size);
    if (typeof facts === "object") cache.set(name, stats, facts);
    return facts;
  } catch (error) {
    throw unreadableFile(`image ${path}`, error);
  }
}
