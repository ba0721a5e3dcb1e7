import { boxOf } from "./boxes.js";
import type { ImageFacts } from "./image-facts.js";
import type { Box, LabelledImage, LabelledImages } from "./image-set.js";
import { LIMITS, labelFault } from "./limits.js";
import type { Listing } from "./listing.js";
import { inOrder } from "./order.js";
import { firstOf, type Problems } from "./problems.js";
import type { StatedBox, Statement, Statements } from "./statement.js";

/** Files with the same bytes, and what is said of any of them. */
interface Gathered {
  readonly names: string[];
  readonly facts: ImageFacts;
  readonly labels: Set<string>;
  /** By their text, so that the same box counts once. */
  readonly boxes: Map<string, Box>;
}

/** Puts what is said and what the files are together, image by image, and checks it against AWS's limits. */
export function together(
  { of, statements }: Statements,
  facts: ReadonlyMap<string, ImageFacts>,
  { files }: Listing,
  problems: Problems,
): LabelledImages {
  const gathered = new Map<string, Gathered>();
  const said = new Map<string, string>();
  for (const statement of statements) {
    const { name, place } = statement;
    const before = said.get(name);
    if (before !== undefined) problems.add(place, `is about ${name}, and so is ${before}: say it in one place`);
    said.set(name, place);
    const known = facts.get(name);
    if (known !== undefined) gather(statement, known, gathered, problems);
  }
  const all = [...gathered.values()].sort((one, other) => inOrder(one.facts.sha256, other.facts.sha256));
  const images = all.map((each) => imageOf(each, files, problems));
  const labels = countsOf(images);
  checkCounts(of, images.length, labels, problems);
  return { images, labels, warnings: warningsOf(of, all) };
}

function gather(statement: Statement, facts: ImageFacts, gathered: Map<string, Gathered>, problems: Problems): void {
  const image: Gathered = gathered.get(facts.sha256) ?? { names: [], facts, labels: new Set(), boxes: new Map() };
  gathered.set(facts.sha256, image);
  image.names.push(statement.name);
  checkSize(statement, facts, problems);
  for (const label of statement.labels) {
    const name = labelOf(label, statement.place, problems);
    if (name !== undefined) image.labels.add(name);
  }
  for (const stated of statement.boxes) {
    const label = labelOf(stated.label, stated.place, problems);
    const box = label === undefined ? undefined : boxOf(label, edgesOf(stated, statement, facts), facts);
    if (typeof box === "string") problems.add(stated.place, box);
    if (typeof box === "object") image.boxes.set(JSON.stringify(box), box);
  }
}

/** What stands for the same letters may be written in several ways; a label has one. */
function labelOf(written: string, place: string, problems: Problems): string | undefined {
  const label = written.trim().normalize("NFC");
  const fault = labelFault(label);
  if (fault === undefined) return label;
  problems.add(place, fault);
  return undefined;
}

function edgesOf({ edges }: StatedBox, { inParts }: Statement, { widthPx, heightPx }: ImageFacts): StatedBox["edges"] {
  if (inParts !== true) return edges;
  const { left, top, right, bottom } = edges;
  return { left: left * widthPx, top: top * heightPx, right: right * widthPx, bottom: bottom * heightPx };
}

/** Boxes drawn in an image of another size are somewhere else. One pixel is what some programs are off by. */
function checkSize({ place, name, size }: Statement, { widthPx, heightPx }: ImageFacts, problems: Problems): void {
  if (size === undefined) return;
  const isNear = (one: number, other: number): boolean => Math.abs(one - other) <= 1;
  if (isNear(size.widthPx, widthPx) && isNear(size.heightPx, heightPx)) return;
  const isTurned = isNear(size.widthPx, heightPx) && isNear(size.heightPx, widthPx);
  const way = isTurned
    ? "it was labelled turned, by its EXIF orientation: save it turned, without one, and label it again"
    : "label it again, or bring back the image that was labelled";
  const [is, was] = [`${String(widthPx)} x ${String(heightPx)}`, `${String(size.widthPx)} x ${String(size.heightPx)}`];
  problems.add(place, `says that ${name} has ${was} pixels, and it has ${is}: ${way}`);
}

