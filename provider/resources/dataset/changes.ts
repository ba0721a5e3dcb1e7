import { type EntryLine, entryFingerprint, labelsOf } from "./entry-line.js";

const MOST_LABELS = 12;

/** What is different between two lists of entries, as in "+2 images, 1 changed; scratch 7 -> 9"; empty where nothing is. */
export function changesText(before: readonly EntryLine[], after: readonly EntryLine[]): string {
  const olds = new Map(before.map((entry) => [entry.sourceRef, entryFingerprint(entry.fields)]));
  const news = new Map(after.map((entry) => [entry.sourceRef, entryFingerprint(entry.fields)]));
  const added = [...news.keys()].filter((image) => !olds.has(image)).length;
  const removed = [...olds.keys()].filter((image) => !news.has(image)).length;
  const changed = [...news].filter(([image, print]) => (olds.get(image) ?? print) !== print).length;
  const images = [
    ...(added > 0 ? [`+${imagesText(added)}`] : []),
    ...(removed > 0 ? [`-${imagesText(removed)}`] : []),
    ...(changed > 0 ? [`${String(changed)} changed`] : []),
  ].join(", ");
  return [images, labelsText(countsOf(before), countsOf(after))].filter((text) => text !== "").join("; ");
}

function countsOf(entries: readonly EntryLine[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { fields } of entries) {
    for (const label of labelsOf(fields).names) counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return counts;
}

function labelsText(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): string {
  const count = (counts: ReadonlyMap<string, number>, label: string): number => counts.get(label) ?? 0;
  const changed = [...new Set([...before.keys(), ...after.keys()])]
    .sort()
    .filter((label) => count(before, label) !== count(after, label));
  const texts = changed.map((label) => `${label} ${String(count(before, label))} -> ${String(count(after, label))}`);
  const more = texts.length - MOST_LABELS;
  return `${texts.slice(0, MOST_LABELS).join(", ")}${more > 0 ? ` and ${String(more)} more labels` : ""}`;
}

function imagesText(count: number): string {
  return `${String(count)} image${count === 1 ? "" : "s"}`;
}
