import { sizeText } from "../../base/sizes.js";
import type { CautionSettings, Due, Recorded } from "../../lifecycle/handler.js";
import { containsUnknown } from "../../schema/unknown.js";
import { IMAGES } from "./keys.js";
import { changesBetween } from "./planned.js";
import type { Inputs, Outputs } from "./set.js";

/** What a preview says of a set that is not there yet. */
export function cautions(inputs: Inputs, { isReplacement }: Pick<CautionSettings, "isReplacement">): string[] {
  const { images, labels = {}, sizeBytes = 0 } = inputs;
  if (isReplacement || images === undefined || containsUnknown([images, labels, sizeBytes])) return [];
  const counted = listText(Object.entries(labels).map(([label, count]) => `${label} ${String(count)}`));
  return [`${imagesText(images)}: ${counted}; ${toSend(images, sizeBytes)}.`];
}

/** What a preview says of changed images. */
export function notes({ inputs: before, outputs }: Recorded<Inputs, Outputs>, inputs: Inputs, due: Due): string[] {
  const { replace, update } = due.changed;
  const { images = 0, sizeBytes = 0, labels } = inputs;
  if (containsUnknown([images, labels, sizeBytes, inputs.contentHash])) return [];
  const said: string[] = [];
  if (replace.includes("contentHash")) said.push(changesText(before, inputs), ...labelTexts(before.labels, labels));
  const isElsewhere = replace.some((field) => field !== "contentHash");
  if (isElsewhere || update.includes("kmsKeyId")) {
    const why = isElsewhere ? "all of them to another place" : "all of them again, for the other key";
    return [`${[...said, `${toSend(images, sizeBytes)}, ${why}`].join("; ")}.`];
  }
  if (replace.length > 0) {
    const changes = changesBetween(before[IMAGES], inputs[IMAGES]);
    said.push(
      changes === undefined ? "what is not there yet is sent" : toSend(changes.added, changes.addedBytes, "about "),
    );
    return [`${said.join("; ")}.`];
  }
  const { missingObjects: missing = 0 } = outputs;
  if (missing === 0) return [];
  return [`${imagesText(missing)} ${missing === 1 ? "is" : "are"} not in the bucket any more, and sent again.`];
}

function changesText(before: Inputs, inputs: Inputs): string {
  const changes = changesBetween(before[IMAGES], inputs[IMAGES]);
  if (changes === undefined) {
    const counts = `${imagesText(before.images ?? 0)} -> ${String(inputs.images ?? 0)}`;
    return `${counts} (beyond 10,000 images the state does not tell which changed)`;
  }
  const { added, removed, relabelled } = changes;
  const parts = [
    ...(added > 0 ? [`+${imagesText(added)}`] : []),
    ...(removed > 0 ? [`-${imagesText(removed)}`] : []),
    ...(relabelled > 0 ? [`${String(relabelled)} relabelled`] : []),
  ];
  return parts.length === 0 ? "the same images in another form" : parts.join(", ");
}

/** As in "scratch 7 -> 9", for each label whose count changes. */
function labelTexts(before: Inputs["labels"] = {}, after: Inputs["labels"] = {}): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  const countOf = (counts: Readonly<Record<string, number>>, name: string): number =>
    Object.hasOwn(counts, name) ? (counts[name] ?? 0) : 0;
  const changed = names.filter((name) => countOf(before, name) !== countOf(after, name));
  const texts = changed.map((name) => `${name} ${String(countOf(before, name))} -> ${String(countOf(after, name))}`);
  return texts.length === 0 ? [] : [listText(texts)];
}

const MOST_LABELS = 12;

function listText(texts: readonly string[]): string {
  const more = texts.length - MOST_LABELS;
  return `${texts.slice(0, MOST_LABELS).join(", ")}${more > 0 ? ` and ${String(more)} more labels` : ""}`;
}

/** Images, and the manifest. */
function toSend(images: number, sizeBytes: number, nearly = ""): string {
  const objects = images + 1;
  const size = images === 0 ? "" : `, ${nearly}${sizeText(sizeBytes)}`;
  return `${String(objects)} object${objects === 1 ? "" : "s"}${size} to send`;
}

function imagesText(count: number): string {
  return `${String(count)} image${count === 1 ? "" : "s"}`;
}