function imageOf(
  { names, facts, labels, boxes }: Gathered,
  files: Listing["files"],
  problems: Problems,
): LabelledImage {
  const [name = ""] = names.sort(inOrder);
  const { sha256, extension, sizeBytes, widthPx, heightPx } = facts;
  const [mostBoxes, mostLabels] = [LIMITS.boxesPerImage, LIMITS.labelsPerImage];
  if (boxes.size > mostBoxes) {
    problems.add(
      name,
      `has ${String(boxes.size)} boxes, and AWS takes at most ${String(mostBoxes)} an image: remove some`,
    );
  }
  if (labels.size > mostLabels) {
    problems.add(
      name,
      `has ${String(labels.size)} labels, and AWS takes at most ${String(mostLabels)} an image: remove some`,
    );
  }
  return {
    ...{ sha256, file: files.get(name) ?? "", name, extension, sizeBytes, widthPx, heightPx },
    labels: [...labels].sort(inOrder),
    boxes: [...boxes.values()].sort(inBoxOrder),
  };
}

/** Not the order in which they are written, so that an export in another order is no other set. */
function inBoxOrder(one: Box, other: Box): number {
  return (
    inOrder(one.label, other.label) ||
    one.topPx - other.topPx ||
    one.leftPx - other.leftPx ||
    one.heightPx - other.heightPx ||
    one.widthPx - other.widthPx
  );
}

/** How many images have each label, in the order of labels. */
function countsOf(images: readonly LabelledImage[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { labels, boxes } of images) {
    const own = new Set([...labels, ...boxes.map(({ label }) => label)]);
    for (const label of own) counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return new Map([...counts].sort(([one], [other]) => inOrder(one, other)));
}

function checkCounts(
  of: Statements["of"],
  images: number,
  labels: ReadonlyMap<string, number>,
  problems: Problems,
): void {
  const least = of === "images" ? LIMITS.minLabelsOfImages : 1;
  const found = `(${firstOf([...labels.keys()])})`;
  if (labels.size > LIMITS.labels) {
    problems.add(
      "the set",
      `has ${String(labels.size)} labels, and AWS takes at most ${String(LIMITS.labels)}: remove some`,
    );
  } else if (labels.size > 0 && labels.size < least) {
    problems.add(
      "the set",
      `has one label ${found}, and AWS takes ${String(least)} or more of whole images: add another`,
    );
  }
  if (images > LIMITS.images) {
    problems.add(
      "the set",
      `has ${String(images)} images, and AWS takes at most ${String(LIMITS.images)}: remove some`,
    );
  }
}

function warningsOf(of: Statements["of"], all: readonly Gathered[]): string[] {
  const namesWhere = (is: (image: Gathered) => boolean): string[] =>
    all
      .filter(is)
      .flatMap(({ names }) => names)
      .sort(inOrder);
  const warning = (names: readonly string[], what: string): string[] =>
    names.length === 0 ? [] : [`${what}: ${firstOf(names)} (${String(names.length)} in all)`];
  const equal = all.filter(({ names }) => names.length > 1).map(({ names }) => names.join(" = "));
  return [
    ...warning(
      namesWhere(({ facts }) => facts.hasGps),
      "EXIF says where images were taken, for anyone to see who may read them",
    ),
    ...warning(
      namesWhere(({ facts }) => of === "boxes" && facts.isTurned),
      "EXIF says that images are to be shown turned, and boxes are taken as of the pixels as they are stored",
    ),
    ...warning(equal.sort(inOrder), "files are equal, and count as one image with the labels of all"),
  ];
}
