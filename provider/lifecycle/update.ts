import { RekognitionError } from "../base/errors.js";
import type { OperationContext, RecordedMeta } from "./handler.js";
import { holdForUpdate, mayDelete, syncTags } from "./ownership.js";
import { type Live, findRecorded } from "./presence.js";
import type { RecordedMarks } from "./recorded.js";
import type { Tags } from "./tags.js";
import type { Observation } from "./wait-for-state.js";

/** What an update asks for besides what its kind takes. */
interface Tagged {
  readonly tags?: Tags | undefined;
  readonly adopt?: boolean | undefined;
}

/**
 * Opens an update of a thing that is there: makes sure that it is held, and brings its tags to what is asked. Answers the
 * record of the claim, and the tags as they were.
 */
export async function holdAndTag<Status extends string, T>(
  context: OperationContext,
  thing: Live<Status, T>,
  observed: Observation<Status, T>,
  recorded: RecordedMarks,
  inputs: Tagged,
): Promise<{ meta: RecordedMeta; tags: Tags }> {
  const held = await holdForUpdate(context, thing, observed, recorded.meta, inputs.adopt === true);
  await syncTags(context, thing.arnOf(observed.value), held.tags, inputs.tags ?? {}, recorded.inputs.tags);
  return held;
}

/** Opens an update: finds what is recorded, which must be there, and holds it. */
export async function openForUpdate<Status extends string, T>(
  context: OperationContext,
  thing: Live<Status, T>,
  arn: string,
  recorded: RecordedMarks,
  inputs: Tagged,
): Promise<{ observed: Observation<Status, T>; meta: RecordedMeta }> {
  const observed = await findRecorded(context, thing, arn, recorded.meta);
  if (observed === undefined) throw new RekognitionError("DeletedOutside", `${thing.subject} (${arn}) is gone`);
  thing.found.of(observed.status, thing.subject);
  return { observed, meta: (await holdAndTag(context, thing, observed, recorded, inputs)).meta };
}

/** Opens a deletion: finds what is recorded. Undefined where nothing is to be deleted, or what there is is not to be touched. */
export async function openForDelete<Status extends string, T>(
  context: OperationContext,
  thing: Live<Status, T>,
  arn: string,
  meta: RecordedMeta,
  costsOf?: (found: Observation<Status, T>) => string | undefined,
): Promise<Observation<Status, T> | undefined> {
  const observed = await findRecorded(context, thing, arn, meta);
  if (observed === undefined) return undefined;
  thing.found.of(observed.status, thing.subject);
  return (await mayDelete(context, thing, observed, arn, meta, { costs: costsOf?.(observed) })) ? observed : undefined;
}
