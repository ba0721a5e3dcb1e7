import { stat as statWithCallback, type Stats } from "node:fs";
import { promisify } from "node:util";
import { RekognitionError } from "../base/errors.js";
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

// With very many small files the promises of node:fs take several times as long.
const stat = promisify(statWithCallback);

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
const HELD_AT_ONCE = 4;
/** Files whose size and time are asked for at a time. */
const LOOKED_AT_ONCE = 64;

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
  const found = new Map<string, ImageFacts | string>();
  const take = (name: string, facts: ImageFacts | string): void => {
    found.set(name, facts);
    done += 1;
    onProgress?.(done, names.length);
  };
  const unknown: { readonly name: string; readonly path: string; readonly stats: Stats }[] = [];
  const look = async (name: string): Promise<void> => {
    signal?.throwIfAborted();
    const path = files.get(name) ?? "";
    const stats = await stat(path).catch(unreadable);
    const known = typeof stats === "string" ? stats : cache.get(name, stats);
    if (known !== undefined) take(name, known);
    else if (typeof stats === "object") unknown.push({ name, path, stats });
  };
  const read = async ({ name, path, stats }: (typeof unknown)[number]): Promise<void> => {
    signal?.throwIfAborted();
    const facts = await factsOfFile(path, stats);
    if (typeof facts === "object") cache.set(name, stats, facts);
    take(name, facts);
  };
  try {
    await inParallel(names, look, LOOKED_AT_ONCE);
    await inParallel(unknown, read, HELD_AT_ONCE);
  } finally {
    // What was read before it was ended is not read again.
    await cache.save(files);
  }
  return usable(names, found, problems);
}

/** What is known of images that AWS takes; the others are problems, in the order of `names`. */
function usable(
  names: readonly string[],
  found: ReadonlyMap<string, ImageFacts | string>,
  problems: Problems,
): ReadonlyMap<string, ImageFacts> {
  const facts = new Map<string, ImageFacts>();
  for (const name of names) {
    const each = found.get(name);
    const fault = typeof each === "object" ? imageFault(each) : each;
    if (fault !== undefined) problems.add(name, fault);
    else if (typeof each === "object") facts.set(name, each);
  }
  return facts;
}

async function factsOfFile(path: string, stats: Stats): Promise<ImageFacts | string> {
  return stats.isFile() ? readImage(path, stats.size).catch(unreadable) : "is no file: remove it";
}

/** One file among many, so that it is told of together with what is wrong with others. */
function unreadable(failure: unknown): string {
  const why = failure instanceof Error ? failure.message : String(failure);
  return `cannot be read (${why}): correct that, or remove it`;
}
