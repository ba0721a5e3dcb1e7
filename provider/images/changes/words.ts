import { changesBetween } from "./list.js";

/** What is known of images without them. */
export interface Counted {
  readonly images?: number | undefined;
  /** How many images have each label. */
  readonly labels?: Readonly<Record<string, number>> | undefined;
  /** Eight bytes for each image; left out where they are too many. */
  readonly list?: string | undefined;
}

/**
 * What is different between two sets of images, as in "+2 images, 1 changed" and "scratch 7 -> 9"; empty where nothing is.
 * @param changed what is said of an image of which other things are said
 */
export function changesTexts(before: Counted, after: Counted, changed: string): string[] {
  return [imageChanges(before, after, changed), labelChanges(before.labels, after.labels)].filter(
    (text) => text !== "",
  );
}

function imageChanges(before: Counted, after: Counted, changedText: string): string {
  const changes = changesBetween(before.list, after.list);
  if (changes === undefined) {
    const counts = `${imagesText(before.images ?? 0)} -> ${String(after.images ?? 0)}`;
    return `${counts} (beyond 10,000 images the state does not tell which changed)`;
  }
  const { added, removed, changed } = changes;
  return [
    ...(added > 0 ? [`+${imagesText(added)}`] : []),
    ...(removed > 0 ? [`-${imagesText(removed)}`] : []),
    ...(changed > 0 ? [`${String(changed)} ${changedText}`] : []),
  ].join(", ");
}

/** As in "scratch 7 -> 9", for each label whose count changes. */
function labelChanges(before: Counted["labels"] = {}, after: Counted["labels"] = {}): string {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  const countOf = (counts: Readonly<Record<string, number>>, name: string): number =>
    Object.hasOwn(counts, name) ? (counts[name] ?? 0) : 0;
  const changed = names.filter((name) => countOf(before, name) !== countOf(after, name));
  return labelsText(
    changed.map((name) => `${name} ${String(countOf(before, name))} -> ${String(countOf(after, name))}`),
  );
}

const MOST_LABELS = 12;

/** The first of what is said of labels, and how many more there are. */
export function labelsText(texts: readonly string[]): string {
  const more = texts.length - MOST_LABELS;
  return `${texts.slice(0, MOST_LABELS).join(", ")}${more > 0 ? ` and ${String(more)} more labels` : ""}`;
}

/** How messages count images: "1 image", "5 images". */
export function imagesText(count: number): string {
  return `${String(count)} image${count === 1 ? "" : "s"}`;
}
