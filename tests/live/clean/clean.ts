import type { AwsClients } from "../aws/clients.js";
import type { Names } from "../runs/names.js";
import type { LiveTime } from "../time.js";
import { type Inventory, inventoryText, isEmpty, ownedThings } from "./inventory.js";
import { countObjects, removeObjects } from "./objects.js";
import { takeDown } from "./take-down.js";

export interface CleanOptions {
  readonly aws: AwsClients;
  readonly bucket: string;
  readonly names: Names;
  readonly time: LiveTime;
  readonly tell: (line: string) => void;
  readonly signal: AbortSignal;
  /** Whether trainings and copies, which AWS cannot cancel, are waited for. */
  readonly waitsForTraining: boolean;
}

/** What is left after a cleaning, each in words; nothing where it is empty. */
export type Left = readonly string[];

const LOOK_AGAIN_MS = 10_000;
/** How long tags may stay behind what they are on. */
const TAG_LAG_MS = 65_000;
/** Nothing but a training takes longer: a start and a stop together are 20 minutes. */
const OTHERS_LIMIT_MS = 40 * 60_000;

/**
 * Finds by tag and name, stops and removes everything of one owner with AWS's own operations, until two looks ten seconds
 * apart find nothing: what a killed run had asked for may show late.
 */
export async function clean(options: CleanOptions): Promise<Left> {
  const { aws, names, time, signal, tell, bucket, waitsForTraining } = options;
  const begunMs = time.sinceMs();
  let emptyLooks = 0;
  let told = "";
  for (;;) {
    const found = await ownedThings(aws.rekognition, names);
    if (isEmpty(found)) {
      const removed = await removeObjects(aws.s3, bucket, names.keys);
      if (removed > 0) tell(`  removed ${removed} objects below s3://${bucket}/${names.keys}`);
      emptyLooks = removed > 0 ? 1 : emptyLooks + 1;
      if (emptyLooks >= 2) break;
    } else {
      emptyLooks = 0;
      const text = inventoryText(found).join("\n");
      if (text !== told) for (const line of inventoryText(found)) tell(`  left over: ${line}`);
      told = text;
      await takeDown(aws.rekognition, found, tell);
      const waitedMs = time.sinceMs() - begunMs;
      const isTooLate = waitedMs > (isOnlyUntagged(found) ? TAG_LAG_MS : OTHERS_LIMIT_MS);
      if (isMaking(found) ? !waitsForTraining && onlyMakingIsLeft(found) : isTooLate) return inventoryText(found);
    }
    await time.sleep(LOOK_AGAIN_MS, signal);
  }
  const objects = await countObjects(aws.s3, bucket, names.keys);
  return objects === 0 ? [] : [`${objects} objects below s3://${bucket}/${names.keys}`];
}

const MAKING = ["TRAINING_IN_PROGRESS", "COPYING_IN_PROGRESS"];

function isMaking({ projects }: Inventory): boolean {
  return projects.some(({ models }) => models.some(({ status }) => MAKING.includes(status)));
}

/** Whether all else has been stopped and removed. */
function onlyMakingIsLeft(found: Inventory): boolean {
  const rests = found.projects.every(({ models }) => models.every(({ status }) => MAKING.includes(status)));
  return rests && found.collections.length === 0 && found.streamProcessors.length === 0;
}

function isOnlyUntagged({ projects, collections, streamProcessors }: Inventory): boolean {
  return [projects, collections, streamProcessors].every(({ length }) => length === 0);
}
