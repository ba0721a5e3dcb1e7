import { rmSync } from "node:fs";
import { awsClients, type AwsClients } from "../aws/clients.js";
import { clean, type Left } from "../clean/clean.js";
import { inventoryText, ownedThings } from "../clean/inventory.js";
import { endProcessesOf } from "../clean/processes.js";
import { LiveError } from "../live-error.js";
import { liveTime } from "../time.js";
import { accountOf } from "./environment.js";
import type { EarlierRun, LiveFolder, RunPlace } from "./live-folder.js";
import { namesOf } from "./names.js";

export interface CleanUp {
  readonly tell: (line: string) => void;
  readonly signal: AbortSignal;
  readonly waitsForTraining: boolean;
}

/** Removes everything of an owner at a place; what a deadline or a training leaves is named. */
export async function cleanPlace(place: RunPlace, aws: AwsClients, how: CleanUp): Promise<Left> {
  const names = namesOf(place.owner);
  const options = { aws, names, bucket: place.bucket, time: liveTime(place.clockScale), ...how };
  try {
    return await clean(options);
  } catch (error) {
    if (!how.signal.aborted) throw error;
    return inventoryText(await ownedThings(aws.rekognition, names));
  }
}

/**
 * Cleans up after runs that were killed, wherever they worked, and at a place that is given. First it ends what they left
 * running on this machine. A run's folder goes only when nothing of it is left.
 */
export async function cleanEarlier(folder: LiveFolder, given: RunPlace | undefined, how: CleanUp): Promise<Left> {
  const earlier = folder.earlier();
  for (const run of earlier) {
    const ended = endProcessesOf(run.folder);
    if (ended > 0) how.tell(`ended ${ended} processes that an earlier run left`);
  }
  const left: string[] = [];
  for (const { place, runs } of byPlace(earlier, given)) {
    how.tell(`cleaning up in ${place.region}, bucket ${place.bucket}, owner ${place.owner}`);
    const found = await cleanAs(place, how);
    left.push(...found);
    if (found.length === 0) for (const run of runs) rmSync(run.folder, { recursive: true, force: true });
  }
  return left;
}

async function cleanAs(place: RunPlace, how: CleanUp): Promise<Left> {
  const aws = awsClients(place);
  try {
    const account = await accountOf(aws);
    if (account !== place.account) {
      throw new LiveError(
        `An earlier run left things in account ${place.account}, but the credentials belong to ${account ?? "none: there are none"}. Clean up with its credentials.`,
      );
    }
    return await cleanPlace(place, aws, how);
  } finally {
    aws.destroy();
  }
}

function byPlace(earlier: readonly EarlierRun[], given: RunPlace | undefined) {
  const places = new Map<string, { place: RunPlace; runs: EarlierRun[] }>();
  const at = (place: RunPlace): EarlierRun[] => {
    const { account, region, bucket, owner, endpoint } = place;
    const key = JSON.stringify([account, region, bucket, owner, endpoint]);
    const known = places.get(key) ?? { place, runs: [] };
    places.set(key, known);
    return known.runs;
  };
  if (given !== undefined) at(given);
  for (const run of earlier) at(run.place).push(run);
  return places.values();
}
