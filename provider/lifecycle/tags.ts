import type { AwsContext } from "./aws-context.js";
import { statusTable } from "./status-table.js";
import { type Sought, type VerdictTable, waitForState } from "./wait-for-state.js";

export type Tags = Readonly<Record<string, string>>;

const TAGGED: VerdictTable<"tagged"> = {
  until: "shows its tags",
  statuses: statusTable({ tagged: "target" }),
  absent: "target",
};

/** The tags; none only where that is proven, which may take ten seconds; undefined where there is no such thing. */
export async function tagsOf(context: AwsContext, arn: string): Promise<Tags | undefined> {
  let last: Tags | undefined;
  const thing: Sought<"tagged", Tags> = {
    subject: `the resource ${arn}`,
    async look() {
      last = await context.describe.tagsNow(arn);
      return last === undefined || Object.keys(last).length === 0 ? undefined : { status: "tagged", value: last };
    },
    isGone: () => context.describe.isTagless(arn),
  };
  await waitForState(context, thing, TAGGED);
  return last;
}
