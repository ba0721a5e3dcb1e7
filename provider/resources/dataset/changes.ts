import { createHash } from "node:crypto";
import { ImageList } from "../../images/changes/list.js";
import { changesTexts, type Counted } from "../../images/changes/words.js";
import { type EntryLine, entryFingerprint, labelsOf, linesOfEntries } from "./entry-line.js";

/** What of entries stays known without them. */
export class EntryCount {
  readonly #list = new ImageList();
  readonly #labels = new Map<string, number>();

  add({ sourceRef, fields }: EntryLine): void {
    const hash = createHash("sha256").update(sourceRef).digest("hex");
    this.#list.add({ hash, said: entryFingerprint(fields) });
    for (const label of labelsOf(fields).names) this.#labels.set(label, (this.#labels.get(label) ?? 0) + 1);
  }

  get counted(): Counted & { readonly images: number; readonly labels: Readonly<Record<string, number>> } {
    const { count: images, text: list } = this.#list;
    const labels = Object.fromEntries([...this.#labels].sort(([one], [other]) => (one < other ? -1 : 1)));
    return { images, labels, ...(list === undefined ? {} : { list }) };
  }
}

/** What entries that stand in a program come to. */
export function countedEntries(entries: unknown): EntryCount["counted"] {
  const count = new EntryCount();
  for (const entry of linesOfEntries(entries)) count.add(entry);
  return count.counted;
}

/** What is different between two lists of entries, as in "+2 images, 1 changed; scratch 7 -> 9"; empty where nothing is. */
export function changesText(before: Counted, after: Counted): string {
  return changesTexts(before, after, "changed").join("; ");
}
