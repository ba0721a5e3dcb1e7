import type { DatasetMetadata, DatasetStatus, ProjectDescription } from "@aws-sdk/client-rekognition";
import { parseArn, projectNameOf } from "../aws/arns.js";
import { RekognitionError } from "../base/errors.js";
import type { AwsContext } from "./aws-context.js";
import type { OperationContext, RecordedMeta } from "./handler.js";
import { lookWithin } from "./look-again.js";
import { LAG_GRACE_MS, type Observation, type Sought, type VerdictTable, waitForState } from "./wait-for-state.js";
import { type StatusTable, statusTable } from "./status-table.js";

/** For so long after its creation, an object that is not found may only not be visible yet. */
export const FRESH_MS = 120_000;

/** What create does with an object of its own that it finds. */
export type FoundVerdict = "adopt" | "recreate" | "waitUntilGone";

/** An object of one kind, as all that deals with it takes it: how it is looked for, and what a look tells. */
export interface Live<Status extends string, T> extends Sought<Status, T> {
  /** What is in another status than these is not touched. */
  readonly found: StatusTable<Status, FoundVerdict>;
  /** Its deletion, once AWS has taken it, is over. */
  readonly gone: VerdictTable<Status>;
  readonly arnOf: (value: T) => string;
  /** Epoch milliseconds by the service's clock; 0 where it does not tell. */
  readonly createdAtMs: (value: T) => number;
}

/** Looks for whatever has a name, or only for the one with this ARN: made later under the name, it is another one. */
export function lookFor<Status extends string, T>(
  find: () => Promise<Observation<Status, T> | undefined>,
  arnOf: (value: T) => string,
  arn: string | undefined,
): Sought<Status, T>["look"] {
  return async () => {
    const found = await find();
    return found !== undefined && (arn === undefined || arnOf(found.value) === arn) ? found : undefined;
  };
}

/** Looks until the object shows or the longest lag has passed; undefined is "not seen", never an error. */
export async function waitToAppear<Status extends string, T>(
  context: OperationContext,
  { subject, look }: Sought<Status, T>,
): Promise<Observation<Status, T> | undefined> {
  return lookWithin(context, subject, "is visible", LAG_GRACE_MS, look, (seen) => seen !== undefined);
}

/** The same thing once AWS has taken its deletion: then it need not be missed twice. */
export function afterDeletion<Status extends string, T>({ subject, look }: Sought<Status, T>): Sought<Status, T> {
  return { subject, look, isGone: () => true };
}

/** Fails where the credentials' account is not the one the object was made in: then "not found" proves nothing. */
export async function assertRecordedAccount(context: OperationContext, arn: string): Promise<void> {
  const recorded = parseArn(arn)?.account;
  const caller = await context.aws.account();
  if (recorded === undefined || caller === recorded) return;
  throw new RekognitionError(
    "WrongAccount",
    `${arn} was made in account ${recorded}, but the credentials belong to account ${caller}`,
  );
}

/** The project with this ARN: one that was made later under its name is another one. */
export async function projectByArn(
  { describe }: Pick<AwsContext, "describe">,
  arn: string,
): Promise<ProjectDescription | undefined> {
  const project = await describe.project(projectNameOf(arn));
  return project?.ProjectArn === arn ? project : undefined;
}

/** What a status says of a dataset: whether it can be trained from. */
export const datasetState = statusTable<DatasetStatus, "usable" | "moving" | "failed">({
  CREATE_COMPLETE: "usable",
  UPDATE_COMPLETE: "usable",
  CREATE_IN_PROGRESS: "moving",
  UPDATE_IN_PROGRESS: "moving",
  DELETE_IN_PROGRESS: "moving",
  CREATE_FAILED: "failed",
  UPDATE_FAILED: "failed",
});

/**
 * Looks at the project that something is to be made in. What it answers fails where that project, or a dataset that was in it,
 * is gone or being deleted by then: AWS makes nothing in it, and says so before looks show it.
 */
export async function watchProject(
  context: OperationContext,
  subject: string,
  projectArn: string,
): Promise<() => Promise<void>> {
  const look = async (): Promise<ProjectDescription | undefined> => {
    const project = await projectByArn(context, projectArn);
    return project?.Status === "DELETING" ? undefined : project;
  };
  const before = (await look())?.Datasets ?? [];
  return async () => {
    const now = await look();
    const stay = new Set(now?.Datasets?.filter(({ Status }) => Status !== "DELETE_IN_PROGRESS").map(arnOfDataset));
    const going = now === undefined ? projectArn : before.map(arnOfDataset).find((arn) => !stay.has(arn));
    if (going === undefined) return;
    throw new RekognitionError("DeletedOutside", `${subject} could not be made: ${going} is gone or being deleted`);
  };
}

function arnOfDataset({ DatasetArn = "" }: DatasetMetadata): string {
  return DatasetArn;
}

/** Finds a recorded object, or proves that it is gone: right account, old enough to be visible, and looked for more than once. */
export async function findRecorded<Status extends string, T>(
  context: OperationContext,
  { subject, look, isGone }: Sought<Status, T>,
  id: string,
  meta: RecordedMeta | undefined,
): Promise<Observation<Status, T> | undefined> {
  const isFresh = (): boolean =>
    meta !== undefined && Math.abs(context.clock.now() - meta.claimedAt * 1_000) < FRESH_MS;
  return findOrGone(context, {
    subject,
    async look() {
      const observed = await look();
      if (observed === undefined) await assertRecordedAccount(context, id);
      return observed;
    },
    isGone: () => !isFresh() && isGone(),
  });
}

/** Finds a thing, or proves that it is gone, in which case it is undefined. */
export async function findOrGone<Status extends string, T>(
  context: AwsContext,
  { subject, look, isGone }: Sought<Status, T>,
): Promise<Observation<Status, T> | undefined> {
  const found = async (): Promise<Observation<"found", Observation<Status, T>> | undefined> => {
    const value = await look();
    return value && { status: "found", value };
  };
  return (await waitForState(context, { subject, look: found, isGone }, FOUND_OR_GONE)).observed?.value;
}

const FOUND_OR_GONE: VerdictTable<"found"> = {
  until: "is found, or proven gone",
  statuses: statusTable({ found: "target" }),
  absent: "target",
};
