import type { EntryCheck } from "../media/entry-check.js";
import type { EntryLine } from "../media/entry-line.js";
import { LineBlocks } from "./line-blocks.js";

/** How often a label is in an entry. */
export interface EntryLabel {
  readonly name: string;
  /** None where it is a label of the whole image. */
  readonly boxes: number;
}

/** What is known of an entry without reading its line. Entries with the same labels share it. */
export interface EntryFacts {
  readonly labels: readonly EntryLabel[];
  readonly labeled: boolean;
  readonly hasErrors: boolean;
}

interface Slot {
  readonly sourceRef: string;
  readonly place: number;
  readonly facts: EntryFacts;
}

/** An entry, its line not read yet. */
export interface DatasetEntry extends EntryFacts {
  /** Where it stands in the dataset; stays the same when it is replaced. */
  readonly index: number;
  readonly sourceRef: string;
  text(): string;
}

/** What DescribeDataset counts. */
export interface DatasetStats {
  readonly labeledEntries: number;
  readonly totalEntries: number;
  readonly totalLabels: number;
  readonly errorEntries: number;
}

/** How often a label occurs in a dataset. */
export interface LabelStats {
  entries: number;
  boxes: number;
}

function labelsOf({ labels, boxes }: EntryCheck): EntryLabel[] {
  const counts = new Map(labels.map((name) => [name, 0]));
  for (const { label } of boxes) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts].map(([name, count]) => ({ name, boxes: count }));
}

/** The entries of a dataset in the order they came, one an image. */
export class DatasetEntries {
  #lines = new LineBlocks();
  #unused = 0;
  #revision = 0;
  #slots: (Slot | undefined)[] = [];
  readonly #indexes = new Map<string, number>();
  readonly #facts = new Map<string, EntryFacts>();
  #labels: Map<string, LabelStats> | undefined;
  #stats: DatasetStats | undefined;

  /** Another one after each change. */
  get revision(): number {
    return this.#revision;
  }

  get size(): number {
    return this.#indexes.size;
  }

  has(sourceRef: string): boolean {
    return this.#indexes.has(sourceRef);
  }

  /** Adds an entry, or replaces that of the same image. */
  put({ sourceRef, fields, check }: Pick<EntryLine, "sourceRef" | "fields" | "check">): void {
    const { labeled, errors } = check;
    const facts = this.#shared({ labels: labelsOf(check), labeled, hasErrors: errors.length > 0 });
    this.#place(sourceRef, JSON.stringify(fields), facts);
  }

  /** Adds an entry that `from` had given. */
  putBack(index: number, sourceRef: string, text: string, facts: EntryFacts): void {
    while (this.#slots.length < index) this.#slots.push(undefined);
    this.#place(sourceRef, text, this.#shared(facts));
  }

  /** Adds all entries of another dataset. */
  putAll(others: DatasetEntries): void {
    for (const entry of others.from(0)) {
      const { labels, labeled, hasErrors } = entry;
      this.#place(entry.sourceRef, entry.text(), this.#shared({ labels, labeled, hasErrors }));
    }
  }

  /** Some of the entries. */
  subset(sourceRefs: readonly string[]): DatasetEntries {
    const chosen = new DatasetEntries();
    for (const sourceRef of sourceRefs) {
      const slot = this.#slots[this.#indexes.get(sourceRef) ?? -1];
      if (slot !== undefined) chosen.#place(sourceRef, this.#lines.read(slot.place), chosen.#shared(slot.facts));
    }
    return chosen;
  }

  remove(sourceRef: string): void {
    const index = this.#indexes.get(sourceRef);
    if (index === undefined) return;
    this.#slots[index] = undefined;
    this.#indexes.delete(sourceRef);
    this.#changed(1);
  }

  /** The entries from an index on. */
  *from(index: number): Generator<DatasetEntry> {
    for (let at = index; at < this.#slots.length; at += 1) {
      const slot = this.#slots[at];
      if (slot === undefined) continue;
      const { place, sourceRef, facts } = slot;
      yield { ...facts, index: at, sourceRef, text: () => this.#lines.read(place) };
    }
  }

  /** Label name -> how often it occurs, in the order of the names. */
  labels(): ReadonlyMap<string, LabelStats> {
    this.#labels ??= this.#countLabels();
    return this.#labels;
  }

  stats(): DatasetStats {
    this.#stats ??= this.#count();
    return this.#stats;
  }

  #place(sourceRef: string, text: string, facts: EntryFacts): void {
    const known = this.#indexes.get(sourceRef);
    const index = known ?? this.#slots.length;
    this.#slots[index] = { sourceRef, place: this.#lines.add(text), facts };
    this.#indexes.set(sourceRef, index);
    this.#changed(known === undefined ? 0 : 1);
  }

  #shared(facts: EntryFacts): EntryFacts {
    const key = JSON.stringify(facts);
    const known = this.#facts.get(key);
    if (known !== undefined) return known;
    this.#facts.set(key, facts);
    return facts;
  }

  #changed(unused: number): void {
    this.#revision += 1;
    this.#labels = undefined;
    this.#stats = undefined;
    this.#unused += unused;
    if (this.#unused > this.size + 1000) this.#repack();
  }

  #repack(): void {
    const lines = new LineBlocks();
    this.#slots = this.#slots.map((slot) =>
      slot === undefined ? undefined : { ...slot, place: lines.add(this.#lines.read(slot.place)) },
    );
    this.#lines = lines;
    this.#unused = 0;
  }

  /** Facts -> how many entries share them. */
  #shares(): Map<EntryFacts, number> {
    const shares = new Map<EntryFacts, number>();
    for (const slot of this.#slots) {
      if (slot !== undefined) shares.set(slot.facts, (shares.get(slot.facts) ?? 0) + 1);
    }
    return shares;
  }

  #countLabels(): Map<string, LabelStats> {
    const counts = new Map<string, LabelStats>();
    for (const [{ labels }, share] of this.#shares()) {
      for (const { name, boxes } of labels) {
        const stats = counts.get(name) ?? { entries: 0, boxes: 0 };
        counts.set(name, stats);
        stats.entries += share;
        stats.boxes += boxes * share;
      }
    }
    return new Map([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  #count(): DatasetStats {
    let [labeledEntries, errorEntries] = [0, 0];
    for (const [{ labeled, hasErrors }, share] of this.#shares()) {
      labeledEntries += labeled ? share : 0;
      errorEntries += hasErrors ? share : 0;
    }
    return { labeledEntries, errorEntries, totalEntries: this.size, totalLabels: this.labels().size };
  }
}
