import { RekognitionError } from "../base/errors.js";
import type { OperationContext, RecordedMeta } from "./handler.js";
import { holdForUpdate, syncTags } from "./ownership.js";
import { findRecorded } from "./presence.js";
import type { StatusTable } from "./status-table.js";
import type { Observation, Sought } from "./wait-for-state.js";

type Tags = Readonly<Record<string, string>>;

/** What an update has of tags in its record or its inputs. */
interface Tagged {
  readonly tags?: Tags | undefined;
  readonly adopt?: boolean | undefined;
}

/** What an update begins from. */
interface RecordedTags {
  readonly inputs: Tagged;
  readonly meta: RecordedMeta;
}

/** How an update finds its object. */
export interface Findable<Status extends string, T> {
  readonly subject: string;
  readonly arn: string;
  readonly thing: Sought<Status, T>;
  readonly createdAtMs: (value: T) => number;
  /** What is in another status is not touched. */
  readonly statuses: StatusTable<Status, unknown>;
}

/**
 * Opens an update of a thing that is there: makes sure that it is held, and brings its tags to what is asked. Answers the
 * record of the claim, and the tags as they were.
 */
export async function holdAndTag(
  context: OperationContext,
  subject: string,
  arn: string,
  createdAtMs: number,
  recorded: RecordedTags,
  inputs: Tagged,
): Promise<{ meta: RecordedMeta; tags: Tags }> {
  const record = { meta: recorded.meta, adopt: inputs.adopt === true };
  const held = await holdForUpdate(context, subject, arn, createdAtMs, record);
  await syncTags(context, arn, held.tags, inputs.tags ?? {}, recorded.inputs.tags);
  return held;
}

/** Opens an update: finds what is recorded, which must be there, and holds it. */
export async function openForUpdate<Status extends string, T>(
  context: OperationContext,
  { subject, arn, thing, createdAtMs, statuses }: Findable<Status, T>,
  recorded: RecordedTags,
  inputs: Tagged,
): Promise<{ observed: Observation<Status, T>; meta: RecordedMeta }> {
  const observed = await findRecorded(context, subject, arn, recorded.meta, thing);
  if (observed === undefined) throw new RekognitionError("DeletedOutside", `${subject} (${arn}) is gone`);
  statuses.of(observed.status, subject);
  const { meta } = await holdAndTag(context, subject, arn, createdAtMs(observed.value), recorded, inputs);
  return { observed, meta };
}
