import { parseArn } from "../aws/arns.js";
import { RekognitionError } from "./errors.js";
import type { OperationContext, RecordedMeta } from "./handler.js";
import { type Showing, lookUntil } from "./look-again.js";
import { LAG_GRACE_MS, type Observation } from "./wait-for-state.js";
import { statusTable } from "./status-table.js";

/** For so long after its creation, an object that is not found may only not be visible yet. */
const FRESH_MS = 120_000;

/** Looks until the object shows or `forMs` have passed; undefined is "not seen", never an error. */
export async function waitToAppear<Status extends string, T>(
  context: OperationContext,
  subject: string,
  find: () => Promise<Observation<Status, T> | undefined>,
  forMs: number = LAG_GRACE_MS,
): Promise<Observation<Status, T> | undefined> {
  return lookUntil(context, subject, APPEARS, forMs, find, (seen) => seen !== undefined);
}

const APPEARS: Showing = {
  until: "is visible",
  statuses: statusTable({ shows: "target", notYet: "pending" }),
  absent: "pending",
};

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

/** Finds a recorded object, or proves that it is gone: right account, and old enough to be visible. */
export async function findRecorded<Status extends string, T>(
  context: OperationContext,
  subject: string,
  arn: string,
  meta: RecordedMeta | undefined,
  find: () => Promise<Observation<Status, T> | undefined>,
): Promise<Observation<Status, T> | undefined> {
  for (;;) {
    const generation = context.aws.generation();
    const observed = await find();
    if (observed !== undefined) return observed;
    await assertRecordedAccount(context, arn);
    // Otherwise it was looked for with credentials whose account nobody asked for.
    if (context.aws.generation() === generation) break;
  }
  const ageMs = meta === undefined ? Infinity : Math.abs(context.clock.now() - meta.claimedAt * 1_000);
  if (ageMs >= FRESH_MS) return undefined;
  return waitToAppear(context, subject, find, FRESH_MS - ageMs);
}
