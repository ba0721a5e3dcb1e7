import type { DatasetEntries } from "../../store/dataset-entries.js";

const TEST_SHARE = 0.2;

/**
 * The images that go from a training dataset to a test dataset: a fifth, taken in turn from all combinations of labels,
 * and never the last one of a combination.
 * @returns their source-refs; none if there are not enough labeled images
 */
export function chooseTestEntries(entries: DatasetEntries): readonly string[] {
  const byLabels = new Map<string, string[]>();
  for (const { sourceRef, labels } of entries.from(0)) {
    if (labels.length === 0) continue;
    const key = JSON.stringify(labels.map((label) => label.name).sort());
    const alike = byLabels.get(key);
    if (alike === undefined) byLabels.set(key, [sourceRef]);
    else alike.push(sourceRef);
  }
  const groups = [...byLabels.values()].map((group) => group.slice(1));
  const wanted = Math.max(1, Math.round(entries.size * TEST_SHARE));
  const rounds = Math.max(0, ...groups.map((group) => group.length));
  const chosen: string[] = [];
  for (let round = 0; round < rounds && chosen.length < wanted; round += 1) {
    chosen.push(...groups.flatMap((group) => group.slice(round, round + 1)));
  }
  return chosen.slice(0, wanted);
}
