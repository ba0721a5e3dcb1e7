import { share } from "../media/share.js";
import { labelsOf } from "../media/trained-model.js";
import type { TrainingEntry } from "../media/trained-model.js";

/** The images a model is trained on, and those it is tested on. */
export interface Sets {
  readonly training: readonly TrainingEntry[];
  readonly testing: readonly TrainingEntry[];
}

/** AWS's console and AutoCreate take 20 % of the training set to test with. */
const TESTED_SHARE = 0.2;

/** Makes a test set of a training set. Each label is tested, if need be by the only image of it, which is trained on, too. */
export function autoSplit(entries: readonly TrainingEntry[], seed: string): Sets {
  const order = new Map(entries.map((entry) => [entry, share(`${seed}/split/${entry.bucket}/${entry.key}`)]));
  const shuffled = [...entries].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  const left = new Map<string, number>();
  const labels = new Map(entries.map((entry) => [entry, labelsOf([entry], "either")]));
  for (const own of labels.values()) for (const label of own) left.set(label, (left.get(label) ?? 0) + 1);
  const tested = new Set<TrainingEntry>();
  const covered = new Set<string>();
  const isLast = (entry: TrainingEntry): boolean => (labels.get(entry) ?? []).some((label) => left.get(label) === 1);
  const shared = new Set(entries.filter(isLast));
  const take = (entry: TrainingEntry): void => {
    tested.add(entry);
    for (const label of labels.get(entry) ?? []) {
      covered.add(label);
      if (!shared.has(entry)) left.set(label, (left.get(label) ?? 0) - 1);
    }
  };
  for (const entry of shuffled) if ((labels.get(entry) ?? []).some((label) => !covered.has(label))) take(entry);
  for (const entry of shuffled) {
    if (tested.size < TESTED_SHARE * entries.length && !tested.has(entry) && !isLast(entry)) take(entry);
  }
  const isTrained = (entry: TrainingEntry): boolean => !tested.has(entry) || shared.has(entry);
  return { training: entries.filter(isTrained), testing: entries.filter((entry) => tested.has(entry)) };
}
