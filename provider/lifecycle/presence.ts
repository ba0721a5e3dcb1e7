import { parseArn } from "../aws/arns.js";
import { RekognitionError } from "../base/errors.js";
import type { AwsContext } from "./aws-context.js";
import type { OperationContext, RecordedMeta } from "./handler.js";
import { type Showing, lookWithin } from "./look-again.js";
import { LAG_GRACE_MS, type Observation, type Sought, type VerdictTable, waitForState } from "./wait-for-state.js";
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
  return lookWithin(context, subject, APPEARS, forMs, find, (seen) => seen !== undefined);
}

const APPEARS: Showing = {
  until: "is visible",
  statuses: statusTable({ shows: "target", notYet: "pending" }),
  absent: "pending",
};

/** The same thing once AWS has taken its deletion: then it need not be missed twice. */
export function afterDeletion<Status extends string, T>({ look }: Sought<Status, T>): Sought<Status, T> {
  return { look, isGone: () => true };
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

/** Finds a recorded object, or proves that it is gone: right account, old enough to be visible, and looked for more than once. */
export async function findRecorded<Status extends string, T>(
  context: OperationContext,
  subject: string,
  arn: string,
  meta: RecordedMeta | undefined,
  { look, isGone }: Sought<Status, T>,
): Promise<Observation<Status, T> | undefined> {
  const isFresh = (): boolean =>
    meta !== undefined && Math.abs(context.clock.now() - meta.claimedAt * 1_000) < FRESH_MS;
  return findOrGone(context, subject, {
    async look() {
      const observed = await look();
      if (observed === undefined) await assertRecordedAccount(context, arn);
      return observed;
    },
    isGone: () => !isFresh() && isGone(),
  });
}

/** Finds a thing, or proves that it is gone, in which case it is undefined. */
export async function findOrGone<Status extends string, T>(
  context: AwsContext,
  subject: string,
  { look, isGone }: Sought<Status, T>,
): Promise<Observation<Status, T> | undefined> {
  const { observed } = await waitForState(context, subject, FOUND_OR_GONE, {
    async look() {
      const observed = await look();
      return observed && { status: "found", value: observed };
    },
    isGone,
  });
  return observed?.value;
}

const FOUND_OR_GONE: VerdictTable<"found"> = {
  until: "is found, or proven gone",
  statuses: statusTable({ found: "target" }),
  absent: "target",
};
