import type { OperationContext, Recorded } from "../../lifecycle/handler.js";
import { findRecorded } from "../../lifecycle/presence.js";
import { marksAsRead } from "../../lifecycle/recorded.js";
import { type Inputs, type Outputs, outputsOf, placeIn, soughtAt, soughtHeld } from "./dataset.js";
import { contentHash } from "./content-hash.js";
import { contentHashAsSeen } from "./drift.js";
import { listBadEntries } from "./listed-entries.js";
import { recordedAs } from "./states.js";

/** Reads a dataset. Drift of its entries shows as a change of their hash. */
export async function readDataset(
  context: OperationContext,
  id: string,
  recorded: Recorded<Inputs, Outputs> | undefined,
): Promise<Recorded<Inputs, Outputs> | undefined> {
  const place = placeIn(id);
  if (place === undefined) return undefined;
  const thing = recorded === undefined ? soughtAt(context, place) : soughtHeld(context, place, recorded);
  const observed = await findRecorded(context, thing, id, recorded?.meta);
  if (observed === undefined || observed.status === "DELETE_IN_PROGRESS") return undefined;
  const { tags, meta } = await marksAsRead(context, observed.value.arn, recorded, thing.createdAtMs(observed.value));
  const isUsable = recordedAs.or(observed.status, "unknown") === "usable";
  const inputs: Inputs = {
    ...recorded?.inputs,
    // Nothing tells where its entries came from: to a program that names no source it is one that others fill.
    ...(context.isImport === true && { contentHash: String(contentHash({})) }),
    ...(recorded && isUsable && { contentHash: await contentHashAsSeen(context, place, observed, recorded) }),
    region: context.region,
    ...place,
    tags,
  };
  const outputs = outputsOf(observed.value);
  if (!isUsable && recorded !== undefined) return { inputs, outputs: { ...outputs, ...contentsOf(recorded) }, meta };
  const badEntries = await listBadEntries(context, outputs, () => Promise.resolve(recordedLines(recorded)));
  return { inputs, outputs: { ...outputs, badEntries }, meta };
}

/** While something goes on in it, what is recorded of its contents stays, to be compared once it is over. */
function contentsOf({ outputs }: Recorded<Inputs, Outputs>): Outputs {
  const { badEntries, stats, lastUpdatedTimestamp } = outputs;
  return { badEntries, stats, lastUpdatedTimestamp };
}

/** Lines are told by a file that a refresh does not read. */
function recordedLines(recorded: Recorded<Inputs, Outputs> | undefined): ReadonlyMap<string, number> {
  const known = recorded?.outputs.badEntries ?? [];
  return new Map(known.flatMap(({ sourceRef, line }) => (line === undefined ? [] : [[sourceRef, line] as const])));
}
