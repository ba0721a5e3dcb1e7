import type { OperationContext, Recorded } from "../../lifecycle/handler.js";
import { findRecorded } from "../../lifecycle/presence.js";
import { FOREIGN_META, tagsAsInput } from "../../lifecycle/recorded.js";
import { type Found, type Inputs, type Outputs, findAt, findHeld, outputsOf, placeIn, subjectOf } from "./dataset.js";
import { listBadEntries } from "./listed-entries.js";
import { recordedAs } from "./states.js";

/** Reads a dataset. What it holds is not compared: AWS tells neither its source nor a hash. */
export async function readDataset(
  context: OperationContext,
  id: string,
  recorded: Recorded<Inputs, Outputs> | undefined,
): Promise<Recorded<Inputs, Outputs> | undefined> {
  const place = placeIn(id);
  if (place === undefined) return undefined;
  const find = (): Promise<Found | undefined> =>
    recorded === undefined ? findAt(context, place) : findHeld(context, place, recorded);
  const observed = await findRecorded(context, subjectOf(place), id, recorded?.meta, find);
  if (observed === undefined || observed.status === "DELETE_IN_PROGRESS") return undefined;
  const inputs: Inputs = {
    ...recorded?.inputs,
    region: context.region,
    ...place,
    tags: await tagsAsInput(context, observed.value.arn, recorded?.inputs),
  };
  const outputs = outputsOf(observed.value);
  const badEntries =
    recordedAs[observed.status] === "usable"
      ? await listBadEntries(context, outputs, () => Promise.resolve(recordedLines(recorded)))
      : recorded?.outputs.badEntries;
  return { inputs, outputs: { ...outputs, badEntries }, meta: recorded?.meta ?? FOREIGN_META };
}

/** Lines are told by a file that a refresh does not read. */
function recordedLines(recorded: Recorded<Inputs, Outputs> | undefined): ReadonlyMap<string, number> {
  const known = recorded?.outputs.badEntries ?? [];
  return new Map(known.flatMap(({ sourceRef, line }) => (line === undefined ? [] : [[sourceRef, line] as const])));
}
