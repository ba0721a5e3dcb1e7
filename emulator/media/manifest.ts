import { isFields, listOf, parseFields } from "./json-fields.js";
import type { Fields } from "./json-fields.js";

/** A box in ratios of the image's size. */
export interface Box {
  readonly label: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** One usable line of a GroundTruth manifest. */
export interface ManifestEntry {
  readonly bucket: string;
  readonly key: string;
  readonly labels: readonly string[];
  readonly boxes: readonly Box[];
  /** Whether there was a label attribute at all; an image in which nothing is marked has one, too. */
  readonly hasLabels: boolean;
}

/** A manifest, read line by line. Lines that cannot be used are counted and left out, as AWS does. */
export interface Manifest {
  readonly entries: readonly ManifestEntry[];
  readonly totalLines: number;
  readonly invalidLines: number;
}

/** AWS drops longer lines. */
const MAX_LINE_LENGTH = 100_000;
/** AWS drops images with more labels or boxes. */
const MAX_LABELS_PER_IMAGE = 50;

function classLabel(attribute: unknown, metadata: Fields): string | undefined {
  const name = metadata["class-name"];
  if (typeof name !== "string" || name.length === 0 || typeof attribute !== "number") return undefined;
  return name;
}

function box(annotation: unknown, classMap: Fields, width: number, height: number): Box | undefined {
  if (!isFields(annotation)) return undefined;
  const { class_id: classId, left, top, width: boxWidth, height: boxHeight } = annotation;
  const label = classMap[String(classId)];
  if (typeof label !== "string" || label.length === 0) return undefined;
  if (typeof left !== "number" || typeof top !== "number") return undefined;
  if (typeof boxWidth !== "number" || typeof boxHeight !== "number") return undefined;
  const inside = left >= 0 && top >= 0 && left + boxWidth <= width && top + boxHeight <= height;
  if (!inside || boxWidth <= 0 || boxHeight <= 0) return undefined;
  return { label, left: left / width, top: top / height, width: boxWidth / width, height: boxHeight / height };
}

function boxes(attribute: unknown, metadata: Fields): readonly Box[] {
  if (!isFields(attribute)) return [];
  const size = listOf(attribute.image_size)[0];
  const classMap = metadata["class-map"];
  if (!isFields(size) || !isFields(classMap)) return [];
  const { width, height } = size;
  if (typeof width !== "number" || typeof height !== "number") return [];
  return listOf(attribute.annotations)
    .map((annotation) => box(annotation, classMap, width, height))
    .filter((each) => each !== undefined);
}

/** Every `name` with a `name-metadata` beside it is a label attribute. */
function readLabels(line: Fields): Pick<ManifestEntry, "labels" | "boxes" | "hasLabels"> {
  const labels = new Set<string>();
  const found: Box[] = [];
  let hasLabels = false;
  for (const [name, metadata] of Object.entries(line)) {
    if (!name.endsWith("-metadata") || !isFields(metadata)) continue;
    const attribute = line[name.slice(0, -"-metadata".length)];
    const label = classLabel(attribute, metadata);
    if (label !== undefined) labels.add(label);
    if (label !== undefined || (isFields(attribute) && isFields(metadata["class-map"]))) hasLabels = true;
    for (const each of boxes(attribute, metadata)) {
      labels.add(each.label);
      found.push(each);
    }
  }
  return { labels: [...labels], boxes: found, hasLabels };
}

/** Reads a line of a manifest; undefined if it cannot be used. */
export function readManifestLine(text: string): ManifestEntry | undefined {
  const line = text.length > MAX_LINE_LENGTH ? undefined : parseFields(text);
  if (line === undefined) return undefined;
  const source = line["source-ref"];
  const [, bucket, key] = (typeof source === "string" ? /^s3:\/\/([^/]+)\/(.+)$/.exec(source) : null) ?? [];
  if (bucket === undefined || key === undefined) return undefined;
  const { labels, boxes: found, hasLabels } = readLabels(line);
  if (labels.length > MAX_LABELS_PER_IMAGE || found.length > MAX_LABELS_PER_IMAGE) return undefined;
  return { bucket, key, labels, boxes: found, hasLabels };
}

/**
 * Reads a manifest as SageMaker GroundTruth writes it: one JSON object a line. A blank line counts as an invalid one,
 * and so does a second line for an image.
 */
export function parseManifest(bytes: Buffer): Manifest {
  const text = bytes.toString("utf8").trimEnd();
  const lines = text === "" ? [] : text.split(/\r?\n/);
  const entries = new Map<string, ManifestEntry>();
  let invalidLines = 0;
  for (const line of lines) {
    const entry = readManifestLine(line);
    const place = entry === undefined ? undefined : `${entry.bucket}/${entry.key}`;
    if (entry === undefined || place === undefined || entries.has(place)) invalidLines += 1;
    else entries.set(place, entry);
  }
  return { entries: [...entries.values()], totalLines: lines.length, invalidLines };
}
