import { sizeText } from "../../base/sizes.js";
import { changesBetween } from "../../images/changes/list.js";
import { changesTexts, type Counted, imagesText, labelsText } from "../../images/changes/words.js";
import type { CautionSettings, Due, Recorded } from "../../lifecycle/handler.js";
import { containsUnknown } from "../../schema/unknown.js";
import { IMAGES } from "./keys.js";
import type { Inputs, Outputs } from "./set.js";

/** What a preview says of a set that is not there yet. */
export function cautions(inputs: Inputs, { isReplacement }: Pick<CautionSettings, "isReplacement">): string[] {
  const { images, labels = {}, sizeBytes = 0 } = inputs;
  if (isReplacement || images === undefined || containsUnknown([images, labels, sizeBytes])) return [];
  const counts = labelsText(Object.entries(labels).map(([label, count]) => `${label} ${String(count)}`));
  return [`${imagesText(images)}: ${counts}; ${toSend(images, sizeBytes)}.`];
}

/** What a preview says of changed images. */
export function notes({ inputs: before, outputs }: Recorded<Inputs, Outputs>, inputs: Inputs, due: Due): string[] {
  const { replace, update } = due.changed;
  const { images = 0, sizeBytes = 0, labels } = inputs;
  if (containsUnknown([images, labels, sizeBytes, inputs.contentHash])) return [];
  const said: string[] = [];
  if (replace.includes("contentHash")) {
    const texts = changesTexts(counted(before), counted(inputs), "relabelled");
    said.push(...(texts.length === 0 ? ["the same images in another form"] : texts));
  }
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

/** With what the two sets are compared by. */
function counted({ images, labels, [IMAGES]: list }: Inputs): Counted {
  return { images, labels, list };
}

/** Images, and the manifest. */
function toSend(images: number, sizeBytes: number, nearly = ""): string {
  const objects = images + 1;
  const size = images === 0 ? "" : `, ${nearly}${sizeText(sizeBytes)}`;
  return `${String(objects)} object${objects === 1 ? "" : "s"}${size} to send`;
}
